import { Button, Checkbox, Modal, MultiSelect, Select, Stack, TagsInput, TextInput } from "@mantine/core";
import { useState } from "react";
import { FailureNotice } from "../../../components/failure-notice.tsx";
import { platformName } from "../../../components/platform-mark.tsx";
import type { OrderRule, OrderRuleInput } from "../../../lib/api-types.ts";
import { useCurrency } from "../../../lib/session.ts";
import { draftOf, inputOf, type RuleDraft } from "../rule-draft.ts";
import { useRuleChanges } from "../rule-queries.ts";
import { t } from "../texts.ts";

interface RuleFormProps {
  opened: boolean;
  /** Null for a new rule. */
  rule: OrderRule | null;
  platforms: readonly string[];
  onClose: () => void;
}

/** Makes or changes a rule. */
export function RuleForm({ opened, rule, platforms, onClose }: RuleFormProps) {
  const currency = useCurrency();
  const [draft, setDraft] = useState<RuleDraft>(() => draftOf(rule));
  const [fault, setFault] = useState<string | null>(null);
  const { save } = useRuleChanges();
  const change = (part: Partial<RuleDraft>) => setDraft((now) => ({ ...now, ...part }));
  const submit = () => {
    const input = inputOf(draft, { id: rule?.id, currency });
    if (typeof input === "string") return setFault(input);
    setFault(null);
    save.mutate(input satisfies OrderRuleInput, { onSuccess: onClose });
  };
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={rule ? t("rules.titleOf", { name: rule.name }) : t("rules.newRule")}
      centered
    >
      <form
        aria-label={t("rules.rule")}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Stack gap="sm">
          <TextInput
            label={t("rules.name")}
            withAsterisk
            value={draft.name}
            onChange={(event) => change({ name: event.currentTarget.value })}
          />
          <Select
            label={t("rules.when2")}
            allowDeselect={false}
            data={[
              { value: "order_paid", label: t("event.paid") },
              { value: "order_ready", label: t("event.ready") },
            ]}
            value={draft.event}
            onChange={(event) => change({ event: event === "order_ready" ? "order_ready" : "order_paid" })}
          />
          <TextInput
            label={t("rules.upToValue", { currency })}
            placeholder="50.00"
            value={draft.maxValue}
            onChange={(event) => change({ maxValue: event.currentTarget.value })}
          />
          <Checkbox
            label={t("rules.onlyToYourOwnCountry")}
            checked={draft.domesticOnly}
            onChange={(event) => change({ domesticOnly: event.currentTarget.checked })}
          />
          <MultiSelect
            label={t("rules.onlyFromTheseShops")}
            data={platforms.map((value) => ({ value, label: platformName(value) }))}
            value={draft.platforms}
            onChange={(chosen) => change({ platforms: chosen })}
          />
          <TagsInput
            label={t("rules.onlyTheseProducts")}
            description={t("rules.skusOrProductNumbersEnter")}
            value={draft.products}
            onChange={(products) => change({ products })}
          />
          <TagsInput
            label={t("rules.onlyUnitsInThesePlaces")}
            value={draft.locations}
            onChange={(locations) => change({ locations })}
          />
          <Select
            label={t("rules.then")}
            allowDeselect={false}
            data={[
              { value: "fulfill", label: t("act.send") },
              { value: "pack", label: t("act.pack") },
              { value: "hold", label: t("act.hold") },
            ]}
            value={draft.action}
            onChange={(action) => change({ action: action === "hold" || action === "pack" ? action : "fulfill" })}
          />
          {draft.action === "hold" && (
            <TextInput
              label={t("rules.whyItWaits")}
              withAsterisk
              value={draft.holdReason}
              onChange={(event) => change({ holdReason: event.currentTarget.value })}
            />
          )}
          {fault && <FailureNotice error={new Error(fault)} what={fault} />}
          {save.error && <FailureNotice error={save.error} what={t("rules.theRuleWasNotSaved")} />}
          <Button type="submit" loading={save.isPending}>
            {t("rules.saveRule")}
          </Button>
        </Stack>
      </form>
    </Modal>
  );
}

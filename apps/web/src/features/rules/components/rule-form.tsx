import { Button, Checkbox, Modal, MultiSelect, Select, Stack, TagsInput, TextInput } from "@mantine/core";
import { useState } from "react";
import { FailureNotice } from "../../../components/failure-notice.tsx";
import { platformName } from "../../../components/platform-mark.tsx";
import type { OrderRule, OrderRuleInput } from "../../../lib/api-types.ts";
import { useCurrency } from "../../../lib/session.ts";
import { draftOf, inputOf, type RuleDraft } from "../rule-draft.ts";
import { useRuleChanges } from "../rule-queries.ts";

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
    <Modal opened={opened} onClose={onClose} title={rule ? `Rule "${rule.name}"` : "New rule"} centered>
      <form
        aria-label="Rule"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Stack gap="sm">
          <TextInput
            label="Name"
            withAsterisk
            value={draft.name}
            onChange={(event) => change({ name: event.currentTarget.value })}
          />
          <Select
            label="When"
            allowDeselect={false}
            data={[
              { value: "order_paid", label: "An order is paid" },
              { value: "order_ready", label: "An order is paid and all its units are known" },
            ]}
            value={draft.event}
            onChange={(event) => change({ event: event === "order_ready" ? "order_ready" : "order_paid" })}
          />
          <TextInput
            label={`Up to a value (${currency})`}
            placeholder="50.00"
            value={draft.maxValue}
            onChange={(event) => change({ maxValue: event.currentTarget.value })}
          />
          <Checkbox
            label="Only to your own country"
            checked={draft.domesticOnly}
            onChange={(event) => change({ domesticOnly: event.currentTarget.checked })}
          />
          <MultiSelect
            label="Only from these shops"
            data={platforms.map((value) => ({ value, label: platformName(value) }))}
            value={draft.platforms}
            onChange={(chosen) => change({ platforms: chosen })}
          />
          <TagsInput
            label="Only these products"
            description="SKUs or product numbers; Enter after each."
            value={draft.products}
            onChange={(products) => change({ products })}
          />
          <TagsInput
            label="Only units in these places"
            value={draft.locations}
            onChange={(locations) => change({ locations })}
          />
          <Select
            label="Then"
            allowDeselect={false}
            data={[
              { value: "fulfill", label: "Send it, once it has a label or a tracking number" },
              { value: "pack", label: "Mark it as packed" },
              { value: "hold", label: "Put it on hold" },
            ]}
            value={draft.action}
            onChange={(action) => change({ action: action === "hold" || action === "pack" ? action : "fulfill" })}
          />
          {draft.action === "hold" && (
            <TextInput
              label="Why it waits"
              withAsterisk
              value={draft.holdReason}
              onChange={(event) => change({ holdReason: event.currentTarget.value })}
            />
          )}
          {fault && <FailureNotice error={new Error(fault)} what={fault} />}
          {save.error && <FailureNotice error={save.error} what="The rule was not saved." />}
          <Button type="submit" loading={save.isPending}>
            Save rule
          </Button>
        </Stack>
      </form>
    </Modal>
  );
}

import { Button, Skeleton, Switch } from "@mantine/core";
import { useState } from "react";
import { EmptyState } from "../../../components/empty-state.tsx";
import { t as emptyText } from "../../../components/empty-texts.ts";
import { FailureNotice } from "../../../components/failure-notice.tsx";
import { Note } from "../../../components/note.tsx";
import { useOrderRules, useRuleChanges } from "../rule-queries.ts";
import { t } from "../texts.ts";
import { RuleCard } from "./rule-card.tsx";
import { RuleForm } from "./rule-form.tsx";
import classes from "./rules.module.css";
import { TrialPanel } from "./trial-panel.tsx";

/** Rules that act on orders by themselves: which there are, which wins, and what they would have done. */
export function RulesScreen({ platforms }: { platforms: readonly string[] }) {
  const rules = useOrderRules();
  const changes = useRuleChanges();
  const [edited, setEdited] = useState<string | "new" | null>(null);
  const [trial, setTrial] = useState(false);
  if (rules.error && !rules.data)
    return (
      <FailureNotice error={rules.error} what={t("rules.theRulesCouldNotBe")} onRetry={() => void rules.refetch()} />
    );
  if (!rules.data) return <Skeleton height={160} />;
  const { autoFulfill, conflicts } = rules.data;
  const list = rules.data.rules;
  const failed = changes.settings.error ?? changes.order.error ?? changes.remove.error;
  const move = (index: number, by: number) => {
    const ids = list.map(({ id }) => id);
    const [id] = ids.splice(index, 1);
    if (id) ids.splice(index + by, 0, id);
    changes.order.mutate({ ids });
  };
  return (
    <div className={classes.page}>
      <div className={classes.head}>
        <Switch
          label={t("rules.rulesActByThemselves")}
          description={t("rules.nothingIsEverSentWithout")}
          checked={autoFulfill}
          onChange={(event) => changes.settings.mutate({ autoFulfill: event.currentTarget.checked })}
        />
        <div className={classes.buttons}>
          <Button variant="default" disabled={list.length === 0} onClick={() => setTrial(true)}>
            {t("rules.tryOnLastMonth")}
          </Button>
          <Button onClick={() => setEdited("new")}>{t("rules.newRule")}</Button>
        </div>
      </div>
      {failed && <FailureNotice error={failed} what={t("rules.theRulesWereNotChanged")} />}
      {conflicts.map((conflict) => (
        <Note key={`${conflict.ruleId} ${conflict.loserId}`} tone="wants">
          {conflict.message}
        </Note>
      ))}
      {list.length === 0 && (
        <EmptyState kind="nothing-yet" title={t("rules.noRulesYet")} text={t("rules.emptyText")}>
          <Button onClick={() => setEdited("new")}>{emptyText("empty.newRule")}</Button>
        </EmptyState>
      )}
      <ol className={classes.list}>
        {list.map((rule, index) => (
          <RuleCard
            key={rule.id}
            rule={rule}
            place={index + 1}
            onEdit={() => setEdited(rule.id)}
            onSwitch={(enabled) => changes.save.mutate({ ...rule, enabled })}
            onRemove={() => changes.remove.mutate({ id: rule.id })}
            {...(index > 0 ? { onEarlier: () => move(index, -1) } : {})}
          />
        ))}
      </ol>
      {trial && <TrialPanel />}
      <RuleForm
        key={edited}
        opened={edited !== null}
        rule={list.find(({ id }) => id === edited) ?? null}
        platforms={platforms}
        onClose={() => setEdited(null)}
      />
    </div>
  );
}

import { Button, Switch } from "@mantine/core";
import type { OrderRule } from "../../../lib/api-types.ts";
import { actionWords, conditionWords, eventWords } from "../rule-words.ts";
import { t } from "../texts.ts";
import classes from "./rules.module.css";

interface RuleCardProps {
  rule: OrderRule;
  place: number;
  onEdit: () => void;
  onSwitch: (enabled: boolean) => void;
  onRemove: () => void;
  onEarlier?: () => void;
}

/** One rule as a sentence, with its place in the order in which rules are asked. */
export function RuleCard({ rule, place, onEdit, onSwitch, onRemove, onEarlier }: RuleCardProps) {
  const words = conditionWords(rule);
  return (
    <li className={classes.card} data-testid="rule">
      <span className={classes.place}>{place}</span>
      <div className={classes.what}>
        <strong>{rule.name}</strong>
        <div className={classes.dim}>
          {t("rules.when", { eventWords: eventWords[rule.event] })}
          {words.length > 0 ? `, ${words.join(", ")}` : ""}: {actionWords(rule.action)}.
        </div>
      </div>
      <Switch
        aria-label={t("rules.isOn", { name: rule.name })}
        checked={rule.enabled}
        onChange={(event) => onSwitch(event.currentTarget.checked)}
      />
      {onEarlier && (
        <Button size="compact-sm" variant="subtle" color="gray" onClick={onEarlier}>
          {t("rules.earlier")}
        </Button>
      )}
      <Button size="compact-sm" variant="default" onClick={onEdit}>
        {t("rules.edit")}
      </Button>
      <Button size="compact-sm" variant="subtle" color="red" onClick={onRemove}>
        {t("rules.remove")}
      </Button>
    </li>
  );
}

import { Skeleton, UnstyledButton } from "@mantine/core";
import { StateDot, type Tone } from "../../../components/state-dot.tsx";
import type { EntryStatus } from "../../../lib/api-types.ts";
import { showNumber } from "../../../lib/format.ts";
import { t } from "../texts.ts";
import classes from "./resolution.module.css";

export const entryTabs: readonly { value: EntryStatus; tone: Tone }[] = [
  { value: "pending", tone: "wants" },
  { value: "resolved", tone: "done" },
  { value: "skipped", tone: "off" },
  { value: "no_inventory", tone: "off" },
];

interface StatCardsProps {
  counts: Readonly<Record<EntryStatus, number>> | null;
  value: EntryStatus;
  onChange: (status: EntryStatus) => void;
}

/** How many sales are pending and how many were decided; each card shows those. */
export function StatCards({ counts, value, onChange }: StatCardsProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would draw a frame and break the grid
    <div className={classes.stats} role="group" aria-label={t("desk.byDecision")}>
      {entryTabs.map((tab) => (
        <UnstyledButton
          key={tab.value}
          className={classes.stat}
          aria-pressed={tab.value === value}
          onClick={() => onChange(tab.value)}
          data-testid={`stat-${tab.value}`}
        >
          <StateDot tone={tab.tone} word={t(`tab.${tab.value}`)} />
          {counts ? (
            <span className={classes.statNumber}>{showNumber(counts[tab.value])}</span>
          ) : (
            <Skeleton height={18} width={28} />
          )}
        </UnstyledButton>
      ))}
    </div>
  );
}

import { Skeleton, UnstyledButton } from "@mantine/core";
import { StateDot, type Tone } from "../../../components/state-dot.tsx";
import type { EntryStatus } from "../../../lib/api-types.ts";
import { showNumber } from "../../../lib/format.ts";
import classes from "./resolution.module.css";

export const entryTabs: readonly { value: EntryStatus; label: string; tone: Tone }[] = [
  { value: "pending", label: "Pending", tone: "wants" },
  { value: "resolved", label: "Resolved", tone: "done" },
  { value: "skipped", label: "Skipped", tone: "off" },
  { value: "no_inventory", label: "No inventory", tone: "off" },
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
    <div className={classes.stats} role="group" aria-label="Entries by decision">
      {entryTabs.map((tab) => (
        <UnstyledButton
          key={tab.value}
          className={classes.stat}
          aria-pressed={tab.value === value}
          onClick={() => onChange(tab.value)}
          data-testid={`stat-${tab.value}`}
        >
          <StateDot tone={tab.tone} word={tab.label} />
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

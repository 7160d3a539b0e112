import { Button } from "@mantine/core";
import { EmptyState } from "../../../components/empty-state.tsx";
import { TimeText } from "../../../components/time-text.tsx";
import type { EntryStatus } from "../../../lib/api-types.ts";

interface QueueEmptyProps {
  status: EntryStatus;
  filtered: boolean;
  /** When the server was last asked, epoch milliseconds. */
  checkedAt: number;
  onClear: () => void;
}

/** Why the queue is empty: filters, nothing decided yet, or all clear. */
export function QueueEmpty({ status, filtered, checkedAt, onClear }: QueueEmptyProps) {
  if (filtered) {
    return (
      <EmptyState kind="no-match" title="No sale fits">
        <Button variant="default" onClick={onClear}>
          Clear filters
        </Button>
      </EmptyState>
    );
  }
  if (status !== "pending") return <EmptyState kind="nothing-yet" title="Nothing here yet" />;
  return (
    <EmptyState
      kind="clear"
      title="All clear"
      text={
        checkedAt > 0 ? (
          <>
            Every sale has its unit. Checked <TimeText at={new Date(checkedAt).toISOString()} />.
          </>
        ) : null
      }
    />
  );
}

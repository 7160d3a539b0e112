import { Button } from "@mantine/core";
import { EmptyState } from "../../../components/empty-state.tsx";
import { t as words } from "../../../components/empty-texts.ts";
import { TimeText } from "../../../components/time-text.tsx";
import type { EntryStatus } from "../../../lib/api-types.ts";
import { t } from "../texts.ts";

interface QueueEmptyProps {
  status: EntryStatus;
  filtered: boolean;
  /** When the server was last asked, epoch milliseconds. */
  checkedAt: number;
  onClear: () => void;
  onPending: () => void;
}

/** Why the queue is empty: filters, nothing decided yet, or all clear. */
export function QueueEmpty({ status, filtered, checkedAt, onClear, onPending }: QueueEmptyProps) {
  if (filtered) {
    return (
      <EmptyState kind="no-match" title={t("desk.noneFits")}>
        <Button variant="default" onClick={onClear}>
          {t("desk.clearFilters")}
        </Button>
      </EmptyState>
    );
  }
  if (status !== "pending")
    return (
      <EmptyState kind="nothing-yet" title={t("desk.nothingYet")}>
        <Button variant="default" onClick={onPending}>
          {words("empty.pending")}
        </Button>
      </EmptyState>
    );
  return (
    <EmptyState
      kind="clear"
      title={t("home.clear")}
      text={
        checkedAt > 0 ? (
          <>
            {t("desk.allClear")} <TimeText at={new Date(checkedAt).toISOString()} />.
          </>
        ) : null
      }
    />
  );
}

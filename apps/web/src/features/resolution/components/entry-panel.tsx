import { Skeleton } from "@mantine/core";
import { FailureNotice } from "../../../components/failure-notice.tsx";
import { useEntry } from "../queries/resolution-queries.ts";
import { t } from "../texts.ts";
import type { Decisions } from "../use-decisions.ts";
import { DecidedPanel } from "./decided-panel.tsx";
import { PendingPanel } from "./pending-panel.tsx";
import classes from "./resolution.module.css";

export interface EntryPanelProps {
  entryId: string;
  decisions: Decisions;
  onStep: (step: number) => void;
  onHelp: () => void;
  onSiblings: (words: string) => void;
  /** Sales to be decided together. */
  marks: ReadonlySet<string>;
  onMark: (entryId: string) => void;
  onMarked: (verb: "skip" | "noInventory") => void;
}

/** One sale: to be decided, or decided. */
export function EntryPanel(props: EntryPanelProps) {
  const query = useEntry(props.entryId);
  if (query.error) {
    return (
      <div style={{ padding: "1rem" }}>
        <FailureNotice error={query.error} what={t("desk.saleFailed")} onRetry={() => void query.refetch()} />
      </div>
    );
  }
  if (!query.data) return <PanelSkeleton />;
  const entry = query.data;
  const shared = { ...props, entry };
  return entry.status === "pending" ? (
    <PendingPanel key={entry.id} {...shared} />
  ) : (
    <DecidedPanel key={entry.id} {...shared} />
  );
}

function PanelSkeleton() {
  return (
    <div className={classes.panel} aria-busy="true">
      <div className={classes.scrolling}>
        <div className={classes.sale}>
          <Skeleton height={20} width="85%" mb="md" />
          <Skeleton height={160} />
        </div>
        <div className={classes.candidates}>
          <Skeleton height={34} mb="sm" />
          <Skeleton height={104} mb="xs" />
          <Skeleton height={104} />
        </div>
      </div>
    </div>
  );
}

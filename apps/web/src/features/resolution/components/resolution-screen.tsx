import { Button } from "@mantine/core";
import { IconArrowLeft } from "@tabler/icons-react";
import { useState } from "react";
import { FailureNotice } from "../../../components/failure-notice.tsx";
import toolbar from "../../../components/toolbar.module.css";
import type { EntryStatus, QueueReason } from "../../../lib/api-types.ts";
import { useIsPhone } from "../../../lib/use-is-phone.ts";
import { neighbourOf, stepFrom } from "../neighbour.ts";
import { usePrefetchEntry, useQueue } from "../queries/resolution-queries.ts";
import { t } from "../texts.ts";
import { useDecisions } from "../use-decisions.ts";
import { useMarks } from "../use-marks.ts";
import { EntryPanel } from "./entry-panel.tsx";
import { EntryQueue } from "./entry-queue.tsx";
import { KeyHelp } from "./key-help.tsx";
import { QueueEmpty } from "./queue-empty.tsx";
import classes from "./resolution.module.css";
import { StatCards } from "./stat-cards.tsx";

export interface DeskSearch {
  tab?: EntryStatus;
  entry?: string;
  q?: string;
  reason?: QueueReason;
}

interface ResolutionScreenProps {
  platform: string;
  search: DeskSearch;
  onSearch: (search: DeskSearch, options?: { replace?: boolean }) => void;
}

/** The desk of one platform: queue at the left, the open sale and its candidates beside it. */
export function ResolutionScreen({ platform, search, onSearch }: ResolutionScreenProps) {
  const isPhone = useIsPhone();
  const [helping, setHelping] = useState(false);
  const status = search.tab ?? "pending";
  const queue = useQueue({ platform, status, q: search.q, reason: search.reason });
  const ids = queue.entries.map((entry) => entry.id);
  const openId = search.entry ?? (isPhone ? null : (ids[0] ?? null));
  const stats = queue.first?.stats;
  usePrefetchEntry(openId && neighbourOf(ids, openId));

  const open = (entry: string | null) => onSearch({ ...search, entry: entry ?? undefined }, { replace: true });
  const decisions = useDecisions({
    onDecided: (entryId, proposed) => open(neighbourOf(ids, entryId) ?? (proposed === entryId ? null : proposed)),
    onReopened: (entry) => onSearch({ tab: undefined, entry }, { replace: true }),
  });

  const marks = useMarks(ids);
  const decideMarked = async (verb: "skip" | "noInventory") => {
    const done = await decisions.setAside(verb, [...marks.marked]);
    marks.clear();
    if (openId && done.includes(openId)) open(ids.find((id) => !done.includes(id)) ?? null);
  };

  if (queue.error && !queue.first) {
    return <FailureNotice error={queue.error} what={t("desk.queueFailed")} onRetry={() => void queue.refetch()} />;
  }
  const filtered = Boolean(search.q || search.reason);
  const nothing = !queue.isPending && ids.length === 0;
  const empty = (
    <QueueEmpty
      status={status}
      filtered={filtered}
      checkedAt={queue.dataUpdatedAt}
      onClear={() => onSearch({ tab: search.tab })}
      onPending={() => onSearch({ tab: "pending" })}
    />
  );
  const panel = openId && (
    <EntryPanel
      entryId={openId}
      decisions={decisions}
      onStep={(step) => open(stepFrom(ids, openId, step))}
      onHelp={() => setHelping(true)}
      onSiblings={(q) => onSearch({ ...search, q, reason: undefined })}
      marks={marks.marked}
      onMark={marks.toggle}
      onMarked={(verb) => void decideMarked(verb)}
    />
  );
  return (
    <div className={toolbar.page}>
      {isPhone && openId ? (
        <>
          <Button
            variant="subtle"
            color="gray"
            leftSection={<IconArrowLeft size={16} aria-hidden="true" />}
            onClick={() => open(null)}
            style={{ alignSelf: "flex-start" }}
          >
            {t("desk.back")}
          </Button>
          {panel}
        </>
      ) : (
        <>
          <StatCards
            counts={
              stats
                ? {
                    pending: stats.pending,
                    resolved: stats.resolved,
                    skipped: stats.skipped,
                    no_inventory: stats.noInventory,
                  }
                : null
            }
            value={status}
            onChange={(tab) => onSearch({ tab: tab === "pending" ? undefined : tab })}
          />
          {nothing && !filtered && !panel ? (
            <div className={classes.alone}>{empty}</div>
          ) : (
            <div className={classes.desk}>
              <EntryQueue
                entries={queue.entries}
                loading={queue.isPending}
                openId={openId}
                marks={marks.marked}
                onUnmark={marks.clear}
                onOpen={(entry) => onSearch({ ...search, entry }, { replace: !isPhone })}
                q={search.q ?? ""}
                reason={search.reason ?? null}
                onFilter={(filter) => onSearch({ ...search, ...filter, entry: undefined }, { replace: true })}
                onEndReached={() => queue.hasNextPage && !queue.isFetchingNextPage && void queue.fetchNextPage()}
                empty={empty}
              />
              {!isPhone && panel}
            </div>
          )}
        </>
      )}
      <KeyHelp opened={helping} onClose={() => setHelping(false)} />
    </div>
  );
}

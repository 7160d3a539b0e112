import { queueReasons } from "@counterfoil/core/resolution";
import { Button, Select, Skeleton, UnstyledButton } from "@mantine/core";
import { useInViewport } from "@mantine/hooks";
import { IconCheck } from "@tabler/icons-react";
import { memo, type ReactNode, useCallback, useEffect, useRef } from "react";
import { SearchField } from "../../../components/search-field.tsx";
import { TimeText } from "../../../components/time-text.tsx";
import type { EntryRow, QueueReason } from "../../../lib/api-types.ts";
import { reasonWord } from "../reason-words.ts";
import { t } from "../texts.ts";
import classes from "./queue.module.css";

interface EntryQueueProps {
  entries: readonly EntryRow[];
  loading: boolean;
  openId: string | null;
  onOpen: (id: string) => void;
  marks: ReadonlySet<string>;
  onUnmark: () => void;
  q: string;
  reason: QueueReason | null;
  onFilter: (filter: { q?: string; reason?: QueueReason }) => void;
  onEndReached: () => void;
  empty: ReactNode;
}

const placeholders = ["a", "b", "c", "d", "e", "f", "g", "h"];

/** The sales of one tab, one below the other. */
export function EntryQueue(props: EntryQueueProps) {
  const { entries, loading, openId, onOpen, onEndReached } = props;
  const latest = useRef(onOpen);
  useEffect(() => {
    latest.current = onOpen;
  });
  const opener = useCallback((id: string) => latest.current(id), []);
  const end = useInViewport<HTMLDivElement>();
  useEffect(() => {
    if (end.inViewport && !loading) onEndReached();
  }, [end.inViewport, loading, onEndReached]);
  return (
    <section className={classes.queue} aria-label={t("desk.queue")}>
      <div className={classes.queueSearch}>
        <SearchField
          label={t("desk.searchQueue")}
          shortcut={false}
          width="100%"
          value={props.q}
          onChange={(q) => props.onFilter({ q: q || undefined })}
        />
        <Select
          aria-label={t("desk.reason")}
          placeholder={t("desk.reason")}
          clearable
          w={116}
          flex="none"
          data={queueReasons.map((value) => ({ value, label: reasonWord(value) }))}
          value={props.reason}
          onChange={(chosen) => props.onFilter({ reason: queueReasons.find((reason) => reason === chosen) })}
          comboboxProps={{ width: 180, position: "bottom-end" }}
        />
      </div>
      {props.marks.size > 0 && (
        <div className={classes.marked} role="status">
          {t("desk.marked", { count: props.marks.size })}
          <Button size="compact-xs" variant="subtle" color="gray" onClick={props.onUnmark}>
            {t("desk.unmark")}
          </Button>
        </div>
      )}
      <div className={classes.queueList} aria-busy={loading} data-testid="queue">
        {loading && placeholders.map((key) => <EntrySkeleton key={key} />)}
        {!loading && entries.length === 0 && props.empty}
        {entries.map((entry) => (
          <Entry
            key={entry.id}
            entry={entry}
            open={entry.id === openId}
            marked={props.marks.has(entry.id)}
            onOpen={opener}
          />
        ))}
        {/* Only behind rows: an end that shows while they load would ask for the next page at once. */}
        {entries.length > 0 && <div ref={end.ref} />}
      </div>
    </section>
  );
}

interface EntryProps {
  entry: EntryRow;
  open: boolean;
  marked: boolean;
  onOpen: (id: string) => void;
}

// Kept as it is while another entry is opened: hundreds stand one below the other.
const Entry = memo(function Entry({ entry, open, marked, onOpen }: EntryProps) {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (open) button.current?.scrollIntoView({ block: "nearest" });
  }, [open]);
  return (
    <UnstyledButton
      ref={button}
      className={classes.entry}
      aria-current={open || undefined}
      onClick={() => onOpen(entry.id)}
      data-testid="queue-entry"
    >
      <span className={classes.entryTop}>
        {marked && <IconCheck size={14} role="img" aria-label={t("desk.isMarked")} />}
        <span className={`${classes.entryTitle} truncate`}>{entry.title}</span>
        {entry.quantityNeeded > 1 && <span className="numeric">×{entry.quantityNeeded}</span>}
      </span>
      <span className={`${classes.entryFoot} ${classes.dim}`}>
        <span className="truncate">
          <span className="mono">{entry.platformOrderId}</span> · {reasonWord(entry.reason)}
        </span>
        <TimeText at={entry.orderDate} />
      </span>
    </UnstyledButton>
  );
});

function EntrySkeleton() {
  return (
    <div className={classes.entry} aria-hidden="true">
      <Skeleton height={11} width="80%" my={5} />
      <Skeleton height={9} width="55%" my={5} />
    </div>
  );
}

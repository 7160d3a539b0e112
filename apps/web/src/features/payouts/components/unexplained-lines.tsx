import { Button } from "@mantine/core";
import { DataTable } from "../../../components/data-table/data-table.tsx";
import type { TableColumn } from "../../../components/data-table/table-column.ts";
import { EmptyState } from "../../../components/empty-state.tsx";
import { LastLooked } from "../../../components/last-check.tsx";
import { MoneyText } from "../../../components/money-text.tsx";
import { PlatformMark, platformName } from "../../../components/platform-mark.tsx";
import { TimeText } from "../../../components/time-text.tsx";
import type { UnexplainedLine } from "../../../lib/api-types.ts";
import { notifyDone, notifyFailure } from "../../../lib/notify.tsx";
import { useDecide } from "../queries/payout-queries.ts";
import { accountName } from "./payout-columns.tsx";
import classes from "./payouts.module.css";

interface UnexplainedLinesProps {
  lines: readonly UnexplainedLine[];
  loading: boolean;
  onEndReached: () => void;
  foot: string | undefined;
  /** When the server was last asked, epoch milliseconds. */
  checkedAt: number;
}

/** Bank lines that look like payouts and belong to none that is known. */
export function UnexplainedLines({ lines, loading, onEndReached, foot, checkedAt }: UnexplainedLinesProps) {
  return (
    <DataTable
      name="unexplained-lines"
      label="Unexplained bank lines"
      columns={columns}
      rows={lines}
      rowId={(line) => line.id}
      card={(line) => <LineCard line={line} />}
      loading={loading}
      onEndReached={onEndReached}
      foot={foot}
      empty={
        <EmptyState
          kind="clear"
          title="Every bank line that looks like a payout belongs to one"
          text={<LastLooked at={checkedAt} />}
        />
      }
    />
  );
}

function why({ isReported, looksLike }: UnexplainedLine): string {
  if (looksLike === null) return "";
  return isReported
    ? `No payout of ${platformName(looksLike)} is known for it`
    : `${platformName(looksLike)} tells of no payouts`;
}

function NoPayout({ line }: { line: UnexplainedLine }) {
  const decide = useDecide();
  const restore = () => decide.mutate({ action: "restore", transactionId: line.id });
  return (
    <Button
      size="compact-xs"
      variant="default"
      loading={decide.isPending}
      onClick={() =>
        decide.mutate(
          { action: "no_payout", transactionId: line.id },
          {
            onSuccess: () =>
              notifyDone({ message: "It is left out from now on.", action: { label: "Undo", run: restore } }),
            onError: (error) => notifyFailure("That was not kept", error),
          },
        )
      }
    >
      Not a payout
    </Button>
  );
}

const columns: readonly TableColumn<UnexplainedLine>[] = [
  {
    id: "payer",
    label: "Paid by",
    width: 240,
    cell: (line) => (
      <span className={classes.nameCell}>
        {line.looksLike !== null && <PlatformMark platform={line.looksLike} />}
        <span className="truncate">{line.payer}</span>
      </span>
    ),
  },
  { id: "booked", label: "Booked", width: 110, cell: ({ bookedAt }) => <TimeText at={bookedAt} as="day" /> },
  { id: "amount", label: "Amount", width: 110, align: "right", cell: ({ amount }) => <MoneyText money={amount} /> },
  {
    id: "reference",
    label: "Reference",
    width: 180,
    cell: ({ reference }) => <span className="mono truncate">{reference}</span>,
  },
  { id: "account", label: "Account", width: 185, cell: accountName },
  {
    id: "why",
    label: "Why it is here",
    width: 220,
    grow: true,
    cell: (line) => <span className="truncate">{why(line)}</span>,
  },
  { id: "act", label: "", width: 120, cell: (line) => <NoPayout line={line} /> },
];

function LineCard({ line }: { line: UnexplainedLine }) {
  return (
    <div className={classes.card}>
      <span className={classes.cardRow}>
        <span className={classes.nameCell}>
          {line.looksLike !== null && <PlatformMark platform={line.looksLike} />}
          <span className="truncate">{line.payer}</span>
        </span>
        <strong>
          <MoneyText money={line.amount} />
        </strong>
      </span>
      <span className={classes.dim}>
        <TimeText at={line.bookedAt} as="day" /> · <span className="mono">{line.reference}</span>
      </span>
      <span className={classes.cardRow}>
        <span className={classes.dim}>{why(line)}</span>
        <NoPayout line={line} />
      </span>
    </div>
  );
}

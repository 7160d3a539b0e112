import { Button } from "@mantine/core";
import { useMemo } from "react";
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
import { t } from "../texts.ts";
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
  const shown = useMemo(columns, []);
  return (
    <DataTable
      name="unexplained-lines"
      label={t("payouts.unexplainedBankLines")}
      columns={shown}
      rows={lines}
      rowId={(line) => line.id}
      card={(line) => <LineCard line={line} />}
      loading={loading}
      onEndReached={onEndReached}
      foot={foot}
      empty={<EmptyState kind="clear" title={t("lines.allExplained")} text={<LastLooked at={checkedAt} />} />}
    />
  );
}

function why({ isReported, looksLike }: UnexplainedLine): string {
  if (looksLike === null) return "";
  return isReported
    ? t("lines.noPayout", { platform: platformName(looksLike) })
    : t("lines.tellsNone", { platform: platformName(looksLike) });
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
              notifyDone({ message: t("lines.leftOut"), action: { label: t("payouts.undo"), run: restore } }),
            onError: (error) => notifyFailure(t("payouts.notKept"), error),
          },
        )
      }
    >
      {t("lines.notPayout")}
    </Button>
  );
}

const columns = (): readonly TableColumn<UnexplainedLine>[] => [
  {
    id: "payer",
    label: t("payouts.paidBy"),
    width: 240,
    cell: (line) => (
      <span className={classes.nameCell}>
        {line.looksLike !== null && <PlatformMark platform={line.looksLike} />}
        <span className="truncate">{line.payer}</span>
      </span>
    ),
  },
  { id: "booked", label: t("payouts.booked"), width: 110, cell: ({ bookedAt }) => <TimeText at={bookedAt} as="day" /> },
  {
    id: "amount",
    label: t("payouts.amount"),
    width: 110,
    align: "right",
    cell: ({ amount }) => <MoneyText money={amount} />,
  },
  {
    id: "reference",
    label: t("payouts.reference"),
    width: 180,
    cell: ({ reference }) => <span className="mono truncate">{reference}</span>,
  },
  { id: "account", label: t("payouts.account"), width: 185, cell: accountName },
  {
    id: "why",
    label: t("payouts.whyItIsHere"),
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

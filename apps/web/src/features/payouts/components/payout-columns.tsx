import { Link } from "@tanstack/react-router";
import type { TableColumn } from "../../../components/data-table/table-column.ts";
import { MoneyText } from "../../../components/money-text.tsx";
import { PlatformMark } from "../../../components/platform-mark.tsx";
import { StateDot } from "../../../components/state-dot.tsx";
import { TimeText } from "../../../components/time-text.tsx";
import type { BankLine, PayoutRow } from "../../../lib/api-types.ts";
import { showMoney } from "../../../lib/format.ts";
import { foundByWords, payoutState } from "../payout-words.ts";
import { t } from "../texts.ts";
import classes from "./payouts.module.css";

/** What became of a payout, as a dot and a word. */
export function PayoutState({ state }: Pick<PayoutRow, "state">) {
  const { tone, word, text } = payoutState(state);
  return <StateDot tone={tone} word={word} {...(text ? { title: text } : {})} />;
}

/** What arrived less what was sent; nothing where they agree. */
export function PayoutDifference({ payout }: { payout: PayoutRow }) {
  const { difference } = payout;
  if (difference === null || difference.minor === 0) return null;
  const amount = showMoney({ ...difference, minor: Math.abs(difference.minor) });
  return (
    <strong className="numeric" data-testid="difference">
      {difference.minor > 0 ? "+" : "−"}
      {amount}
    </strong>
  );
}

/** The bank line beside the payout. */
export function ArrivedText({ payout }: { payout: PayoutRow }) {
  const [line, ...more] = payout.lines;
  if (line === undefined) return <span className={classes.dim}>–</span>;
  return (
    <span className="truncate">
      <MoneyText money={line.amount} /> · <TimeText at={line.bookedAt} as="day" />
      {more.length > 0 && t("payouts.more", { count: more.length })}
    </span>
  );
}

export const payoutColumns = (): readonly TableColumn<PayoutRow>[] => [
  {
    id: "payout",
    label: t("payouts.payout"),
    width: 170,
    cell: (payout) => (
      <span className={classes.nameCell}>
        <PlatformMark platform={payout.platform} />
        <Link
          to="/payouts"
          search={(now) => ({ ...now, payout: payout.id })}
          className={`${classes.name} mono truncate`}
        >
          {payout.externalId}
        </Link>
      </span>
    ),
  },
  { id: "state", label: t("payouts.state"), width: 130, cell: (payout) => <PayoutState state={payout.state} /> },
  { id: "sent", label: t("sale.sent"), width: 110, cell: ({ sentAt }) => <TimeText at={sentAt} as="day" /> },
  {
    id: "amount",
    label: t("payouts.amount"),
    width: 110,
    align: "right",
    cell: ({ amount }) => <MoneyText money={amount} />,
  },
  { id: "arrived", label: t("payout.atBank"), width: 210, cell: (payout) => <ArrivedText payout={payout} /> },
  {
    id: "difference",
    label: t("payouts.difference"),
    width: 105,
    align: "right",
    cell: (payout) => <PayoutDifference payout={payout} />,
  },
  {
    id: "reference",
    label: t("payouts.bankReference"),
    width: 170,
    grow: true,
    cell: ({ lines }) => <span className="mono truncate">{lines[0]?.reference ?? ""}</span>,
  },
  { id: "by", label: t("payouts.found"), width: 220, hidden: true, cell: (payout) => foundByWords(payout) },
];

/** A payout on a phone. */
export function PayoutCard({ payout }: { payout: PayoutRow }) {
  return (
    <Link to="/payouts" search={(now) => ({ ...now, payout: payout.id })} className={classes.card}>
      <span className={classes.cardRow}>
        <span className={classes.nameCell}>
          <PlatformMark platform={payout.platform} />
          <span className="mono truncate">{payout.externalId}</span>
        </span>
        <strong>
          <MoneyText money={payout.amount} />
        </strong>
      </span>
      <span className={classes.dim}>
        {t("sale.sent")} <TimeText at={payout.sentAt} as="day" />
        {payout.lines.length > 0 && (
          <>
            {" "}
            {t("payouts.arrived")} <ArrivedText payout={payout} />
          </>
        )}
      </span>
      <span className={classes.cardRow}>
        <PayoutState state={payout.state} />
        <PayoutDifference payout={payout} />
      </span>
    </Link>
  );
}

/** Whose account it is, such as `Business account 4010`. */
export function accountName({ account }: BankLine): string {
  const kind = t("account.kind", { kind: account.kind });
  return account.numberEnding === null ? kind : `${kind} ${account.numberEnding}`;
}

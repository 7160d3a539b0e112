import type { Tone } from "../../components/state-dot.tsx";
import type { PayoutRow } from "../../lib/api-types.ts";
import { statesBy, wordsBy } from "../../lib/language/words-by.ts";
import type { PayoutTab } from "./payout-tabs.ts";
import { t } from "./texts.ts";

export const payoutTabWords: Readonly<Record<PayoutTab, string>> = wordsBy(t, {
  all: "payouts.all",
  missing: "payouts.missing",
  different: "payouts.different",
  unclear: "payouts.toDecide",
  matched: "payouts.matched",
  expected: "payouts.onItsWay",
  unexplained: "payouts.unexplainedBankLines",
  other: "payouts.notChecked",
});

type State = PayoutRow["state"];

const states: Readonly<Record<State, { word: string; tone: Tone; text: string | null }>> = statesBy(t, {
  paid_out: { word: "payouts.matched", tone: "done", text: null },
  different: { word: "payouts.different", tone: "wants", text: "payoutState.different" },
  missing: { word: "payouts.missing", tone: "failed", text: "payoutState.missing" },
  expected: { word: "payouts.onItsWay", tone: "progress", text: "payoutState.expected" },
  unclear: { word: "payouts.toDecide", tone: "review", text: "payoutState.unclear" },
  not_covered: { word: "payouts.notChecked", tone: "off", text: "payoutState.notCovered" },
  failed: { word: "status.failed", tone: "failed", text: "payoutState.failed" },
  elsewhere: { word: "payouts.otherAccount", tone: "off", text: "payoutState.elsewhere" },
});

/** What became of a payout, in words and a tone. */
export function payoutState(state: State) {
  return states[state];
}

const foundBy: Readonly<Record<NonNullable<PayoutRow["by"]>, string>> = wordsBy(t, {
  person: "foundBy.person",
  reference: "foundBy.reference",
  amount: "foundBy.amount",
  same_day: "foundBy.sameDay",
});

/** How a payout was found at the bank. */
export function foundByWords({ by, decidedBy }: Pick<PayoutRow, "by" | "decidedBy">): string | null {
  if (by === null) return null;
  return by === "person" && decidedBy !== null ? t("foundBy.name", { decidedBy }) : foundBy[by];
}

export const movementWords: Readonly<Record<string, string>> = wordsBy(t, {
  sale: "payouts.sale",
  refund: "payouts.refund",
  fee: "payouts.fee",
  postage: "payouts.postageLabel",
  dispute: "payouts.dispute",
  credit: "payouts.credit",
  transfer: "payouts.transfer",
  other: "payouts.other",
});

export const partWords = wordsBy(t, {
  sale: "payouts.sale",
  fees: "payouts.fees",
  postage: "payouts.postageLabels",
  refunded: "status.refunded",
  cost: "payouts.cost",
});

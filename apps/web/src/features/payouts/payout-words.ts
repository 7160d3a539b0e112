import type { Tone } from "../../components/state-dot.tsx";
import type { PayoutRow } from "../../lib/api-types.ts";

/** The tabs, in the order of what wants looking at. */
export const payoutTabs = [
  "all",
  "missing",
  "different",
  "unclear",
  "matched",
  "expected",
  "unexplained",
  "other",
] as const;
export type PayoutTab = (typeof payoutTabs)[number];

export const payoutTabWords: Readonly<Record<PayoutTab, string>> = {
  all: "All",
  missing: "Missing",
  different: "Different",
  unclear: "To decide",
  matched: "Matched",
  expected: "On its way",
  unexplained: "Unexplained bank lines",
  other: "Not checked",
};

type State = PayoutRow["state"];

const states: Readonly<Record<State, { word: string; tone: Tone; text: string | null }>> = {
  paid_out: { word: "Matched", tone: "done", text: null },
  different: { word: "Different", tone: "wants", text: "It arrived with another amount." },
  missing: { word: "Missing", tone: "failed", text: "It did not arrive within the days it should." },
  expected: { word: "On its way", tone: "progress", text: "It may still arrive." },
  unclear: { word: "To decide", tone: "review", text: "Several bank lines could be it. Say which one is." },
  not_covered: { word: "Not checked", tone: "off", text: "The bank was not read for those days." },
  failed: { word: "Failed", tone: "failed", text: "The platform says that it was not paid." },
  elsewhere: { word: "Other account", tone: "off", text: "It went to an account that is not read here." },
};

/** What became of a payout, in words and a tone. */
export function payoutState(state: State) {
  return states[state];
}

const foundBy: Readonly<Record<NonNullable<PayoutRow["by"]>, string>> = {
  person: "Paired by hand",
  reference: "By the payout's number in the reference",
  amount: "By the amount and the date",
  same_day: "As the sum of that day's payouts",
};

/** How a payout was found at the bank. */
export function foundByWords({ by, decidedBy }: Pick<PayoutRow, "by" | "decidedBy">): string | null {
  if (by === null) return null;
  return by === "person" && decidedBy !== null ? `By ${decidedBy}` : foundBy[by];
}

export const movementWords: Readonly<Record<string, string>> = {
  sale: "Sale",
  refund: "Refund",
  fee: "Fee",
  postage: "Postage label",
  dispute: "Dispute",
  credit: "Credit",
  transfer: "Transfer",
  other: "Other",
};

export const partWords = {
  sale: "Sale",
  fees: "Fees",
  postage: "Postage labels",
  refunded: "Refunded",
  cost: "Cost",
} as const;

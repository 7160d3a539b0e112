import { type PayoutTab, payoutTabs } from "../../features/payouts/payout-tabs.ts";
import { readOneOf, readText } from "../../lib/search-params.ts";

export interface PayoutsSearch {
  show?: PayoutTab;
  /** The open payout. */
  payout?: string;
}

export function payoutsSearch(search: Record<string, unknown>): PayoutsSearch {
  return { show: readOneOf(search["show"], payoutTabs), payout: readText(search["payout"]) };
}

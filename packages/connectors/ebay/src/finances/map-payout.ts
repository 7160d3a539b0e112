import type { Payout, PayoutStatus } from "@counterfoil/core/model";
import { money, textOrNull, timestamp } from "../ebay-values.ts";
import type { WirePayout } from "./finance-schemas.ts";

/** eBay's payout states; a payout that failed for now is still on its way, since eBay tries again. */
const statuses: Readonly<Record<string, PayoutStatus>> = {
  INITIATED: "on_its_way",
  RETRYABLE_FAILED: "on_its_way",
  SUCCEEDED: "paid",
  TERMINAL_FAILED: "failed",
  REVERSED: "failed",
};

/** eBay's payout in the common shape. Pure. Throws a TypeError for one without an amount or a date. */
export function mapPayout(payout: WirePayout): Payout {
  const amount = money(payout.amount);
  const sentAt = timestamp(payout.payoutDate);
  if (amount === null) throw new TypeError(`payout ${payout.payoutId} names no amount`);
  if (sentAt === null) throw new TypeError(`payout ${payout.payoutId} names no date`);
  return {
    platform: "ebay",
    externalId: payout.payoutId,
    status: statuses[payout.payoutStatus] ?? "unknown",
    rawStatus: payout.payoutStatus,
    sentAt,
    amount,
    transactionCount: payout.transactionCount ?? null,
    bankReference: textOrNull(payout.bankReference),
    accountEnding: textOrNull(payout.payoutInstrument?.accountLastFourDigits),
    raw: payout,
  };
}

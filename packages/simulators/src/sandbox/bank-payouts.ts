import type { EbaySimulator } from "../ebay/index.ts";
import type { MonzoTransactionSeed } from "../monzo/index.ts";
import { type PayoutPlatform, pastPayouts, type Shop, type ShopPayout } from "../shop/index.ts";

const HOUR = 3_600_000;
/** Every so many payouts of a platform never come, and every so many come in another amount. */
const MISSING_EVERY = 17;
const DIFFERENT_EVERY = 13;
/** Among the newest payouts, which a short history sees, one of each kind. */
const NEWEST_MISSING = 6;
const NEWEST_DIFFERENT = 3;

/** A platform's payout with what really became of it at the bank: the truth that reconciliation should find. */
export interface BankedPayout extends ShopPayout {
  readonly outcome: "matched" | "missing" | "different";
  /** The bank's row; null when the payout never came. */
  readonly transactionId: string | null;
  /** Pence that came. */
  readonly bankAmount: number | null;
  readonly bankedAt: string | null;
}

/** Payouts of all platforms up to the shop's anchor, oldest first on each, with their fates. */
export function bankPayouts(shop: Shop, ebay: EbaySimulator): BankedPayout[] {
  const fromOrders = ebay
    .payouts()
    .filter(({ paidAt }) => paidAt <= Date.parse(shop.anchor))
    .map((payout): ShopPayout => ({ ...payout, platform: "ebay", paidAt: new Date(payout.paidAt).toISOString() }));
  const others = pastPayouts(shop).filter(({ platform }) => platform !== "ebay");
  const all = [...fromOrders, ...others];
  return [...new Set(all.map(({ platform }) => platform))].flatMap((platform) => {
    const payouts = all.filter((payout) => payout.platform === platform);
    return payouts.map((payout, index) => bank(payout, outcomeOf(index, payouts.length)));
  });
}

function outcomeOf(index: number, count: number): BankedPayout["outcome"] {
  const fromEnd = count - index;
  if (fromEnd === NEWEST_MISSING || index % MISSING_EVERY === MISSING_EVERY - 1) return "missing";
  if (fromEnd === NEWEST_DIFFERENT || index % DIFFERENT_EVERY === DIFFERENT_EVERY - 1) return "different";
  return "matched";
}

function bank(payout: ShopPayout, outcome: BankedPayout["outcome"]): BankedPayout {
  if (outcome === "missing") return { ...payout, outcome, transactionId: null, bankAmount: null, bankedAt: null };
  const digits = Number(payout.payoutId.slice(-5));
  // Paid within the same day, later at weekends; what differs is short by a few pounds.
  const bankedAt = new Date(Date.parse(payout.paidAt) + (5 + (digits % 60)) * HOUR).toISOString();
  const short = Math.min(100 + (digits % 900), Math.floor(payout.amount / 2));
  const bankAmount = outcome === "matched" ? payout.amount : payout.amount - short;
  const transactionId = `tx_0000Payout${payout.platform.replace("-", "")}${payout.payoutId}`;
  return { ...payout, outcome, transactionId, bankAmount, bankedAt };
}

// Payers as statements have them; TikTok Shop's is made up, as no statement of one is at hand.
const payers: Readonly<Record<PayoutPlatform, readonly string[]>> = {
  ebay: ["EBAY Commerce UK Ltd", "EBAY Commerce UK L"],
  amazon: ["AMAZON PAYMENTS UK LIMITED", "Amazon Payments Uk"],
  "tiktok-shop": ["TIKTOK INFORMATION TECHNOLOGIES UK LIMITED"],
};

/** The bank's rows of the payouts that came. */
export function payoutRows(payouts: readonly BankedPayout[]): MonzoTransactionSeed[] {
  return payouts.flatMap((payout, index) => {
    const { transactionId, bankAmount, bankedAt, platform, payoutId } = payout;
    if (transactionId === null || bankAmount === null || bankedAt === null) return [];
    const reference = platform === "ebay" ? `P*${payoutId}` : payoutId;
    const names = payers[platform];
    return {
      id: transactionId,
      at: bankedAt,
      amount: bankAmount,
      scheme: "payport_faster_payments",
      description: reference,
      notes: reference,
      category: "income",
      metadata: { faster_payment: "true", fps_payment_id: `FP${payoutId}`, trn: `FP${payoutId.slice(0, 14)}` },
      counterparty: { name: names[index % names.length] ?? "", account_number: "10010010", sort_code: "185008" },
    };
  });
}

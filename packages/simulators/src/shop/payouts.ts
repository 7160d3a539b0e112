import { createRandom, type SeededRandom } from "../kit/index.ts";
import type { Shop } from "./shop-types.ts";

const DAY = 86_400_000;
const HISTORY_DAYS = 730;
/** Days between a sale on eBay and the end of its hold, and some to spare. */
const MARGIN_DAYS = 1;

export type PayoutPlatform = "ebay" | "amazon" | "tiktok-shop";

/** What a platform says it has sent to the seller's bank. */
export interface ShopPayout {
  readonly platform: PayoutPlatform;
  readonly payoutId: string;
  /** ISO 8601 UTC, the start of a day. */
  readonly paidAt: string;
  /** Pence. */
  readonly amount: number;
  /** Sales and refunds in it. */
  readonly transactionCount: number;
}

interface Habit {
  platform: PayoutPlatform;
  everyDays: number;
  amount: readonly [from: number, to: number];
  payoutId(random: SeededRandom, day: number): string;
}

const habits: readonly Habit[] = [
  {
    platform: "ebay",
    everyDays: 7,
    amount: [18_000, 96_000],
    payoutId: (_, day) => String(5_000_000_000 + day / DAY),
  },
  { platform: "amazon", everyDays: 14, amount: [9000, 74_000], payoutId: (random) => random.digits(11) },
  { platform: "tiktok-shop", everyDays: 7, amount: [1500, 21_000], payoutId: (random) => random.digits(19) },
];

/**
 * Two years of payouts up to the shop's anchor, oldest first. On eBay they end before the shop's first order there:
 * what is paid out for orders that are still looked at follows from the orders.
 */
export function pastPayouts(shop: Shop): ShopPayout[] {
  const today = startOfDay(Date.parse(shop.anchor));
  return habits.flatMap((habit) => {
    const random = createRandom(`${shop.seed}/payouts/${habit.platform}`);
    const end = habit.platform === "ebay" ? startOfDay(firstEbayOrder(shop)) - MARGIN_DAYS * DAY : today;
    const payouts: ShopPayout[] = [];
    for (let day = today - HISTORY_DAYS * DAY; day <= end; day += habit.everyDays * DAY) {
      payouts.push({
        platform: habit.platform,
        payoutId: habit.payoutId(random, day),
        paidAt: new Date(day).toISOString(),
        amount: random.integer(...habit.amount),
        transactionCount: random.integer(1, 14),
      });
    }
    return payouts;
  });
}

function firstEbayOrder(shop: Shop): number {
  const placed = shop.orders.filter(({ platform }) => platform === "ebay").map((order) => Date.parse(order.placedAt));
  return Math.min(...placed, Date.parse(shop.anchor));
}

function startOfDay(milliseconds: number): number {
  return Math.floor(milliseconds / DAY) * DAY;
}

import type { Sandbox } from "@counterfoil/simulators";
import type { DeskUser } from "./desk-set-up.ts";
import type { SharedGoods } from "./shared-goods.ts";
import { buyOne, type Channel, offeredBy } from "./shop-channels.ts";
import { type ListingRow, startSyncOf } from "./stock-desk.ts";

/** How a sale comes to be known. */
export type Road = "webhook" | "polling";

/** Seconds from a sale until another platform itself offers one less: one figure for each sale and other platform. */
export interface WithdrawalTimes {
  seconds: number[];
  p50: number;
  p95: number;
  /** Figures that did not change within the time allowed. */
  missing: number;
  /** The platform of the figure that took longest, and the sale it belongs to, counted from 1; for a person to read. */
  slowest: string;
}

interface Measured {
  sandbox: Sandbox;
  /** Where the desk listens; the simulated TikTok Shop sends its messages there. */
  serverUrl: string;
  user: DeskUser;
  goods: SharedGoods;
}

/**
 * Measures how long a sold unit stays on offer elsewhere. Sells `sales` times goods that several platforms offer, one sale
 * after the other, and asks the simulators, not the desk, when each other platform offers one less.
 *
 * `webhook`: sales on TikTok Shop, whose message is the only way by which the desk hears of them. `polling`: sales on
 * `channel` (default BrickLink) whose orders are asked for in the moment of the sale, so that the figure holds the reading
 * of orders, the linking and the push, without the wait for the next scheduled look (an hour unless set otherwise, so on
 * average half of that comes on top). Platforms answer at once unless the sandbox's fault dial says otherwise.
 *
 * Needs a desk set up as in `one-sale-everywhere.proof.ts`: stock imported, platforms connected, orders and listings read,
 * and the first difference agreed to. `goods` from `findSharedGoods`.
 */
export async function measureWithdrawals(
  desk: Measured,
  { road, sales, channel = "bricklink" }: { road: Road; sales: number; channel?: Channel },
): Promise<WithdrawalTimes> {
  const seller: Channel = road === "webhook" ? "tiktok-shop" : channel;
  // The simulated Amazon shows a change some seconds late, and then only to whoever asks for it.
  const atOnce = { orderLagSeconds: 0, listingDelaySeconds: 0, queueSeconds: 0, processingSeconds: 0 };
  desk.sandbox.amazon.acts.setSettings(atOnce);
  if (road === "webhook") sendMessagesTo(desk);
  const figures: Figure[] = [];
  for (let sale = 1; sale <= sales; sale += 1)
    figures.push(...(await measureSale(desk, { sale, seller, isAsked: road === "polling" })));
  const seconds = figures.flatMap((figure) => figure.seconds ?? []).sort((a, b) => a - b);
  const last = figures.reduce((a, b) => ((b.seconds ?? patienceMs) > (a.seconds ?? patienceMs) ? b : a));
  return {
    ...{ seconds, p50: quantile(seconds, 0.5), p95: quantile(seconds, 0.95) },
    missing: figures.length - seconds.length,
    slowest: `${last.platform}, sale ${last.sale}`,
  };
}

function sendMessagesTo({ sandbox, serverUrl }: Measured): void {
  const { acts } = sandbox.tiktokShop;
  acts.setSettings({ anyWebhookAddress: true });
  acts.setWebhookUrl({ url: `${serverUrl}/api/v1/platforms/webhook/tiktok-shop` });
}

/** A figure that takes longer than this is missing. */
const patienceMs = 120_000;
const lookEveryMs = 20;

/** How long one other platform went on offering the unit; null: until time was up. */
interface Figure {
  sale: number;
  platform: string;
  seconds: number | null;
}

async function measureSale(
  { sandbox, user, goods }: Measured,
  { sale, seller, isAsked }: { sale: number; seller: Channel; isAsked: boolean },
): Promise<Figure[]> {
  const isOnSeller = ({ platform }: ListingRow) => platform === seller;
  // Bricqer lowers its own stock for a sale of its channels; the others wait for the desk.
  const waits = ({ platform }: ListingRow) => platform !== seller && platform !== "bricqer";
  const group = await goods.take((listings) => listings.some(isOnSeller) && listings.some(waits));
  const sold = group.find(isOnSeller) as ListingRow;
  const waiting = group.filter(waits);
  const wanted = waiting.map((listing) => ({ listing, quantity: (offeredBy(sandbox, listing) ?? 0) - 1 }));
  const startedAt = performance.now();
  buyOne(sandbox, sold);
  if (isAsked) await startSyncOf(user, seller);
  const times = new Map<string, number>();
  while (times.size < wanted.length && performance.now() - startedAt < patienceMs) {
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
    for (const { listing, quantity } of wanted)
      if (!times.has(listing.id) && (offeredBy(sandbox, listing) ?? 0) <= quantity)
        times.set(listing.id, (performance.now() - startedAt) / 1000);
  }
  return wanted.map(({ listing }) => ({ sale, platform: listing.platform, seconds: times.get(listing.id) ?? null }));
}

/** The smallest of the sorted figures that this share of them does not exceed; `NaN` where there is none. */
function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

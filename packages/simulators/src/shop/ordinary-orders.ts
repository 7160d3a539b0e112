import type { LineDraft, OrderDesk, OrderDraft } from "./order-desk.ts";
import type { ShopOffer, ShopPlatform, Trouble } from "./shop-types.ts";
import { times } from "./times.ts";

type Age = OrderDraft["age"];

const WEEKS = 8;
const EBAY_SINGLES = 54;
const EBAY_BASKETS = 7;
const BRICKLINK_SINGLES = 13;
const BRICKLINK_BASKETS = 7;
/** Orders of the last two days, still to be picked and packed. */
const FRESH = { ebay: 8, bricklink: 3 } as const;
const EIGHT_WEEKS: Age = [0.05, WEEKS * 7];
const LAST_DAYS: Age = [0.05, 1.8];

/** The everyday orders, as many as the shelves give: every line names one unit, or equal ones, beyond doubt. */
export function ordinaryOrders(desk: OrderDesk): OrderDraft[] {
  const single = (platform: ShopPlatform, age: Age = EIGHT_WEEKS) => basket(desk, platform, { lineCount: 1, age });
  const several = (platform: ShopPlatform, most: number) =>
    basket(desk, platform, { lineCount: desk.random.integer(2, most), age: EIGHT_WEEKS });
  return [
    ...times(FRESH.bricklink, () => single("bricklink", LAST_DAYS)),
    ...times(FRESH.ebay, () => single("ebay", LAST_DAYS)),
    ...times(BRICKLINK_BASKETS, () => several("bricklink", 4)),
    ...times(BRICKLINK_SINGLES, () => single("bricklink")),
    ...times(EBAY_BASKETS, () => several("ebay", 3)),
    ...times(EBAY_SINGLES, () => single("ebay")),
  ].flat();
}

/** Whether a sale of this offer links beyond doubt. */
export function isCertain(desk: OrderDesk, offer: ShopOffer): boolean {
  if (offer.unitIds.length !== 1 || offer.products.length > 1 || offer.variation !== null) return false;
  if (offer.products[0].kind === "part") return false;
  if (offer.platform === "bricklink") return desk.isOneOfAKind(offer);
  const [unit] = desk.unitsOf(offer);
  if (unit === undefined || unit.sku === null || offer.sku === null) return false;
  return offer.sku === unit.sku || offer.sku.startsWith(`${unit.sku} | `);
}

/** A line that sells one of a random offer that links beyond doubt. */
export function certainLine(desk: OrderDesk, platform: ShopPlatform): LineDraft {
  return desk.sell(
    desk.choose(platform, (offer) => isCertain(desk, offer)),
    1,
    "automatic",
  );
}

/** Lines of different offers that link beyond doubt; fewer than `count` when the shelves give no more. */
export function certainLines(desk: OrderDesk, platform: ShopPlatform, count: number): LineDraft[] {
  const lines: LineDraft[] = [];
  while (lines.length < count) {
    const taken = new Set(lines.map(({ offer }) => offer.id));
    const offer = desk.find(platform, (candidate) => !taken.has(candidate.id) && isCertain(desk, candidate));
    if (offer === null) break;
    lines.push(desk.sell(offer, 1, "automatic"));
  }
  return lines;
}

function basket(desk: OrderDesk, platform: ShopPlatform, plan: { lineCount: number; age: Age }): OrderDraft[] {
  const lines = certainLines(desk, platform, plan.lineCount);
  if (lines.length === 0) return [];
  const withLocation = lines.some(({ offer }) => offer.platform === "ebay" && offer.sku?.includes(" | "));
  const troubles: Trouble[] = [];
  if (lines.length > 1) troubles.push("several-lines");
  if (withLocation) troubles.push("sku-with-location");
  return [{ platform, lines, age: plan.age, troubles }];
}

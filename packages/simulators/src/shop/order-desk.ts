import type { SeededRandom } from "../kit/index.ts";
import type {
  Expectation,
  ShopBuyer,
  ShopOffer,
  ShopOrderStatus,
  ShopPlatform,
  ShopUnit,
  Trouble,
} from "./shop-types.ts";
import { OLD_STOCK_DAYS } from "./stock.ts";

const DAY = 86_400_000;

/** A sold line before the order has its dates. */
export interface LineDraft {
  readonly offer: ShopOffer;
  readonly quantity: number;
  readonly expectation: Expectation;
  readonly units: readonly { readonly unitId: string; readonly quantity: number }[];
  readonly batch?: number;
  /** Shipped units; left out, all or none by the order's status. */
  readonly quantityShipped?: number;
}

/** An order before it has its dates, buyer and number. */
export interface OrderDraft {
  readonly platform: ShopPlatform;
  readonly lines: readonly LineDraft[];
  /** Placed between so many and so many days before the anchor. */
  readonly age: readonly [from: number, to: number];
  /** Left out: what is usual at that age (paid, packed, shipped, completed). */
  readonly status?: ShopOrderStatus;
  readonly troubles?: readonly Trouble[];
  readonly buyer?: ShopBuyer;
  /** Share of the total given back, 0 to 1. */
  readonly refund?: number;
  readonly archived?: boolean;
  readonly buyerNote?: string;
}

/** Hands out units to orders so that none is given twice. */
export interface OrderDesk {
  readonly random: SeededRandom;
  readonly units: readonly ShopUnit[];
  /** One of the old offers that fit and have at least `quantity` units left; null when there is none. */
  find(platform: ShopPlatform, fits: (offer: ShopOffer) => boolean, quantity?: number): ShopOffer | null;
  /** Like `find`, for orders that the shop's story needs: throws when there is none. */
  choose(platform: ShopPlatform, fits: (offer: ShopOffer) => boolean, quantity?: number): ShopOffer;
  /** A line whose units are taken off the shelf, the oldest unit first. */
  sell(offer: ShopOffer, quantity: number, expectation: Expectation): LineDraft;
  /** A line that takes nothing: the sale did not happen, or nothing is there to send. */
  mention(offer: ShopOffer, expectation: Expectation, quantity?: number): LineDraft;
  unitsOf(offer: ShopOffer): ShopUnit[];
  /** Units behind the offer that no order has taken yet. */
  leftOf(offer: ShopOffer): number;
  /** True when the goods (number, colour, condition) stand in one row of the matchable stock only. */
  isOneOfAKind(offer: ShopOffer): boolean;
  /** True when no older row of the same goods has units left. */
  isOldestOfItsKind(offer: ShopOffer): boolean;
  offersOf(unitId: string): ShopOffer[];
  /** Takes an offer out of every further choice. */
  setAside(offer: ShopOffer): void;
}

/** Opens the desk over the shop's stock and offers. */
export function createOrderDesk(
  random: SeededRandom,
  shop: { units: readonly ShopUnit[]; offers: readonly ShopOffer[]; anchor: number },
): OrderDesk {
  const units = new Map(shop.units.map((unit) => [unit.id, unit]));
  const left = new Map(shop.units.map(({ id, quantity }) => [id, quantity]));
  const aside = new Set<string>();
  const rows = shop.units.filter(({ status }) => status === "in_stock");
  const rowsOfGoods = countRows(rows);
  const unitsOf = (offer: ShopOffer) => offer.unitIds.flatMap((id) => units.get(id) ?? []);
  const leftOf = (offer: ShopOffer) => offer.unitIds.reduce((sum, id) => sum + (left.get(id) ?? 0), 0);
  const isOld = (offer: ShopOffer) =>
    unitsOf(offer).every(({ acquiredAt }) => Date.parse(acquiredAt) <= shop.anchor - (OLD_STOCK_DAYS - 1) * DAY);

  const find: OrderDesk["find"] = (platform, fits, quantity = 1) => {
    const fitting = shop.offers.filter(
      (offer) =>
        offer.platform === platform && !aside.has(offer.id) && leftOf(offer) >= quantity && isOld(offer) && fits(offer),
    );
    return fitting.length === 0 ? null : random.pick(fitting);
  };

  return {
    random,
    units: shop.units,
    unitsOf,
    leftOf,
    find,
    choose(platform, fits, quantity) {
      const offer = find(platform, fits, quantity);
      if (offer === null) throw new RangeError(`The shop has no offer left on ${platform} for such an order`);
      return offer;
    },
    sell(offer, quantity, expectation) {
      const taken: { unitId: string; quantity: number }[] = [];
      let wanted = quantity;
      for (const unitId of offer.unitIds) {
        const part = Math.min(wanted, left.get(unitId) ?? 0);
        if (part === 0) continue;
        left.set(unitId, (left.get(unitId) ?? 0) - part);
        taken.push({ unitId, quantity: part });
        wanted -= part;
      }
      if (wanted > 0) throw new RangeError(`${offer.id} has not ${quantity} units left`);
      return { offer, quantity, expectation, units: taken };
    },
    mention: (offer, expectation, quantity = 1) => ({ offer, quantity, expectation, units: [] }),
    isOneOfAKind: (offer) => unitsOf(offer).every((unit) => rowsOfGoods.get(goodsKey(unit)) === 1),
    isOldestOfItsKind: (offer) =>
      unitsOf(offer).every((unit) =>
        rows.every(
          (row) =>
            goodsKey(row) !== goodsKey(unit) || row.acquiredAt >= unit.acquiredAt || (left.get(row.id) ?? 0) === 0,
        ),
      ),
    offersOf: (unitId) => shop.offers.filter(({ unitIds }) => unitIds.includes(unitId)),
    setAside: (offer) => aside.add(offer.id),
  };
}

function countRows(rows: readonly ShopUnit[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const row of rows) counts.set(goodsKey(row), (counts.get(goodsKey(row)) ?? 0) + 1);
  return counts;
}

// Platforms tell new from used and no more: a faulty box counts as new.
function goodsKey({ products: [product], condition }: ShopUnit): string {
  return [product.kind, product.number, product.color?.id ?? "", condition === "used" ? "used" : "new"].join("/");
}

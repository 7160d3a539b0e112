import type { Shop, ShopOffer } from "../shop/index.ts";

/** What is left of the shop's offers, and when they sold. */
export interface OffersLeft {
  /** Units that the offer can still sell. */
  left(offer: ShopOffer): number;
  /** When the units behind the offer were last sold, on whichever platform; null when none was. */
  lastSoldAt(offer: ShopOffer): string | null;
  /** True when the units went to buyers of the other platform only. */
  soldElsewhere(offer: ShopOffer): boolean;
}

/** Counts what the shop's orders have left of its offers. */
export function countOffersLeft(shop: Shop): OffersLeft {
  const onHand = new Map(shop.units.map(({ id, quantity }) => [id, quantity]));
  const held = new Map<string, number>();
  const sales = new Map<string, { at: string; platform: string }[]>();
  for (const { lines, placedAt, platform, status } of shop.orders) {
    for (const line of lines) {
      // An unpaid order holds stock on its platform although no unit has been promised to it for good.
      if (status === "awaiting_payment") held.set(line.offerId, (held.get(line.offerId) ?? 0) + line.quantity);
      for (const { unitId, quantity } of line.units) {
        onHand.set(unitId, (onHand.get(unitId) ?? 0) - quantity);
        sales.set(unitId, [...(sales.get(unitId) ?? []), { at: placedAt, platform }]);
      }
    }
  }
  const salesOf = (offer: ShopOffer) => offer.unitIds.flatMap((id) => sales.get(id) ?? []);
  return {
    left(offer) {
      const units = offer.unitIds.reduce((sum, id) => sum + (onHand.get(id) ?? 0), 0);
      return Math.max(0, units - (held.get(offer.id) ?? 0));
    },
    lastSoldAt: (offer) =>
      salesOf(offer)
        .map(({ at }) => at)
        .sort()
        .at(-1) ?? null,
    soldElsewhere(offer) {
      const platforms = salesOf(offer).map(({ platform }) => platform);
      return platforms.length > 0 && !platforms.includes(offer.platform);
    },
  };
}

/** Offers that the seller forgot to take down after the unit went to the other platform: still up, nothing behind. */
export function forgottenOffers(
  shop: Shop,
  stock: OffersLeft,
  count: number,
  platform: ShopOffer["platform"],
): Set<string> {
  const forgotten = shop.offers.filter(
    (offer) =>
      offer.platform === platform &&
      offer.quantityOffered === 1 &&
      stock.left(offer) === 0 &&
      stock.soldElsewhere(offer),
  );
  return new Set(forgotten.slice(0, count).map(({ id }) => id));
}

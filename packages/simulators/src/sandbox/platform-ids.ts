import type { ShopLine, ShopOffer, ShopOrder } from "../shop/index.ts";

/** The number in a shop id: `order-0012` is 12. Ids that join several (`offer-0003+offer-0007`) take the first. */
function numberIn(id: string): number {
  return Number(/\d+/.exec(id)?.[0] ?? 0);
}

/** eBay's number of an order of the demo shop. */
export function ebayOrderId(order: Pick<ShopOrder, "id">): string {
  const number = numberIn(order.id);
  const tail = 10_000 + ((number * 7919) % 90_000);
  return `${String(10 + (number % 20))}-${String(12_000 + number * 13)}-${tail}`;
}

/** eBay's number of a line of the demo shop. */
export function ebayLineItemId(order: Pick<ShopOrder, "id">, line: Pick<ShopLine, "id">): string {
  return `1008404${String(numberIn(order.id)).padStart(5, "0")}${numberIn(line.id)}`;
}

/** eBay's number of the listing that an offer is, or is a variation of. */
export function ebayItemId(offers: readonly ShopOffer[], offer: ShopOffer): string {
  const { variation } = offer;
  const listing = variation === null ? offer : offers.find((other) => other.variation?.group === variation.group);
  return String(256_400_000_000 + 7 * (offers.indexOf(listing ?? offer) + 1));
}

/** BrickLink's number of an order of the demo shop. */
export function bricklinkOrderId(order: Pick<ShopOrder, "id">): number {
  return 26_100_000 + 37 * numberIn(order.id);
}

/** BrickLink's number of the lot that an offer is. */
export function bricklinkInventoryId(offers: readonly ShopOffer[], offer: ShopOffer): number {
  return 351_000_000 + 11 * (offers.indexOf(offer) + 1);
}

/** Brick Owl's number of the lot that an offer is; its external id is BrickLink's number. */
export function brickowlLotId(offers: readonly ShopOffer[], offer: ShopOffer): string {
  return String(82_000_000 + 17 * (offers.indexOf(offer) + 1));
}

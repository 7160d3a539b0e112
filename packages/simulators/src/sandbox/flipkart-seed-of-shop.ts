import type { FlipkartListingSeed, FlipkartOrderSeed, FlipkartSeed } from "../flipkart/index.ts";
import type { Shop, ShopOffer } from "../shop/index.ts";
import { demoCredentials } from "./demo-credentials.ts";
import { countOffersLeft } from "./offers-left.ts";

/** The demo shop's one location on the simulated Flipkart. */
export const FLIPKART_LOCATION = "LOC0d3a40100c0ffee";

const DAY = 86_400_000;
/** Rupees for a penny, with what selling in India costs. */
const RUPEES_PER_PENNY = 1.15;
/** One in so many goods that stand on another platform is on Flipkart too. */
const SHARED_EVERY = 4;
const OPEN_ORDERS = 4;
const PAST_ORDERS = 3;
/** The first of the sold units have gone to buyers on another platform. */
const SOLD_ELSEWHERE = 8;

/** The demo shop as the simulated Flipkart knows it: a part of the goods, in rupees. */
export function flipkartSeedOfShop(shop: Shop): FlipkartSeed {
  const shared = sharedOffers(shop);
  const open = shared.filter(({ left }) => left > 1).slice(0, OPEN_ORDERS);
  const soldHere = new Set(open.map(({ sku }) => sku));
  return {
    applications: [{ ...demoCredentials.flipkart, title: "Counterfoil" }],
    locations: [{ locationId: FLIPKART_LOCATION, locationName: shop.name }],
    listings: shared.map((each) => listingOf(each, each.left - (soldHere.has(each.sku) ? 1 : 0))),
    orders: [...open.map((each, index) => openOrder(shop, each, index)), ...pastOrders(shop)],
  };
}

interface SharedOffer {
  sku: string;
  offer: ShopOffer;
  left: number;
}

// The same stock code as elsewhere: one sale must lower all of them.
function sharedOffers(shop: Shop): SharedOffer[] {
  const stock = countOffersLeft(shop);
  const skus = new Map(shop.units.flatMap(({ sku, id }) => (sku === null ? [] : [[id, sku]])));
  const offers = new Map<string, SharedOffer>();
  for (const offer of shop.offers) {
    const sku = skus.get(offer.unitIds[0] ?? "");
    const isPlain = offer.variation === null && offer.products.length === 1 && offer.products[0].kind === "set";
    const left = stock.left(offer);
    if (sku !== undefined && isPlain && left > 0 && !offers.has(sku)) offers.set(sku, { sku, offer, left });
  }
  const lots = [...offers.values()].filter(({ left }) => left > 1).slice(0, OPEN_ORDERS);
  const others = [...offers.values()].filter((each) => !lots.includes(each));
  return [...lots, ...others.filter((_, index) => index % SHARED_EVERY === 1)];
}

function listingOf({ sku, offer }: SharedOffer, inventory: number): FlipkartListingSeed {
  return { sku, title: offer.title, sellingPrice: rupees(offer.price), inventory };
}

/** Open orders in different hands: Flipkart's courier, the seller's own parcel, one held, one to be paid at the door. */
const ways: readonly Partial<FlipkartOrderSeed>[] = [
  {},
  { shipmentType: "SELF" },
  { hold: true },
  { paymentType: "COD", shippingCharge: 40 },
];

function openOrder(shop: Shop, { sku }: SharedOffer, index: number): FlipkartOrderSeed {
  return {
    orderId: flipkartOrderId(index),
    placedAt: before(shop, 0.3 + index * 0.4),
    lines: [{ sku }],
    ...ways[index % ways.length],
  };
}

// Sales of some weeks ago, of goods that are listed no more; one of them fell through.
function pastOrders(shop: Shop): FlipkartOrderSeed[] {
  const sold = shop.units.filter(({ status, sku }) => status === "sold" && sku !== null).slice(SOLD_ELSEWHERE);
  return sold.slice(0, PAST_ORDERS).map(({ sku, title, askingPrice }, index) => ({
    orderId: flipkartOrderId(100 + index),
    placedAt: before(shop, 14 + index * 4),
    updatedAt: before(shop, 11 + index * 4),
    lines: [{ sku: sku ?? "", title, unitPrice: rupees(askingPrice) }],
    ...(index === PAST_ORDERS - 1
      ? { cancellation: { type: "buyerCancellation" as const } }
      : { state: "DELIVERED" as const }),
  }));
}

function flipkartOrderId(index: number): string {
  return `OD${431_000_000_000_000_000n + BigInt(index) * 7919n}`;
}

function rupees(pence: number): number {
  return Math.max(1, Math.round(pence * RUPEES_PER_PENNY));
}

function before(shop: Shop, days: number): string {
  return new Date(Date.parse(shop.anchor) - Math.round(days * DAY)).toISOString();
}

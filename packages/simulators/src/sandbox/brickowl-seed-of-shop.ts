import {
  type BrickowlCondition,
  type BrickowlItemSeed,
  type BrickowlLotSeed,
  type BrickowlOrderSeed,
  type BrickowlSeed,
  colorOfBricklink,
} from "../brickowl/index.ts";
import type { Shop, ShopOffer, ShopProduct } from "../shop/index.ts";
import { demoCredentials } from "./demo-credentials.ts";
import { countOffersLeft } from "./offers-left.ts";
import { bricklinkInventoryId, brickowlLotId } from "./platform-ids.ts";
import { pounds } from "./pounds.ts";

const DAY = 86_400_000;
const FIRST_ORDER_ID = 7_310_001;
const FIRST_BOID = 500_101;
const itemTypes = { set: "Set", minifigure: "Minifigure", part: "Part" } as const;
const idTypes = { set: "set_number", minifigure: "bl_item_no", part: "design_id" } as const;

/** Recent orders of loose parts: status and age in days. The parts sold are not on BrickLink's count yet. */
const orders: readonly (readonly [statusId: number, ageDays: number])[] = [
  [0, 0.2],
  [2, 0.4],
  [3, 0.9],
  [5, 4],
  [8, 6],
  [6, 20],
];

/** The demo shop as the simulated Brick Owl knows it: its BrickLink lots, each with that lot's id as external id. */
export function brickowlSeedOfShop(shop: Shop): BrickowlSeed {
  const offers = shop.offers.filter(({ platform }) => platform === "bricklink");
  const numbers = [...new Set(offers.map(({ products: [product] }) => itemKey(product)))];
  const boidOf = (product: ShopProduct) => String(FIRST_BOID + 7 * numbers.indexOf(itemKey(product)));
  const { left } = countOffersLeft(shop);
  const parts = offers.filter((offer) => offer.products[0].kind === "part" && left(offer) > orders.length);
  const seeds = parts.length === 0 ? [] : orders.map((_, index) => orderOf(shop, parts, index));
  const taken = (lotId: string) =>
    seeds
      .filter(({ statusId }) => statusId !== 6 && statusId !== 8)
      .flatMap(({ lines }) => lines)
      .filter((line) => line.lotId === lotId)
      .reduce((sum, { quantity }) => sum + quantity, 0);
  return {
    keys: [demoCredentials.brickowl],
    store: {
      username: shop.bricklinkUsername,
      storeId: "4010",
      name: shop.name,
      currency: "GBP",
      country: "GB",
    },
    items: itemsOf(offers, boidOf),
    lots: offers
      .map((offer) => lotOf(shop, offer, { boidOf, left: left(offer), taken }))
      .filter(({ quantity }) => quantity > 0),
    orders: seeds,
  };
}

// A part is one item in several colours.
function itemKey({ kind, number }: ShopProduct): string {
  return `${kind}/${number}`;
}

function itemsOf(offers: readonly ShopOffer[], boidOf: (product: ShopProduct) => string): BrickowlItemSeed[] {
  const products = offers.map(({ products: [product] }) => product);
  const colorsOf = (product: ShopProduct) =>
    products.filter((other) => itemKey(other) === itemKey(product)).flatMap((other) => colorOf(other) ?? []);
  const items = products.map((product) => ({
    boid: boidOf(product),
    type: itemTypes[product.kind],
    name: product.name,
    ids: [{ id: product.number, type: idTypes[product.kind] }],
    colorIds: [...new Set(colorsOf(product))],
  }));
  return [...new Map(items.map((item) => [item.boid, item])).values()];
}

function colorOf({ color }: ShopProduct): number | undefined {
  return color === null ? undefined : colorOfBricklink(color.id);
}

function conditionOf({ condition, products: [{ kind }] }: ShopOffer): BrickowlCondition {
  if (kind === "set") return condition === "used" ? "usedc" : "news";
  return condition === "used" ? "usedg" : "new";
}

function lotOf(
  shop: Shop,
  offer: ShopOffer,
  state: { boidOf: (product: ShopProduct) => string; left: number; taken: (lotId: string) => number },
): BrickowlLotSeed {
  const [product] = offer.products;
  const lotId = brickowlLotId(shop.offers, offer);
  const colorId = colorOf(product);
  return {
    lotId,
    boid: state.boidOf(product),
    ...(colorId !== undefined && { colorId }),
    quantity: state.left - state.taken(lotId),
    price: pounds(offer.price),
    condition: conditionOf(offer),
    externalId: String(bricklinkInventoryId(shop.offers, offer)),
    personalNote: offer.location ?? "",
  };
}

function orderOf(shop: Shop, parts: readonly ShopOffer[], index: number): BrickowlOrderSeed {
  const [statusId, ageDays] = orders[index] ?? [6, 20];
  const offer = parts[index % parts.length];
  const buyer = shop.orders[index]?.buyer;
  if (offer === undefined || buyer === undefined) throw new RangeError("The shop has no parts or no buyers");
  const [firstName = "", ...rest] = buyer.name.split(" ");
  const at = (days: number) => new Date(Date.parse(shop.anchor) - days * DAY).toISOString();
  return {
    orderId: String(FIRST_ORDER_ID + 13 * index),
    placedAt: at(ageDays),
    updatedAt: at(ageDays / 2),
    ...((statusId === 5 || statusId === 6) && { processedAt: at(ageDays / 2), trackingNumber: "AB123456789GB" }),
    statusId,
    buyer: {
      username: buyer.username,
      email: buyer.email,
      firstName,
      lastName: rest.join(" "),
      street1: buyer.street,
      city: buyer.city,
      ...(buyer.region !== null && { region: buyer.region }),
      postCode: buyer.postalCode,
      countryCode: buyer.countryCode,
      phone: buyer.phone,
    },
    lines: [{ lotId: brickowlLotId(shop.offers, offer), quantity: 1 + index, price: pounds(offer.price) }],
    shipping: "3.49",
  };
}

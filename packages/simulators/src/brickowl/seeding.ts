import { amount } from "./amounts.ts";
import type { CatalogItem, Lot, Order, OrderLine } from "./brickowl-entities.ts";
import {
  type BrickowlItemSeed,
  type BrickowlLotSeed,
  type BrickowlOrderLineSeed,
  type BrickowlOrderSeed,
  type BrickowlSeed,
  permissions,
} from "./brickowl-seed.ts";
import type { BrickowlWorld } from "./brickowl-world.ts";

const FIRST_LOT_ID = 80_000_001;
const FIRST_ORDER_ID = 7_000_001;
const FIRST_ORDER_ITEM_ID = 40_000_001;

/** Fills the empty tables. */
export function seedBrickowl(world: BrickowlWorld, seed: BrickowlSeed) {
  world.accounts.put({ id: "account", notifyAddress: null });
  for (const key of seed.keys) {
    world.keys.put({ apiKey: key.apiKey, permissions: [...(key.permissions ?? permissions)] });
  }
  for (const item of seed.items ?? []) world.items.put(makeItem(item));
  for (const lot of seed.lots ?? []) world.lots.put(makeLot(world, lot));
  for (const order of seed.orders ?? []) world.orders.put(makeOrder(world, order));
}

function makeItem({ boid, type, name, ids = [], colorIds = [], weight = "1.000" }: BrickowlItemSeed): CatalogItem {
  return { boid, type, name, ids, colorIds, weight };
}

/** A lot with everything the seed leaves out. */
export function makeLot(world: BrickowlWorld, seed: BrickowlLotSeed): Lot {
  return {
    lotId: seed.lotId ?? nextId(world, "lot-id", FIRST_LOT_ID),
    boid: seed.boid,
    colorId: seed.colorId ?? null,
    quantity: seed.quantity,
    price: amount(seed.price),
    condition: seed.condition,
    externalId: seed.externalId ?? null,
    forSale: seed.forSale ?? true,
    personalNote: seed.personalNote ?? "",
    publicNote: seed.publicNote ?? "",
    salePercent: 0,
    bulkQuantity: 1,
    tiers: (seed.tierPrice ?? []).map(({ quantity, price }) => ({ quantity, price: amount(price) })),
    myCost: null,
    weight: null,
  };
}

/** An order with everything the seed leaves out. */
export function makeOrder(world: BrickowlWorld, seed: BrickowlOrderSeed): Order {
  const orderId = seed.orderId ?? nextId(world, "order-id", FIRST_ORDER_ID);
  const { payment = {} } = seed;
  return {
    orderId,
    placedAt: new Date(seed.placedAt).toISOString(),
    updatedAt: new Date(seed.updatedAt ?? seed.placedAt).toISOString(),
    processedAt: seed.processedAt === undefined ? null : new Date(seed.processedAt).toISOString(),
    statusId: seed.statusId,
    buyer: seed.buyer,
    lines: seed.lines.map((line) => makeLine(world, line)),
    shipping: amount(seed.shipping ?? "0"),
    tax: amount(seed.tax ?? "0"),
    coupon: amount(seed.coupon ?? "0"),
    payment: {
      method: payment.method ?? "paypal_standard",
      currency: payment.currency ?? world.shop.currency,
      total: payment.total === undefined ? null : amount(payment.total),
      transactionId: `0AB${orderId.padStart(14, "0")}`,
    },
    refundedShipping: 0,
    trackingNumber: seed.trackingNumber ?? null,
    buyerNote: seed.buyerNote ?? "",
    sellerNote: seed.sellerNote ?? null,
    feedbackLeft: false,
  };
}

function makeLine(world: BrickowlWorld, { lotId, quantity, price }: BrickowlOrderLineSeed): OrderLine {
  const lot = world.lots.get(lotId);
  if (lot === undefined) throw new Error(`An order line needs a lot that exists, not ${lotId}`);
  const { boid, colorId, condition, externalId, personalNote, publicNote } = lot;
  return {
    orderItemId: nextId(world, "order-item-id", FIRST_ORDER_ITEM_ID),
    lotId,
    ...{ boid, colorId, condition, externalId, personalNote, publicNote },
    quantity,
    refundedQuantity: 0,
    price: price === undefined ? lot.price : amount(price),
  };
}

function nextId(world: BrickowlWorld, sequence: string, start: number): string {
  const taken = (id: string) => world.lots.has(id) || world.orders.has(id);
  let id = String(world.store.nextNumber(sequence, start));
  while (taken(id)) id = String(world.store.nextNumber(sequence, start));
  return id;
}

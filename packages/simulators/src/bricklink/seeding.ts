import type { Lot, Order, OrderLine } from "./bricklink-entities.ts";
import type { BricklinkLotSeed, BricklinkOrderLineSeed, BricklinkOrderSeed, BricklinkSeed } from "./bricklink-seed.ts";
import type { BricklinkWorld } from "./bricklink-world.ts";
import { fixed } from "./fixed-point.ts";
import { shippingMethods } from "./order-view.ts";

const FIRST_INVENTORY_ID = 350_000_001;
const FIRST_ORDER_ID = 26_000_001;

/** Fills the empty tables. */
export function seedBricklink(world: BricklinkWorld, seed: BricklinkSeed) {
  for (const token of seed.tokens) {
    world.tokens.put({ allowedIp: "0.0.0.0", allowedMask: "0.0.0.0", revoked: false, ...token });
  }
  for (const { categoryId, name, parentId = 0 } of seed.categories ?? []) {
    world.categories.put({ categoryId, name, parentId });
  }
  for (const item of seed.items ?? []) world.items.put({ ...item, yearReleased: item.yearReleased ?? null });
  for (const lot of seed.lots ?? []) world.lots.put(makeLot(world, lot));
  for (const order of seed.orders ?? []) world.orders.put(makeOrder(world, order));
}

/** A lot with everything the seed leaves out. */
export function makeLot(world: BricklinkWorld, seed: BricklinkLotSeed): Lot {
  return {
    inventoryId: seed.inventoryId ?? nextInventoryId(world),
    type: seed.type,
    no: seed.no,
    colorId: seed.colorId ?? 0,
    quantity: seed.quantity,
    newOrUsed: seed.newOrUsed,
    completeness: seed.type === "SET" ? (seed.completeness ?? (seed.newOrUsed === "N" ? "S" : "C")) : null,
    unitPrice: fixed(seed.unitPrice),
    description: seed.description ?? "",
    remarks: seed.remarks ?? "",
    bulk: 1,
    isRetain: seed.isRetain ?? false,
    isStockRoom: seed.stockRoomId !== undefined,
    stockRoomId: seed.stockRoomId ?? null,
    createdAt: seed.createdAt ?? world.clock.iso(),
    myCost: fixed(seed.myCost ?? "0"),
    saleRate: 0,
    tiers: [],
  };
}

/** An order with everything the seed leaves out. */
export function makeOrder(world: BricklinkWorld, seed: BricklinkOrderSeed): Order {
  const { shipping = {}, payment = {} } = seed;
  return {
    orderId: seed.orderId ?? nextOrderId(world),
    placedAt: seed.placedAt,
    statusChangedAt: seed.statusChangedAt ?? seed.placedAt,
    status: seed.status,
    buyer: seed.buyer,
    batches: seed.batches.map((batch) => batch.map((line) => makeLine(world, line))),
    payment: {
      method: payment.method ?? "PayPal (Onsite)",
      status: payment.status ?? (payment.paidAt === undefined ? "None" : "Completed"),
      paidAt: payment.paidAt ?? null,
    },
    shipping: {
      cost: fixed(shipping.cost ?? "0"),
      methodId: shipping.methodId ?? shippingMethods[seed.buyer.countryCode === "GB" ? 0 : 2].methodId,
      trackingNumber: shipping.trackingNumber ?? null,
      trackingLink: shipping.trackingLink ?? null,
      shippedAt: shipping.shippedAt ?? null,
    },
    cost: { insurance: 0, credit: 0, etc1: 0, etc2: 0, coupon: 0 },
    remarks: seed.remarks ?? null,
    isFiled: seed.isFiled ?? false,
    driveThruSent: false,
    messages: (seed.messages ?? []).map((message) => ({ ...message, subject: message.subject ?? null })),
  };
}

/** A sold line; what the seed leaves out comes from the lot. */
export function makeLine(world: BricklinkWorld, seed: BricklinkOrderLineSeed): OrderLine {
  const lot = seed.inventoryId === undefined ? undefined : world.lots.get(String(seed.inventoryId));
  const type = seed.type ?? lot?.type;
  const no = seed.no ?? lot?.no;
  if (type === undefined || no === undefined)
    throw new Error("An order line needs a lot that exists, or type and number");
  const unitPrice = seed.unitPrice === undefined ? lot?.unitPrice : fixed(seed.unitPrice);
  return {
    inventoryId: seed.inventoryId ?? 0,
    type,
    no,
    colorId: seed.colorId ?? lot?.colorId ?? 0,
    newOrUsed: seed.newOrUsed ?? lot?.newOrUsed ?? "N",
    completeness: seed.completeness ?? lot?.completeness ?? null,
    quantity: seed.quantity,
    unitPrice: unitPrice ?? 0,
    description: lot?.description ?? "",
    remarks: seed.remarks ?? lot?.remarks ?? "",
  };
}

export function nextInventoryId(world: BricklinkWorld): number {
  return freeNumber(() => world.store.nextNumber("inventory-id", FIRST_INVENTORY_ID), world.lots);
}

export function nextOrderId(world: BricklinkWorld): number {
  return freeNumber(() => world.store.nextNumber("order-id", FIRST_ORDER_ID), world.orders);
}

function freeNumber(next: () => number, table: { has(key: string): boolean }): number {
  let number = next();
  while (table.has(String(number))) number = next();
  return number;
}

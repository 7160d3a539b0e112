import { z } from "zod";
import { ActRefused, defineAct } from "../kit/index.ts";
import type { Order, OrderLine } from "./bricklink-entities.ts";
import type { BricklinkBuyerSeed } from "./bricklink-seed.ts";
import type { BricklinkWorld } from "./bricklink-world.ts";
import { setLotQuantity } from "./lot-stock.ts";
import { notify } from "./notifications.ts";
import { moveOrder } from "./order-status.ts";
import { makeLine, makeOrder } from "./seeding.ts";

const orderRef = z.strictObject({ orderId: z.coerce.number().int() });
const wantedLines = z
  .array(z.strictObject({ inventoryId: z.coerce.number().int(), quantity: z.number().int().min(1).default(1) }))
  .min(1);
const buyerSchema = z.strictObject({
  username: z.string(),
  email: z.string(),
  fullName: z.string(),
  addressLine1: z.string(),
  addressLine2: z.string().optional(),
  city: z.string(),
  state: z.string().optional(),
  postalCode: z.string(),
  countryCode: z.string(),
  phone: z.string().optional(),
  hasNormalizedAddress: z.boolean().optional(),
});
/** Buyers may add to an order as long as it is in one of these. */
const open = ["PENDING", "UPDATED", "PROCESSING", "READY"];

const somebody: BricklinkBuyerSeed = {
  username: "brickfan",
  email: "brickfan@example.com",
  fullName: "Sam O'Hara",
  addressLine1: "1 Example Street",
  city: "Leeds",
  postalCode: "LS1 1AA",
  countryCode: "GB",
};

/** What buyers do on the web site. */
export function buyerActs(world: BricklinkWorld) {
  return {
    /** A buyer orders lots; their quantities fall at once. Paid on the site unless `pay` is false. */
    placeOrder: defineAct(
      z.strictObject({
        lines: wantedLines,
        buyer: buyerSchema.default(somebody),
        pay: z.boolean().default(true),
        shippingCost: z.string().default("3.49"),
      }),
      ({ lines, buyer, pay, shippingCost }) => {
        const order = makeOrder(world, {
          placedAt: world.clock.iso(),
          status: "PENDING",
          buyer,
          batches: [[]],
          shipping: { cost: shippingCost },
        });
        order.batches = [takeFromLots(world, lines)];
        world.orders.put(order);
        world.ledger.append("order-placed", { orderId: order.orderId, lines });
        if (pay) payOrder(world, order, "PAID");
        notify(world, "Order", order.orderId);
        return { orderId: order.orderId };
      },
    ),
    /** The buyer adds a batch to an open order, which becomes UPDATED. */
    addToOrder: defineAct(orderRef.extend({ lines: wantedLines }), ({ orderId, lines }) => {
      const order = find(world, orderId);
      if (!open.includes(order.status))
        throw new ActRefused(`Order ${orderId} is ${order.status}: nothing can be added`);
      order.batches.push(takeFromLots(world, lines));
      change(world, order, "UPDATED");
    }),
    /** Pays on the site: PAID, or PAID-PENDING while the payment has not cleared. */
    payOrder: defineAct(orderRef.extend({ pending: z.boolean().default(false) }), ({ orderId, pending }) => {
      const order = find(world, orderId);
      payOrder(world, order, pending ? "PAID-PENDING" : "PAID");
      notify(world, "Order", orderId);
    }),
    receiveOrder: defineAct(orderRef, ({ orderId }) => change(world, find(world, orderId), "RECEIVED")),
    completeOrder: defineAct(orderRef, ({ orderId }) => change(world, find(world, orderId), "COMPLETED")),
    /** The buyer asks to cancel: OCR still holds the stock. */
    requestCancel: defineAct(orderRef, ({ orderId }) => change(world, find(world, orderId), "OCR")),
    sendMessage: defineAct(
      orderRef.extend({ subject: z.string().nullable().default(null), body: z.string() }),
      ({ orderId, subject, body }) => {
        find(world, orderId).messages.push({ subject, body, from: "buyer", sentAt: world.clock.iso() });
        notify(world, "Message", orderId);
      },
    ),
  };
}

/** The order of that id; refuses the act when there is none. */
export function find(world: BricklinkWorld, orderId: number): Order {
  const order = world.orders.get(String(orderId));
  if (order === undefined) throw new ActRefused(`There is no order ${orderId}`);
  return order;
}

/** Moves an order and tells the seller. */
export function change(world: BricklinkWorld, order: Order, status: string) {
  moveOrder(world, order, status);
  notify(world, "Order", order.orderId);
}

function payOrder(world: BricklinkWorld, order: Order, status: "PAID" | "PAID-PENDING") {
  const cleared = status === "PAID";
  order.payment.status = cleared ? "Completed" : "Clearing";
  order.payment.paidAt = cleared ? world.clock.iso() : null;
  moveOrder(world, order, status);
}

function takeFromLots(world: BricklinkWorld, wanted: z.output<typeof wantedLines>): OrderLine[] {
  const totals = new Map<number, number>();
  for (const { inventoryId, quantity } of wanted) {
    totals.set(inventoryId, (totals.get(inventoryId) ?? 0) + quantity);
  }
  for (const [inventoryId, quantity] of totals) {
    const lot = world.lots.get(String(inventoryId));
    if (lot === undefined) throw new ActRefused(`There is no lot ${inventoryId}`);
    if (lot.quantity < quantity) throw new ActRefused(`Lot ${inventoryId} has ${lot.quantity} left, not ${quantity}`);
  }
  const lines = wanted.map((line) => makeLine(world, line));
  for (const [inventoryId, quantity] of totals) {
    const lot = world.lots.get(String(inventoryId));
    if (lot !== undefined) setLotQuantity(world, lot, { quantity: lot.quantity - quantity, by: "order" });
  }
  return lines;
}

import { z } from "zod";
import { ActRefused, defineAct } from "../kit/index.ts";
import type { Order } from "./brickowl-entities.ts";
import type { BrickowlBuyerSeed } from "./brickowl-seed.ts";
import type { BrickowlWorld } from "./brickowl-world.ts";
import { setLotQuantity } from "./lot-stock.ts";
import { notifyOfOrder } from "./notify.ts";
import { moveOrder, PAYMENT_RECEIVED, PAYMENT_SUBMITTED, PENDING, RECEIVED } from "./order-status.ts";
import { makeOrder } from "./seeding.ts";

export const orderRef = z.strictObject({ orderId: z.coerce.string() });
const wantedLines = z
  .array(z.strictObject({ lotId: z.coerce.string(), quantity: z.number().int().min(1).default(1) }))
  .min(1);
const buyerSchema = z.strictObject({
  username: z.string(),
  email: z.string(),
  firstName: z.string(),
  lastName: z.string(),
  street1: z.string(),
  street2: z.string().optional(),
  city: z.string(),
  region: z.string().optional(),
  postCode: z.string(),
  countryCode: z.string(),
  phone: z.string().optional(),
});

const somebody: BrickowlBuyerSeed = {
  username: "owlfan",
  email: "owlfan@example.com",
  firstName: "Sam",
  lastName: "O'Hara",
  street1: "1 Example Street",
  city: "Leeds",
  postCode: "LS1 1AA",
  countryCode: "GB",
};

/** What buyers do on the web site. */
export function buyerActs(world: BrickowlWorld) {
  const move = (orderId: string, statusId: number) => moveOrder(world, find(world, orderId), statusId);
  return {
    /** A buyer orders lots; their quantities fall at once. Paid unless `pay` is false. */
    placeOrder: defineAct(
      z.strictObject({
        lines: wantedLines,
        buyer: buyerSchema.default(somebody),
        pay: z.boolean().default(true),
        shipping: z.string().default("3.49"),
        buyerNote: z.string().default(""),
      }),
      ({ lines, buyer, pay, shipping, buyerNote }) => {
        checkStock(world, lines);
        const placedAt = world.clock.iso();
        const order = makeOrder(world, { placedAt, statusId: PENDING, buyer, lines, shipping, buyerNote });
        for (const { lotId, quantity } of lines) {
          const lot = world.lots.get(lotId);
          if (lot !== undefined) setLotQuantity(world, lot, { quantity: lot.quantity - quantity, by: "order" });
        }
        world.orders.put(order);
        world.ledger.append("order-placed", { orderId: order.orderId, lines });
        if (pay) moveOrder(world, order, PAYMENT_RECEIVED);
        notifyOfOrder(world, order);
        return { orderId: order.orderId };
      },
    ),
    /** The buyer says that the money is on its way. */
    submitPayment: defineAct(orderRef, ({ orderId }) => move(orderId, PAYMENT_SUBMITTED)),
    /** The money is there. */
    payOrder: defineAct(orderRef, ({ orderId }) => move(orderId, PAYMENT_RECEIVED)),
    /** The buyer has the parcel. */
    receiveOrder: defineAct(orderRef, ({ orderId }) => move(orderId, RECEIVED)),
  };
}

/** The order of that id; refuses the act when there is none. */
export function find(world: BrickowlWorld, orderId: string): Order {
  const order = world.orders.get(orderId);
  if (order === undefined) throw new ActRefused(`There is no order ${orderId}`);
  return order;
}

function checkStock(world: BrickowlWorld, wanted: z.output<typeof wantedLines>) {
  const totals = new Map<string, number>();
  for (const { lotId, quantity } of wanted) totals.set(lotId, (totals.get(lotId) ?? 0) + quantity);
  for (const [lotId, quantity] of totals) {
    const lot = world.lots.get(lotId);
    if (lot === undefined) throw new ActRefused(`There is no lot ${lotId}`);
    if (!lot.forSale || lot.quantity < quantity) {
      throw new ActRefused(`Lot ${lotId} has ${lot.forSale ? lot.quantity : 0} for sale, not ${quantity}`);
    }
  }
}

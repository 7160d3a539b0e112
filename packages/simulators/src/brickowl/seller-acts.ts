import { z } from "zod";
import { ActRefused, defineAct } from "../kit/index.ts";
import { amount } from "./amounts.ts";
import type { Order } from "./brickowl-entities.ts";
import { conditions } from "./brickowl-seed.ts";
import type { BrickowlWorld } from "./brickowl-world.ts";
import { find, orderRef } from "./buyer-acts.ts";
import { deleteLot, setLotQuantity } from "./lot-stock.ts";
import { CANCELLED, moveOrder, SHIPPED, touch } from "./order-status.ts";
import { makeLot } from "./seeding.ts";

const lotRef = z.strictObject({ lotId: z.coerce.string() });

/** What the seller does on the web site, which the API has no calls for or which happens beside it. */
export function sellerActs(world: BrickowlWorld) {
  return {
    /** Cancels; the goods go back to their lots unless `restock` is false. */
    cancelOrder: defineAct(orderRef.extend({ restock: z.boolean().default(true) }), ({ orderId, restock }) => {
      const order = find(world, orderId);
      if (order.statusId === CANCELLED) return;
      moveOrder(world, order, CANCELLED);
      for (const { lotId, quantity, refundedQuantity } of order.lines) {
        if (restock) putBack(world, lotId, quantity - refundedQuantity);
      }
    }),
    /** Gives back some units of a line; whether they are for sale again is a choice of its own. */
    refundLine: defineAct(
      orderRef.extend({
        orderItemId: z.coerce.string(),
        quantity: z.number().int().min(1).default(1),
        restock: z.boolean().default(false),
      }),
      ({ orderId, orderItemId, quantity, restock }) => {
        const order = find(world, orderId);
        const line = lineOf(order, orderItemId);
        if (line.quantity - line.refundedQuantity < quantity) {
          throw new ActRefused(`Line ${orderItemId} has not ${quantity} left to refund`);
        }
        line.refundedQuantity += quantity;
        touch(world, order);
        world.ledger.append("order-refunded", { orderId, orderItemId, quantity });
        if (restock) putBack(world, line.lotId, quantity);
      },
    ),
    /** Ships on the site, without the desk. */
    shipOnSite: defineAct(orderRef.extend({ trackingId: z.string().optional() }), ({ orderId, trackingId }) => {
      const order = find(world, orderId);
      if (trackingId !== undefined) order.trackingNumber = trackingId;
      moveOrder(world, order, SHIPPED);
    }),
    /** Any status, also numbers that Brick Owl might add. */
    setOrderStatus: defineAct(orderRef.extend({ statusId: z.number().int().min(0) }), ({ orderId, statusId }) =>
      moveOrder(world, find(world, orderId), statusId),
    ),
    addLot: defineAct(
      z.strictObject({
        boid: z.string(),
        colorId: z.number().int().optional(),
        quantity: z.number().int().min(0),
        price: z.string(),
        condition: z.enum(conditions),
        externalId: z.string().optional(),
        personalNote: z.string().optional(),
      }),
      (seed) => {
        const { lotId, externalId, quantity } = world.lots.put(makeLot(world, seed));
        world.ledger.append("lot-created", { lotId, boid: seed.boid, quantity, externalId, by: "seller-web" });
        return { lotId };
      },
    ),
    editLot: defineAct(
      lotRef.extend({
        quantity: z.number().int().min(0).optional(),
        price: z.string().optional(),
        forSale: z.boolean().optional(),
        personalNote: z.string().optional(),
      }),
      ({ lotId, quantity, price, forSale, personalNote }) => {
        const lot = findLot(world, lotId);
        if (price !== undefined) lot.price = amount(price);
        if (forSale !== undefined) lot.forSale = forSale;
        if (personalNote !== undefined) lot.personalNote = personalNote;
        if (quantity !== undefined) setLotQuantity(world, lot, { quantity, by: "seller-web" });
      },
    ),
    deleteLot: defineAct(lotRef, ({ lotId }) => deleteLot(world, findLot(world, lotId), "seller-web")),
  };
}

function findLot(world: BrickowlWorld, lotId: string) {
  const lot = world.lots.get(lotId);
  if (lot === undefined) throw new ActRefused(`There is no lot ${lotId}`);
  return lot;
}

function lineOf(order: Order, orderItemId: string) {
  const line = order.lines.find((candidate) => candidate.orderItemId === orderItemId);
  if (line === undefined) throw new ActRefused(`Order ${order.orderId} has no line ${orderItemId}`);
  return line;
}

// A lot that is gone cannot take anything back.
function putBack(world: BrickowlWorld, lotId: string, quantity: number) {
  const lot = world.lots.get(lotId);
  if (lot !== undefined) setLotQuantity(world, lot, { quantity: lot.quantity + quantity, by: "seller-web" });
}

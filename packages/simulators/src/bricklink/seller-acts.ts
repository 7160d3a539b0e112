import { z } from "zod";
import { ActRefused, defineAct } from "../kit/index.ts";
import { itemTypes } from "./bricklink-seed.ts";
import type { BricklinkWorld } from "./bricklink-world.ts";
import { change, find } from "./buyer-acts.ts";
import { fixed } from "./fixed-point.ts";
import { deleteLot, setLotQuantity } from "./lot-stock.ts";
import { makeLot } from "./seeding.ts";

const orderRef = z.strictObject({ orderId: z.coerce.number().int() });
const lotRef = z.strictObject({ inventoryId: z.coerce.number().int() });

/** What the seller does on the web site, past the API, and what the system does by itself. */
export function sellerActs(world: BricklinkWorld) {
  return {
    /** Cancelled on the web site; BrickLink does not put the stock back. */
    cancelOrder: defineAct(orderRef, ({ orderId }) => change(world, find(world, orderId), "CANCELLED")),
    /** About six months on, BrickLink drops an order's items. */
    purgeOrder: defineAct(orderRef, ({ orderId }) => {
      const order = find(world, orderId);
      order.batches = [];
      change(world, order, "PURGED");
    }),
    /** Any status, also ones that nobody has heard of yet. */
    setOrderStatus: defineAct(orderRef.extend({ status: z.string().min(1) }), ({ orderId, status }) =>
      change(world, find(world, orderId), status),
    ),
    fileOrder: defineAct(orderRef.extend({ filed: z.boolean().default(true) }), ({ orderId, filed }) => {
      find(world, orderId).isFiled = filed;
    }),
    /** Takes units out of an order; back into the lot only when asked and while the lot lives. */
    removeItem: defineAct(
      orderRef.extend({
        inventoryId: z.coerce.number().int(),
        quantity: z.number().int().min(1).default(1),
        restock: z.boolean().default(false),
      }),
      ({ orderId, inventoryId, quantity, restock }) => {
        const order = find(world, orderId);
        const line = order.batches.flat().find((candidate) => candidate.inventoryId === inventoryId);
        if (line === undefined || line.quantity < quantity) {
          throw new ActRefused(`Order ${orderId} does not hold ${quantity} of lot ${inventoryId}`);
        }
        line.quantity -= quantity;
        order.batches = order.batches.map((batch) => batch.filter((left) => left.quantity > 0));
        const lot = world.lots.get(String(inventoryId));
        if (restock && lot !== undefined) {
          setLotQuantity(world, lot, { quantity: lot.quantity + quantity, by: "seller-web" });
        }
        change(world, order, "UPDATED");
      },
    ),
    addLot: defineAct(
      z.strictObject({
        type: z.enum(itemTypes),
        no: z.string(),
        colorId: z.number().int().optional(),
        quantity: z.number().int().min(1),
        newOrUsed: z.enum(["N", "U"]),
        completeness: z.enum(["C", "B", "S"]).optional(),
        unitPrice: z.string(),
        description: z.string().optional(),
        remarks: z.string().optional(),
        isRetain: z.boolean().optional(),
      }),
      (seed) => {
        const { inventoryId } = world.lots.put(makeLot(world, seed));
        world.ledger.append("lot-created", { inventoryId, no: seed.no, quantity: seed.quantity });
        return { inventoryId };
      },
    ),
    editLot: defineAct(
      lotRef.extend({
        quantity: z.number().int().min(0).optional(),
        unitPrice: z.string().optional(),
        remarks: z.string().optional(),
        description: z.string().optional(),
        isRetain: z.boolean().optional(),
      }),
      ({ inventoryId, quantity, unitPrice, remarks, description, isRetain }) => {
        const lot = findLot(world, inventoryId);
        if (unitPrice !== undefined) lot.unitPrice = fixed(unitPrice);
        if (remarks !== undefined) lot.remarks = remarks;
        if (description !== undefined) lot.description = description;
        if (isRetain !== undefined) lot.isRetain = isRetain;
        if (quantity !== undefined) setLotQuantity(world, lot, { quantity, by: "seller-web" });
      },
    ),
    deleteLot: defineAct(lotRef, ({ inventoryId }) => deleteLot(world, findLot(world, inventoryId), "seller-web")),
  };
}

function findLot(world: BricklinkWorld, inventoryId: number) {
  const lot = world.lots.get(String(inventoryId));
  if (lot === undefined) throw new ActRefused(`There is no lot ${inventoryId}`);
  return lot;
}

import type { Order } from "@counterfoil/core/model";
import { z } from "zod";
import { checked } from "../bricklink-checked.ts";
import type { BricklinkCall, BricklinkClient } from "../bricklink-client.ts";
import { orderItemsSchema, orderSchema } from "../bricklink-schemas.ts";
import { mapOrder } from "./map-order.ts";

// A purged order has no items any more; BrickLink then leaves them out or answers an empty object.
const itemsOrNothing = z.union([
  orderItemsSchema,
  z.strictObject({}).transform(() => []),
  z.null().transform(() => []),
]);

/** Reads one order with its items: two calls. Throws `not_found`, or `bad_response` naming the fields that are wrong. */
export async function readOrder(client: BricklinkClient, id: string, call: BricklinkCall): Promise<Order> {
  const order = await client.getOrder(id, call);
  const items = await client.getOrderItems(id, call);
  const raw = { order, items };
  const batches = checked(itemsOrNothing, items ?? null, "GET /orders/{id}/items");
  return mapOrder({ order: checked(orderSchema, order, "GET /orders/{id}"), batches, raw });
}

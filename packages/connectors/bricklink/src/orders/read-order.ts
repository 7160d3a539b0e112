import { ConnectorError, schemaIssues } from "@counterfoil/connector-kit";
import type { Order } from "@counterfoil/core/model";
import { z } from "zod";
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

function checked<Value>(schema: z.ZodType<Value>, value: unknown, operation: string): Value {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issues = schemaIssues(result.error);
  const where = issues.map((issue) => `${issue.path}: ${issue.message}`).join("; ");
  const message = `BrickLink's answer does not have the expected shape (${where}).`;
  throw new ConnectorError({ code: "bad_response", message, operation, issues });
}

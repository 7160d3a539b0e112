import { ConnectorError, schemaIssues } from "@counterfoil/connector-kit";
import type { Order } from "@counterfoil/core/model";
import { z } from "zod";
import type { BrickowlCall, BrickowlClient } from "../brickowl-client.ts";
import { orderItemSchema, orderSchema } from "../brickowl-schemas.ts";
import type { BrickowlContext } from "../brickowl-settings.ts";
import { mapOrder } from "./map-order.ts";

/** Reads one order with its items: two calls. Throws `not_found`, or `bad_response` naming the fields that are wrong. */
export async function readOrder(
  client: BrickowlClient,
  id: string,
  { context, call }: { context: BrickowlContext; call: BrickowlCall },
): Promise<Order> {
  const view = await client.viewOrder(id, call);
  if (Array.isArray(view) && view.length === 0) throw unknownOrder();
  const order = checked(orderSchema, view, "GET /order/view");
  const items = await client.orderItems(id, call);
  return mapOrder({
    order,
    items: checked(z.array(orderItemSchema), items, "GET /order/items"),
    raw: { order: view, items },
    observedAt: context.now(),
    externalIdIsBricklinkLot: context.externalIdIsBricklinkLot,
  });
}

function unknownOrder(): ConnectorError {
  const message = "Brick Owl does not have this order.";
  return new ConnectorError({ code: "not_found", message, operation: "GET /order/view" });
}

function checked<Value>(schema: z.ZodType<Value>, value: unknown, operation: string): Value {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issues = schemaIssues(result.error);
  const where = issues.map((issue) => `${issue.path}: ${issue.message}`).join("; ");
  const message = `Brick Owl's answer does not have the expected shape (${where}).`;
  throw new ConnectorError({ code: "bad_response", message, operation, issues });
}

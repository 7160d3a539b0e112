import { ConnectorError } from "@counterfoil/connector-kit";
import type { Order } from "@counterfoil/core/model";
import type { BricqerCall, BricqerClient } from "../bricqer-client.ts";
import { orderSchema } from "../bricqer-schemas.ts";
import type { BricqerContext } from "../bricqer-settings.ts";
import { checkRecord } from "../check-record.ts";
import { mapOrder } from "./map-order.ts";

const operation = "GET /orders/order/{id}/";

/** Reads one order with its items. Throws `not_found`, or `bad_response` naming the fields that are wrong. */
export async function readOrder(
  client: BricqerClient,
  id: string,
  { context, call }: { context: BricqerContext; call: BricqerCall },
): Promise<Order> {
  // Ids are numbers: anything else would be part of another address.
  if (!/^\d{1,15}$/.test(id)) {
    throw new ConnectorError({ code: "not_found", message: "Bricqer does not have this order.", operation });
  }
  const raw = await client.order(id, call);
  const { currency, importOrders } = context;
  const order = checkRecord(orderSchema, raw, operation);
  return mapOrder(order, { currency, mergesWithChannels: importOrders !== "full", raw });
}

import { type CallLimits, ConnectorError, jsonBody, type PageProblem } from "@counterfoil/connector-kit";
import type { Order, Shipment } from "@counterfoil/core/model";
import { z } from "zod";
import type { EbayClient } from "../ebay-client.ts";
import { fulfillmentListSchema, type WireOrder, wireOrderSchema } from "../ebay-schemas.ts";
import { mapShipment } from "../fulfillment/map-shipment.ts";
import { mapOrder } from "./map-order.ts";

/** Completes orders with what eBay gives only one by one. */
export interface OrderDetails {
  /** One order by its id. Throws `not_found`. */
  order(orderId: string, limits: CallLimits): Promise<unknown>;
  /** An order of a list, completed and mapped; the problem tells what could not be read. */
  complete(raw: unknown, limits: CallLimits): Promise<{ order: Order | null; problem: PageProblem | null }>;
}

const rememberedOrders = 2_000;

export function createOrderDetails(client: EbayClient): OrderDetails {
  // Parcels by order, while the order's links stay as they were: a re-read order costs no further call.
  const remembered = new Map<string, { links: string; shipments: Shipment[] }>();

  const readShipments = async (orderId: string, limits: CallLimits) => {
    const { data } = await client.rest(
      {
        api: "Fulfillment",
        operation: "GET /sell/fulfillment/v1/order/{orderId}/shipping_fulfillment",
        lane: "read_orders",
        path: `/sell/fulfillment/v1/order/${encodeURIComponent(orderId)}/shipping_fulfillment`,
        decode: jsonBody(fulfillmentListSchema),
      },
      limits,
    );
    return (data.fulfillments ?? []).map(mapShipment);
  };

  const shipmentsOf = async (order: WireOrder, limits: CallLimits): Promise<Shipment[]> => {
    const links = (order.fulfillmentHrefs ?? []).join("\n");
    if (links === "") return [];
    const known = remembered.get(order.orderId);
    if (known?.links === links) return known.shipments;
    const shipments = await readShipments(order.orderId, limits);
    remembered.delete(order.orderId);
    remembered.set(order.orderId, { links, shipments });
    if (remembered.size > rememberedOrders) remembered.delete(remembered.keys().next().value as string);
    return shipments;
  };

  const readOrder = async (orderId: string, limits: CallLimits) => {
    const { data } = await client.rest(
      {
        api: "Fulfillment",
        operation: "GET /sell/fulfillment/v1/order/{orderId}",
        lane: "read_orders",
        path: `/sell/fulfillment/v1/order/${encodeURIComponent(orderId)}`,
        decode: jsonBody(z.looseObject({})),
      },
      limits,
    );
    return data;
  };

  return {
    order: readOrder,
    async complete(listed, limits) {
      const first = wireOrderSchema.safeParse(listed);
      if (!first.success) return { order: null, problem: unreadable(listed, first.error) };
      const problems: string[] = [];
      const note = (what: string) => (error: unknown) => {
        if (!isOfThisOrder(error)) throw error;
        problems.push(`${what} of order ${first.data.orderId} could not be read: ${(error as Error).message}`);
        return null;
      };
      const raw = lacksCancelRequests(first.data)
        ? ((await readOrder(first.data.orderId, limits).catch(note("The cancellation"))) ?? listed)
        : listed;
      const order = wireOrderSchema.safeParse(raw).data ?? first.data;
      const shipments = await shipmentsOf(order, limits).catch(note("The parcels"));
      try {
        const mapped = mapOrder(order, { raw, shipments });
        const message = problems.join(" ");
        return { order: mapped, problem: message ? { externalId: mapped.externalId, message, raw } : null };
      } catch (error) {
        return { order: null, problem: { externalId: order.orderId, message: (error as Error).message, raw } };
      }
    },
  };
}

/** Lists leave the requests of a cancellation out; only the single order has them. */
function lacksCancelRequests(order: WireOrder): boolean {
  const cancel = order.cancelStatus;
  if (!cancel?.cancelState || cancel.cancelState === "NONE_REQUESTED") return false;
  return (cancel.cancelRequests ?? []).length === 0;
}

/** Failures that repeat for this one order only: they must not stop the orders after it. */
function isOfThisOrder(error: unknown): boolean {
  if (!ConnectorError.is(error)) return false;
  return ["not_found", "bad_response", "rejected", "invalid_request", "conflict"].includes(error.code);
}

function unreadable(raw: unknown, error: z.ZodError): PageProblem {
  const id = (raw as { orderId?: unknown } | null)?.orderId;
  const message = error.issues.map((issue) => `${issue.path.map(String).join(".") || "order"}: ${issue.message}`);
  return { externalId: typeof id === "string" ? id : null, message: message.join("; "), raw };
}

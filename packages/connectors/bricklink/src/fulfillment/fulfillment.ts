import {
  type CallOptions,
  ConnectorError,
  callLimits,
  type FulfillmentCapability,
  type ShipRequest,
} from "@counterfoil/connector-kit";
import type { Order, Shipment } from "@counterfoil/core/model";
import { z } from "zod";
import type { BricklinkCall, BricklinkClient } from "../bricklink-client.ts";
import type { BricklinkContext } from "../bricklink-settings.ts";
import { readOrder } from "../orders/read-order.ts";

/**
 * Ships whole orders: the tracking number first, then the status, so that BrickLink's mail to the buyer carries the
 * number. Four calls an order. Carriers are not known to BrickLink, so none are named and none is sent.
 */
export function createFulfillment(client: BricklinkClient, context: BricklinkContext): FulfillmentCapability {
  const startOfCall = (options?: CallOptions): BricklinkCall => ({
    ...callLimits(options, context.now),
    lane: "send_tracking",
  });
  return {
    async ship(request, options) {
      const call = startOfCall(options);
      const order = await readOrder(client, request.orderExternalId, call);
      const present = order.shipments[0];
      if (present) return sameShipment(present, request);
      refuseWhatCannotShip(order, request);
      await sendTracking(client, request, call);
      await client.setOrderStatus(order.externalId, "SHIPPED", call);
      return shipmentOf(request, order);
    },
    async reconcile(request, options) {
      const order = await readOrder(client, request.orderExternalId, startOfCall(options));
      const present = order.shipments[0];
      return present && isSame(present, request) ? present : null;
    },
    carriers: async () => [],
  };
}

function isSame(shipment: Shipment, request: ShipRequest): boolean {
  return request.trackingNumber === null || shipment.trackingNumber === request.trackingNumber;
}

/** Repeating a request that took effect answers its shipment; another number for a shipped order is refused. */
function sameShipment(present: Shipment, request: ShipRequest): Shipment {
  if (isSame(present, request)) return present;
  const number = present.trackingNumber ?? "no tracking number";
  const message = `The order is already shipped on BrickLink, with ${number}.`;
  throw new ConnectorError({ code: "conflict", message, operation: "PUT /orders/{id}/status" });
}

function refuseWhatCannotShip(order: Order, request: ShipRequest): void {
  if (order.status === "cancelled") {
    const message = "The order is cancelled on BrickLink and cannot be shipped.";
    throw new ConnectorError({ code: "conflict", message, operation: "PUT /orders/{id}/status" });
  }
  const left = new Map(order.lines.map((line) => [line.externalId, line.quantity]));
  for (const line of request.lines ?? []) {
    left.set(line.lineExternalId, (left.get(line.lineExternalId) ?? 0) - line.quantity);
  }
  const partial = request.lines !== null && [...left.values()].some((quantity) => quantity !== 0);
  if (!partial) return;
  const message = "BrickLink ships whole orders only: send all lines of the order in one shipment.";
  throw new ConnectorError({ code: "unsupported", message, operation: "PUT /orders/{id}/status" });
}

async function sendTracking(client: BricklinkClient, request: ShipRequest, call: BricklinkCall): Promise<void> {
  const { orderExternalId, trackingNumber } = request;
  const number = trackingNumber === null ? {} : { tracking_no: trackingNumber };
  const answer = await client.updateShipping(orderExternalId, { ...number, date_shipped: wireDate(request) }, call);
  const taken = updatedOrder.safeParse(answer);
  if (trackingNumber === null || !taken.success || taken.data.shipping.tracking_no === trackingNumber) return;
  const message = "BrickLink did not take the tracking number, so the order was not marked as shipped.";
  throw new ConnectorError({ code: "rejected", message, operation: "PUT /orders/{id}" });
}

const updatedOrder = z.object({ shipping: z.object({ tracking_no: z.string().nullish() }) });

function shipmentOf(request: ShipRequest, order: Order): Shipment {
  return {
    externalId: null,
    carrier: null,
    trackingNumber: request.trackingNumber,
    shippedAt: wireDate(request),
    lines: order.lines
      .filter((line) => line.quantity > 0)
      .map((line) => ({ lineExternalId: line.externalId, quantity: line.quantity })),
  };
}

function wireDate(request: ShipRequest): string {
  return new Date(request.shippedAt).toISOString();
}

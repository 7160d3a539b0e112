import {
  type CallOptions,
  ConnectorError,
  callLimits,
  type FulfillmentCapability,
  type ShipRequest,
} from "@counterfoil/connector-kit";
import type { Order, Shipment } from "@counterfoil/core/model";
import type { BrickowlCall, BrickowlClient } from "../brickowl-client.ts";
import type { BrickowlContext } from "../brickowl-settings.ts";
import { shippedStatusId } from "../orders/order-status.ts";
import { readOrder } from "../orders/read-order.ts";

const operation = "POST /order/set_status";

/**
 * Ships whole orders: the tracking number first, then the status, so that Brick Owl's mail to the buyer carries the
 * number; then looks whether both are there. Six calls an order. Brick Owl keeps no carrier, so none is sent.
 */
export function createFulfillment(client: BrickowlClient, context: BrickowlContext): FulfillmentCapability {
  const start = (options?: CallOptions): { context: BrickowlContext; call: BrickowlCall } => ({
    context,
    call: { ...callLimits(options, context.now), lane: "send_tracking" },
  });
  return {
    async ship(request, options) {
      const run = start(options);
      const { orderExternalId: id, trackingNumber } = request;
      const order = await readOrder(client, id, run);
      const present = order.shipments[0];
      if (present) return sameShipment(present, request);
      refuseWhatCannotShip(order, request);
      if (trackingNumber !== null) await client.setTracking(id, trackingNumber, run.call);
      await client.setStatus(id, shippedStatusId, run.call);
      const shipment = (await readOrder(client, id, run)).shipments[0];
      if (shipment && isSame(shipment, request)) {
        return { ...shipment, shippedAt: new Date(request.shippedAt).toISOString() };
      }
      const message = "Brick Owl said yes, but the order does not show the shipment. Look at the order on Brick Owl.";
      throw new ConnectorError({ code: "rejected", message, operation });
    },
    async reconcile(request, options) {
      const present = (await readOrder(client, request.orderExternalId, start(options))).shipments[0];
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
  const message = `The order is already shipped on Brick Owl, with ${present.trackingNumber ?? "no tracking number"}.`;
  throw new ConnectorError({ code: "conflict", message, operation });
}

function refuseWhatCannotShip(order: Order, request: ShipRequest): void {
  if (order.status === "cancelled") {
    const message = "The order is cancelled on Brick Owl and cannot be shipped.";
    throw new ConnectorError({ code: "conflict", message, operation });
  }
  const left = new Map(order.lines.map((line) => [line.externalId, line.quantity]));
  for (const line of request.lines ?? []) {
    left.set(line.lineExternalId, (left.get(line.lineExternalId) ?? 0) - line.quantity);
  }
  if (request.lines === null || [...left.values()].every((quantity) => quantity === 0)) return;
  const message = "Brick Owl ships whole orders only: send all lines of the order in one shipment.";
  throw new ConnectorError({ code: "unsupported", message, operation });
}

import { ConnectorError, callLimits, type FulfillmentCapability, type ShipRequest } from "@counterfoil/connector-kit";
import type { Shipment } from "@counterfoil/core/model";
import type { FlipkartCall, FlipkartClient } from "../flipkart-client.ts";
import type { FlipkartContext } from "../flipkart-settings.ts";
import { courierOf, mapShipment, type ShipmentRecord } from "../orders/map-order.ts";
import { shipmentState } from "../orders/order-status.ts";
import {
  isAskedFor,
  isDispatched,
  isSelfShip,
  liveItems,
  readOrderShipments,
  wantedShipments,
} from "./order-shipments.ts";
import { dispatchSelfShip, selfShipOperation } from "./self-ship.ts";
import { dispatchStandard, readyOperation } from "./standard-dispatch.ts";

/**
 * Dispatch in Flipkart's two ways. Parcels of the seller's own courier take a carrier and a tracking number; those that
 * Flipkart's courier collects are packed and marked as ready, and get their number from Flipkart. Nothing is repeated
 * unread: Flipkart knows no idempotency key.
 */
export function createFulfillment(client: FlipkartClient, context: FlipkartContext): FulfillmentCapability {
  const { now } = context;
  return {
    async ship(request, options) {
      const call: FlipkartCall = { ...callLimits(options, now), lane: "send_tracking" };
      const records = wantedShipments(await readOrderShipments(client, request.orderExternalId, call), request);
      if (records.length === 0) throw refusal("conflict", "Nothing of this order is left to send on Flipkart.");
      requireWholeShipments(records, request);
      const open = records.filter(({ shipment }) => !isDispatched(shipment));
      if (open.length === 0) return sameShipment(records, request);
      requireOpenable(open, request);
      const own = open.filter(({ shipment }) => isSelfShip(shipment));
      const theirs = open.filter(({ shipment }) => !isSelfShip(shipment)).map(({ shipment }) => shipment);
      if (own.length > 0) await dispatchSelfShip(client, { records: own, request, context, call });
      if (theirs.length > 0) await dispatchStandard(client, theirs, { context, call });
      return shipmentOf(open, request);
    },

    async reconcile(request, options) {
      const call: FlipkartCall = { ...callLimits(options, now), lane: "send_tracking" };
      const records = wantedShipments(await readOrderShipments(client, request.orderExternalId, call), request);
      const found = records.filter((record) => isAskedFor(record, request));
      return found.length === 0 || found.length < records.length ? null : shipmentOf(found, request);
    },

    carriers: async () => [],
  };
}

/** What was sent, as one shipment: an order of several parcels is dispatched together. */
function shipmentOf(records: readonly ShipmentRecord[], request: ShipRequest): Shipment {
  const shipments = records.map(mapShipment);
  const told = shipments.find(({ trackingNumber }) => trackingNumber !== null);
  return {
    externalId: shipments.map(({ externalId }) => externalId).join(",") || null,
    carrier: request.carrier ?? told?.carrier ?? null,
    trackingNumber: request.trackingNumber ?? told?.trackingNumber ?? null,
    shippedAt: new Date(request.shippedAt).toISOString(),
    lines: shipments.flatMap(({ lines }) => lines),
  };
}

/** Repeating a request that took effect answers its shipment; another number for a parcel that left is refused. */
function sameShipment(records: readonly ShipmentRecord[], request: ShipRequest): Shipment {
  if (records.every((record) => isAskedFor(record, request))) return shipmentOf(records, request);
  const number = records.map(({ details }) => courierOf(details).trackingNumber).find((each) => each !== null);
  const how = number ? `with ${number}` : "with Flipkart's courier";
  throw refusal("conflict", `This order has left already, ${how}. Correct the number instead of sending it again.`);
}

// A shipment cannot be split by the seller.
function requireWholeShipments(records: readonly ShipmentRecord[], { lines }: ShipRequest): void {
  if (lines === null) return;
  const asked = new Map(lines.map(({ lineExternalId, quantity }) => [lineExternalId, quantity]));
  const missing = records.some(({ shipment }) =>
    liveItems(shipment).some(({ orderItemId }) => !asked.has(orderItemId)),
  );
  const units = new Map<string, number>();
  for (const { orderItemId, quantity } of records.flatMap(({ shipment }) => liveItems(shipment))) {
    units.set(orderItemId, (units.get(orderItemId) ?? 0) + quantity);
  }
  const uneven = [...asked].some(([id, quantity]) => units.get(id) !== quantity);
  if (!missing && !uneven) return;
  throw refusal("unsupported", "Flipkart ships whole shipments only: send all units of these lines together.");
}

function requireOpenable(records: readonly ShipmentRecord[], request: ShipRequest): void {
  if (records.some(({ shipment }) => shipment.hold)) {
    throw refusal("conflict", "Flipkart holds this order: it must not be sent until the hold is lifted.");
  }
  const unknown = records.find(({ shipment }) => !sendable.has(shipmentState(shipment)));
  if (unknown) {
    throw refusal("conflict", `Flipkart has this parcel as ${shipmentState(unknown.shipment)}: it cannot be sent now.`);
  }
  const theirs = records.some(({ shipment }) => !isSelfShip(shipment));
  if (theirs && request.trackingNumber !== null) {
    const message =
      "Flipkart's own courier collects this parcel and gives it its tracking number. Send it without one; the label is made by Flipkart.";
    throw new ConnectorError({ code: "unsupported", message, operation: readyOperation });
  }
}

const sendable: ReadonlySet<string> = new Set(["APPROVED", "PACKING_IN_PROGRESS", "PACKED"]);

function refusal(code: "conflict" | "unsupported", message: string): ConnectorError {
  return new ConnectorError({ code, message, operation: selfShipOperation });
}

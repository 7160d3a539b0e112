import { ConnectorError, type ShipRequest } from "@counterfoil/connector-kit";
import type { FlipkartCall, FlipkartClient } from "../flipkart-client.ts";
import type { WireShipment } from "../flipkart-schemas.ts";
import { courierOf, type ShipmentRecord } from "../orders/map-order.ts";
import { readDetails, readShipments } from "../orders/order-reader.ts";
import { hasLeft, shipmentState } from "../orders/order-status.ts";

/** The shipments of an order, with their couriers. Throws `not_found` for an order without any. */
export async function readOrderShipments(
  client: FlipkartClient,
  orderId: string,
  call: FlipkartCall,
): Promise<ShipmentRecord[]> {
  const { items } = readShipments(await client.shipmentsBy("orderIds", [orderId], call));
  const own = items.filter(({ shipment }) => shipment.orderItems.some((item) => item.orderId === orderId));
  if (own.length === 0) {
    const message = `Flipkart knows no order ${orderId}.`;
    throw new ConnectorError({ code: "not_found", message, operation: "GET /v3/shipments" });
  }
  const details = await readDetails(client, own, call);
  return own.map((record) => ({ ...record, ...details.of(record.shipment.shipmentId) }));
}

/** The shipments that a request is about: those with its lines, or all that are not cancelled. */
export function wantedShipments(records: readonly ShipmentRecord[], request: ShipRequest): ShipmentRecord[] {
  const live = records.filter(({ shipment }) => shipmentState(shipment) !== "CANCELLED");
  const { lines } = request;
  if (lines === null) return live;
  const ids = new Set(lines.map(({ lineExternalId }) => lineExternalId));
  return live.filter(({ shipment }) => liveItems(shipment).some(({ orderItemId }) => ids.has(orderItemId)));
}

/** Items of a shipment that are not cancelled. */
export function liveItems(shipment: WireShipment) {
  return shipment.orderItems.filter(({ status, quantity }) => status.toUpperCase() !== "CANCELLED" && quantity > 0);
}

export function isSelfShip(shipment: WireShipment): boolean {
  return shipment.shipmentType?.toUpperCase() === "SELF";
}

/** True once the seller's part is done: handed over by self-ship, or marked ready for Flipkart's courier. */
export function isDispatched(shipment: WireShipment): boolean {
  return hasLeft(shipment) || shipmentState(shipment) === "READY_TO_DISPATCH";
}

/** Whether a dispatched shipment is the one that was asked for. Flipkart's courier has numbers of its own. */
export function isAskedFor(record: ShipmentRecord, request: ShipRequest): boolean {
  if (!isDispatched(record.shipment)) return false;
  if (!isSelfShip(record.shipment)) return request.trackingNumber === null;
  const { trackingNumber } = courierOf(record.details);
  return request.trackingNumber === null || plain(trackingNumber) === plain(request.trackingNumber);
}

function plain(trackingNumber: string | null): string {
  return (trackingNumber ?? "").replace(/\s+/g, "").toUpperCase();
}

import type { ShipRequest } from "@counterfoil/connector-kit";
import type { Shipment } from "@counterfoil/core/model";
import { mapShipments } from "../orders/map-shipments.ts";
import { isCancelledUnit, isShippedUnit } from "../orders/order-status.ts";
import type { WireOrder } from "../schemas/order.ts";

/**
 * The shipment that a request asked for, among those of its order. With tracking: the same number, for the lines that
 * the request names. Without: the same lines, or the last parcel where nothing is left to ship.
 */
export function findShipment(request: ShipRequest, order: WireOrder): Shipment | null {
  const { lines, trackingNumber } = request;
  const shipments = mapShipments(order);
  if (lines === null && trackingNumber === null) return isAllShipped(order) ? (shipments.at(-1) ?? null) : null;
  const isAskedFor = (shipment: Shipment) =>
    (lines === null || sameLines(lines, shipment.lines)) &&
    (trackingNumber === null || plain(trackingNumber) === plain(shipment.trackingNumber ?? ""));
  return shipments.find(isAskedFor) ?? null;
}

function isAllShipped({ line_items: units }: WireOrder): boolean {
  return (units ?? []).every((unit) => isShippedUnit(unit) || isCancelledUnit(unit));
}

function sameLines(asked: NonNullable<ShipRequest["lines"]>, there: Shipment["lines"]): boolean {
  const key = (line: Shipment["lines"][number]) => `${line.lineExternalId} ${line.quantity}`;
  const wanted = asked.map(key).sort();
  const found = there.map(key).sort();
  return wanted.length === found.length && wanted.every((line, index) => line === found[index]);
}

/** Tracking numbers are compared by letters and digits: spaces on the label mean nothing. */
function plain(trackingNumber: string): string {
  return trackingNumber.replace(/[^A-Za-z0-9]/g, "").toUpperCase();
}

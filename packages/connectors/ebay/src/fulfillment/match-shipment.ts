import type { ShipRequest } from "@counterfoil/connector-kit";
import type { Shipment } from "@counterfoil/core/model";
import { plainTracking } from "./ship-body.ts";

/**
 * The shipment that a request asked for, among those eBay has. With tracking: the same number, for the same lines
 * where the request names them. Without: the same lines and the same time, since equal parcels may follow each other.
 */
export function findShipment(request: ShipRequest, shipments: readonly Shipment[]): Shipment | null {
  return shipments.find((shipment) => isAskedFor(request, shipment)) ?? null;
}

function isAskedFor(request: ShipRequest, shipment: Shipment): boolean {
  if (request.lines !== null && !sameLines(request.lines, shipment.lines)) return false;
  if (request.trackingNumber !== null) {
    const wanted = plainTracking(request.trackingNumber).toUpperCase();
    return plainTracking(shipment.trackingNumber ?? "").toUpperCase() === wanted;
  }
  return shipment.trackingNumber === null && sameSecond(request.shippedAt, shipment.shippedAt);
}

function sameLines(asked: NonNullable<ShipRequest["lines"]>, lines: Shipment["lines"]): boolean {
  const wanted = asked.map(({ lineExternalId, quantity }) => `${lineExternalId} ${quantity}`).sort();
  const there = lines.map(({ lineExternalId, quantity }) => `${lineExternalId} ${quantity}`).sort();
  return wanted.length === there.length && wanted.every((line, index) => line === there[index]);
}

function sameSecond(a: string, b: string | null): boolean {
  return b !== null && Math.floor(Date.parse(a) / 1000) === Math.floor(Date.parse(b) / 1000);
}

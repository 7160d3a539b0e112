import type { ShipRequest } from "@counterfoil/connector-kit";
import type { Shipment } from "@counterfoil/core/model";
import { packageReference } from "./package-reference.ts";

/**
 * The package that a request asked for, among those Amazon has: by the name that the request gives it, or by the same
 * tracking number for the same lines, as when it was entered in Seller Central.
 */
export function findShipment(request: ShipRequest, shipments: readonly Shipment[]): Shipment | null {
  const reference = packageReference(request.idempotencyKey);
  const named = shipments.find(({ externalId }) => externalId === reference);
  return named ?? shipments.find((shipment) => sameTracking(request, shipment) && sameLines(request, shipment)) ?? null;
}

function sameTracking({ trackingNumber }: ShipRequest, shipment: Shipment): boolean {
  if (trackingNumber === null || shipment.trackingNumber === null) return false;
  return plain(trackingNumber) === plain(shipment.trackingNumber);
}

function sameLines({ lines }: ShipRequest, shipment: Shipment): boolean {
  if (lines === null) return true;
  const wanted = lines.map(({ lineExternalId, quantity }) => `${lineExternalId} ${quantity}`).sort();
  const there = shipment.lines.map(({ lineExternalId, quantity }) => `${lineExternalId} ${quantity}`).sort();
  return wanted.length === there.length && wanted.every((line, index) => line === there[index]);
}

function plain(trackingNumber: string): string {
  return trackingNumber.replace(/[^A-Za-z0-9]/g, "").toUpperCase();
}

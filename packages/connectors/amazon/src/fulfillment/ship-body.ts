import { ConnectorError, type ShipRequest } from "@counterfoil/connector-kit";
import type { SourcedOrder } from "../orders/order-source.ts";
import { carrierOf } from "./carriers.ts";
import { packageReference } from "./package-reference.ts";

/** A package as `confirmShipment` wants it told. */
export interface ShipBody {
  marketplaceId: string;
  packageDetail: {
    packageReferenceId: string;
    carrierCode: string;
    carrierName?: string;
    trackingNumber: string;
    shipDate: string;
    orderItems: { orderItemId: string; quantity: number }[];
  };
}

/**
 * Builds the body of a shipment. Throws `invalid_request` for what Amazon would refuse, and `conflict` for an order, or
 * more units of a line, than are still to be shipped.
 */
export function shipBody(request: ShipRequest, sourced: SourcedOrder): ShipBody {
  const { marketplace } = sourced.order;
  const carrier = request.carrier?.trim();
  const trackingNumber = request.trackingNumber?.trim();
  const shippedAt = Date.parse(request.shippedAt);
  if (!carrier) throw refused("Amazon wants to know the carrier of every package.");
  if (!trackingNumber) throw refused("Amazon takes no shipment without a tracking number.");
  if (Number.isNaN(shippedAt)) throw refused("The date of shipment is not a date.");
  if (marketplace === null)
    throw refused("This order was not placed in one of Amazon's shops: Amazon takes no shipment of it.");
  return {
    marketplaceId: marketplace,
    packageDetail: {
      packageReferenceId: packageReference(request.idempotencyKey),
      ...carrierOf(carrier),
      trackingNumber,
      shipDate: new Date(shippedAt).toISOString(),
      orderItems: orderItems(request, sourced),
    },
  };
}

function orderItems({ lines, orderExternalId }: ShipRequest, { open }: SourcedOrder) {
  const wanted = lines ?? open;
  if (wanted.length === 0) throw conflict(`Nothing of order ${orderExternalId} is left to ship.`);
  return wanted.map(({ lineExternalId, quantity }) => {
    const left = open.find((line) => line.lineExternalId === lineExternalId)?.quantity ?? 0;
    if (quantity < 1) throw refused("A package holds at least one unit of each of its lines.");
    if (quantity > left) {
      throw conflict(`Of line ${lineExternalId}, ${left} can still be shipped, not ${quantity}.`);
    }
    return { orderItemId: lineExternalId, quantity };
  });
}

function refused(message: string): ConnectorError {
  return new ConnectorError({ code: "invalid_request", message, operation: "ship" });
}

function conflict(message: string): ConnectorError {
  return new ConnectorError({ code: "conflict", message, operation: "ship" });
}

import { ConnectorError, type ShipRequest } from "@counterfoil/connector-kit";
import { carrierCode } from "./carriers.ts";

/** A parcel as eBay wants it told. */
export interface ShipBody {
  lineItems: { lineItemId: string; quantity: number }[];
  shippedDate: string;
  shippingCarrierCode?: string;
  trackingNumber?: string;
}

/** eBay takes letters and digits only; spaces and hyphens on the label are left out. */
export function plainTracking(trackingNumber: string): string {
  return trackingNumber.replace(/[^A-Za-z0-9]/g, "");
}

/**
 * Builds the body of a shipment. Throws `invalid_request` for what eBay would refuse: tracking without a carrier or
 * the reverse, no lines, no date.
 */
export function shipBody(request: ShipRequest, lines: ShipBody["lineItems"]): ShipBody {
  const tracking = request.trackingNumber === null ? null : plainTracking(request.trackingNumber);
  const carrier = request.carrier?.trim() ? carrierCode(request.carrier) : null;
  if (tracking === "") throw refusedRequest("The tracking number holds no letter and no digit.");
  if (tracking !== null && carrier === null)
    throw refusedRequest("eBay takes a tracking number only with its carrier.");
  if (carrier !== null && tracking === null) throw refusedRequest("eBay takes a carrier only with a tracking number.");
  if (lines.length === 0) throw refusedRequest("Nothing of this order is left to ship.");
  const shippedAt = Date.parse(request.shippedAt);
  if (Number.isNaN(shippedAt)) throw refusedRequest("The date of shipment is not a date.");
  return {
    lineItems: lines,
    shippedDate: new Date(shippedAt).toISOString(),
    ...(tracking !== null && carrier !== null && { shippingCarrierCode: carrier, trackingNumber: tracking }),
  };
}

function refusedRequest(message: string): ConnectorError {
  return new ConnectorError({ code: "invalid_request", message, operation: "ship" });
}

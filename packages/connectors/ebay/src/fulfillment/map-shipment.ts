import type { Shipment } from "@counterfoil/core/model";
import type { WireFulfillment } from "../ebay-schemas.ts";
import { textOrNull, timestamp } from "../ebay-values.ts";

/** One of eBay's shipping fulfillments, which is one parcel. */
export function mapShipment(fulfillment: WireFulfillment): Shipment {
  return {
    externalId: fulfillment.fulfillmentId,
    carrier: textOrNull(fulfillment.shippingCarrierCode),
    trackingNumber: textOrNull(fulfillment.shipmentTrackingNumber),
    shippedAt: timestamp(fulfillment.shippedDate),
    lines: (fulfillment.lineItems ?? []).map((line) => ({
      lineExternalId: line.lineItemId,
      quantity: line.quantity ?? 1,
    })),
  };
}

import { ConnectorError, type ShipRequest } from "@counterfoil/connector-kit";
import type { FlipkartCall, FlipkartClient } from "../flipkart-client.ts";
import { itemError, succeeded } from "../flipkart-errors.ts";
import type { FlipkartContext } from "../flipkart-settings.ts";
import { indianDay, indianTime } from "../flipkart-values.ts";
import type { ShipmentRecord } from "../orders/map-order.ts";
import { liveItems } from "./order-shipments.ts";

const dayMs = 86_400_000;
const defaultDeliveryDays = 5;
/** Partners that Flipkart is seen to know by a code; all others go by their name alone. */
const partnerCodes: ReadonlyMap<string, string> = new Map([["DELHIVERY", "DELHIVERY"]]);
const otherPartner = "Other";

export const selfShipOperation = "POST /v3/shipments/selfShip/dispatch";

/** Tells Flipkart that the seller's own courier has the parcels. Throws the error of the first that it refuses. */
export async function dispatchSelfShip(
  client: FlipkartClient,
  {
    records,
    request,
    context,
    call,
  }: {
    records: readonly ShipmentRecord[];
    request: ShipRequest;
    context: Pick<FlipkartContext, "credentials" | "now">;
    call: FlipkartCall;
  },
): Promise<void> {
  const shipments = records.map((record) => dispatchBody(record, request, context));
  const results = await client.change(selfShipOperation, { shipments }, call);
  for (const { shipmentId } of shipments) {
    const result = results.find((each) => each.shipmentId === shipmentId);
    if (result === undefined || !succeeded(result)) {
      throw itemError(selfShipOperation, result, `the dispatch of shipment ${shipmentId}`);
    }
  }
}

/** What Flipkart wants of one parcel. It was dispatched today or before, and arrives today or later. */
export function dispatchBody(
  { shipment }: Pick<ShipmentRecord, "shipment">,
  request: Pick<ShipRequest, "carrier" | "trackingNumber" | "shippedAt">,
  { credentials, now }: Pick<FlipkartContext, "credentials" | "now">,
) {
  const asked = Date.parse(request.shippedAt);
  if (Number.isNaN(asked)) {
    throw new ConnectorError({
      code: "invalid_request",
      message: "The time of dispatch is no time.",
      operation: selfShipOperation,
    });
  }
  const dispatchedAt = Math.min(asked, now());
  const days = Number(credentials.deliveryDays ?? defaultDeliveryDays);
  const deliveredAt = Math.max(dispatchedAt + days * dayMs, now());
  const partner = request.carrier ?? otherPartner;
  return {
    shipmentId: shipment.shipmentId,
    ...(shipment.locationId && { locationId: shipment.locationId }),
    dispatchDate: indianTime(dispatchedAt),
    tentativeDeliveryDate: indianTime(deliveredAt),
    deliveryPartner: partner,
    deliveryPartnerCode: partnerCodes.get(partner.toUpperCase()) ?? otherPartner,
    ...(request.trackingNumber !== null && { trackingId: request.trackingNumber }),
    invoice: {
      invoiceDate: indianDay(dispatchedAt),
      items: liveItems(shipment).map(({ orderItemId, quantity }) => ({ orderItemId, quantity: Math.trunc(quantity) })),
    },
  };
}

import { ConnectorError, callLimits, type DocumentsCapability } from "@counterfoil/connector-kit";
import type { FlipkartClient } from "../flipkart-client.ts";
import type { WireShipment } from "../flipkart-schemas.ts";
import type { FlipkartContext } from "../flipkart-settings.ts";
import { isSelfShip, readOrderShipments } from "../fulfillment/order-shipments.ts";
import { courierOf } from "../orders/map-order.ts";
import { shipmentState } from "../orders/order-status.ts";
import type { FlipkartLabels } from "./labels.ts";

/** Before these there is neither label nor invoice. */
const unpacked: ReadonlySet<string> = new Set(["APPROVED", "PACKING_IN_PROGRESS", "FORM_FAILED"]);

/** Label and invoice of an order's parcels, in one PDF: Flipkart wants both on the parcel. */
export function createDocuments(
  client: FlipkartClient,
  context: FlipkartContext,
  labels: FlipkartLabels,
): DocumentsCapability {
  return {
    async labels(orderExternalId, options) {
      const call = { ...callLimits(options, context.now), lane: "send_tracking" } as const;
      const records = await readOrderShipments(client, orderExternalId, call);
      const ids = new Set(labelled(records.map(({ shipment }) => shipment)));
      const { content, contentType } = await labels.labelAndInvoice([...ids], options);
      const numbers = records
        .filter(({ shipment }) => ids.has(shipment.shipmentId))
        .map(({ details }) => courierOf(details).trackingNumber);
      const trackingNumber = numbers.length === 1 ? (numbers[0] ?? null) : null;
      return [{ kind: "label-and-invoice", content, contentType, trackingNumber }];
    },
  };
}

function labelled(shipments: readonly WireShipment[]): string[] {
  const live = shipments.filter((shipment) => shipmentState(shipment) !== "CANCELLED");
  if (live.length === 0) throw noLabel("This order is cancelled: there is nothing to send.");
  const collected = live.filter((shipment) => !isSelfShip(shipment));
  if (collected.length === 0) {
    throw noLabel("You send this parcel with a courier of your own: the label comes from that courier.");
  }
  const packed = collected.filter((shipment) => !unpacked.has(shipmentState(shipment)));
  if (packed.length > 0) return packed.map(({ shipmentId }) => shipmentId);
  throw noLabel("Flipkart makes label and invoice when the parcel is packed. Mark the order as sent first.");
}

function noLabel(message: string): ConnectorError {
  return new ConnectorError({ code: "rejected", message, operation: "GET /v3/shipments/{ids}/labels" });
}

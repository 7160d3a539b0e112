import { type CallOptions, ConnectorError, callLimits, jsonBody, percentEncode } from "@counterfoil/connector-kit";
import { z } from "zod";
import type { FlipkartCall, FlipkartClient } from "../flipkart-client.ts";
import { itemError, succeeded } from "../flipkart-errors.ts";
import { itemResultSchema } from "../flipkart-schemas.ts";
import type { FlipkartContext } from "../flipkart-settings.ts";
import { indianTime } from "../flipkart-values.ts";
import { readOrderShipments } from "./order-shipments.ts";

/** A corrected tracking number of a parcel that the seller's own courier has. */
export interface TrackingCorrection {
  shipmentId: string;
  trackingNumber: string;
  carrier: string | null;
  /** ISO 8601; when the parcel should arrive. */
  deliveryAt: string;
}

/** A reason why a parcel could not be handed over, and when it is tried again. */
export interface FailedAttempt {
  shipmentId: string;
  locationId?: string;
  /** ISO 8601. */
  attemptedAt: string;
  reason: string;
  subReason?: string;
  /** ISO 8601. */
  nextAttemptAt: string;
}

/** What a seller with an own courier tells Flipkart after dispatch. */
export interface FlipkartParcels {
  /** Shipments of an order, as Flipkart names them. Throws `not_found`. */
  ofOrder(orderExternalId: string, options?: CallOptions): Promise<{ shipmentId: string; locationId: string | null }[]>;
  /** Changes the tracking number. Throws `rejected` where Flipkart refuses. */
  correctTracking(correction: TrackingCorrection, options?: CallOptions): Promise<void>;
  delivered(
    parcel: { shipmentId: string; locationId?: string; deliveredAt: string },
    options?: CallOptions,
  ): Promise<void>;
  attemptFailed(attempt: FailedAttempt, options?: CallOptions): Promise<void>;
}

const deliveryOperation = "POST /v3/shipments/selfShip/delivery";
const attemptOperation = "POST /v3/shipments/selfShip/deliveryAttempt";
const updateOperation = "POST /v3/shipments/{shipmentId}/update";

export function createParcels(client: FlipkartClient, context: Pick<FlipkartContext, "now">): FlipkartParcels {
  const begin = (options?: CallOptions): FlipkartCall => ({
    ...callLimits(options, context.now),
    lane: "send_tracking",
  });
  const tell = async (
    operation: string,
    shipment: { shipmentId: string; deliveryDate: string },
    call: FlipkartCall,
  ) => {
    const results = await client.change(operation, { shipments: [shipment] }, call);
    const result = results.find(({ shipmentId }) => shipmentId === shipment.shipmentId) ?? results[0];
    if (result === undefined || !succeeded(result)) {
      throw itemError(operation, result, `this of shipment ${shipment.shipmentId}`);
    }
  };
  return {
    async ofOrder(orderExternalId, options) {
      const records = await readOrderShipments(client, orderExternalId, begin(options));
      return records.map(({ shipment: { shipmentId, locationId } }) => ({
        shipmentId,
        locationId: locationId ?? null,
      }));
    },
    async correctTracking({ shipmentId, trackingNumber, carrier, deliveryAt }, options) {
      // This one call of the family has names with underscores.
      const json = {
        shipment_id: shipmentId,
        tracking_id: trackingNumber,
        ...(carrier !== null && { delivery_partner: carrier }),
        tentative_delivery_date: wireTime(deliveryAt),
      };
      const path = `/v3/shipments/${percentEncode(shipmentId)}/update`;
      const request = { operation: updateOperation, path, method: "POST", effect: "idempotent_write", json } as const;
      const { data } = await client.send({ ...request, decode: jsonBody(updateAnswer) }, begin(options));
      const result = data.shipments?.[0] ?? data;
      const status = result.processingStatus ?? result.status;
      if (status && status.toUpperCase() !== "SUCCESS") {
        throw itemError(updateOperation, result, `the tracking number of shipment ${shipmentId}`);
      }
    },
    delivered: async ({ shipmentId, locationId, deliveredAt }, options) =>
      tell(
        deliveryOperation,
        { shipmentId, ...(locationId && { locationId }), deliveryDate: wireTime(deliveredAt) },
        begin(options),
      ),
    attemptFailed: async ({ shipmentId, locationId, attemptedAt, reason, subReason, nextAttemptAt }, options) => {
      const failureAttributes = { reason, ...(subReason && { subReason }), newDeliveryDate: wireTime(nextAttemptAt) };
      const shipment = {
        shipmentId,
        ...(locationId && { locationId }),
        deliveryDate: wireTime(attemptedAt),
        failureAttributes,
      };
      return tell(attemptOperation, shipment, begin(options));
    },
  };
}

const updateAnswer = itemResultSchema.extend({ shipments: z.array(itemResultSchema).nullish() });

function wireTime(iso: string): string {
  const time = Date.parse(iso);
  if (Number.isNaN(time)) {
    throw new ConnectorError({ code: "invalid_request", message: `${iso} is no time.`, operation: deliveryOperation });
  }
  return indianTime(time);
}

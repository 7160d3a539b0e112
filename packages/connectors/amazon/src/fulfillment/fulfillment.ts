import {
  type CallLimits,
  ConnectorError,
  callLimits,
  type FulfillmentCapability,
  noBody,
  type ShipRequest,
} from "@counterfoil/connector-kit";
import type { Shipment } from "@counterfoil/core/model";
import type { AmazonClient } from "../amazon-client.ts";
import type { OrderSource, SourcedOrder } from "../orders/order-source.ts";
import { amazonCarriers } from "./carriers.ts";
import { findShipment } from "./match-shipment.ts";
import { type ShipBody, shipBody } from "./ship-body.ts";

/** Shipments of orders that the seller ships, one package a call. */
export function createFulfillment(client: AmazonClient, source: OrderSource, now: () => number): FulfillmentCapability {
  const read = (orderId: string, limits: CallLimits) => source.get(orderId, "send_tracking", limits);
  return {
    async ship(request, options) {
      const limits = callLimits(options, now);
      const sourced = await read(request.orderExternalId, limits);
      const there = findShipment(request, sourced.order.shipments);
      if (there) return there;
      refuseOthersWork(sourced);
      const body = shipBody(request, sourced);
      try {
        return await confirm(client, { request, body, limits });
      } catch (error) {
        return await foundInstead(error, request, () => read(request.orderExternalId, limits));
      }
    },

    async reconcile(request, options) {
      const { order } = await read(request.orderExternalId, callLimits(options, now));
      return findShipment(request, order.shipments);
    },

    carriers: async () => amazonCarriers,
  };
}

function refuseOthersWork({ order, fulfilledByAmazon, programs }: SourcedOrder): void {
  const reason = fulfilledByAmazon
    ? "is shipped from Amazon's own warehouse"
    : programs.includes("FBM_SHIP_PLUS")
      ? "is of Amazon's Ship+ programme, which takes its labels and confirmations in Seller Central only"
      : null;
  if (reason === null) return;
  throw new ConnectorError({
    code: "rejected",
    message: `Order ${order.externalId} ${reason}: it cannot be confirmed from here.`,
    operation: "ship",
  });
}

async function confirm(
  client: AmazonClient,
  { request, body, limits }: { request: ShipRequest; body: ShipBody; limits: CallLimits },
): Promise<Shipment> {
  const { packageDetail: sent } = body;
  await client.call(
    {
      operation: "confirmShipment",
      lane: "send_tracking",
      effect: "write",
      path: { orderId: request.orderExternalId },
      json: body,
      decode: noBody,
    },
    limits,
  );
  return {
    externalId: sent.packageReferenceId,
    carrier: sent.carrierName ?? sent.carrierCode,
    trackingNumber: sent.trackingNumber,
    shippedAt: sent.shipDate,
    lines: sent.orderItems.map(({ orderItemId, quantity }) => ({ lineExternalId: orderItemId, quantity })),
  };
}

/**
 * Amazon refuses what it has already, and an answer may get lost: if the package is there, that is the answer. Should it
 * be there but not shown yet, asking again corrects it to what it is, since the request's key names it.
 */
async function foundInstead(
  error: unknown,
  request: ShipRequest,
  read: () => Promise<SourcedOrder>,
): Promise<Shipment> {
  if (!ConnectorError.is(error) || !["invalid_request", "outcome_unknown"].includes(error.code)) throw error;
  const found = await shipmentThere(error, request, read);
  if (found) return found;
  throw error.code === "outcome_unknown" ? error : rejected(error);
}

/** A reading that fails says nothing: the first error stands. */
async function shipmentThere(error: ConnectorError, request: ShipRequest, read: () => Promise<SourcedOrder>) {
  try {
    return findShipment(request, (await read()).order.shipments);
  } catch (second) {
    if (ConnectorError.is(second)) throw error;
    throw second;
  }
}

/** A 400 of this call is a verdict on the shipment, in Amazon's words. */
function rejected(error: ConnectorError): ConnectorError {
  return new ConnectorError({
    code: "rejected",
    message: error.message,
    operation: error.operation,
    status: error.status,
    platformCode: error.platformCode,
    issues: error.issues,
    cause: error,
  });
}

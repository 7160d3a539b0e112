import {
  type CallLimits,
  ConnectorError,
  callLimits,
  type FulfillmentCapability,
  jsonBody,
  noBody,
  type ShipRequest,
} from "@counterfoil/connector-kit";
import type { Shipment } from "@counterfoil/core/model";
import type { EbayClient } from "../ebay-client.ts";
import { fulfillmentListSchema, wireOrderSchema } from "../ebay-schemas.ts";
import { carriersSchema } from "../trading/trading-schemas.ts";
import { commonCarriers, type EbayCarrier } from "./carriers.ts";
import { mapShipment } from "./map-shipment.ts";
import { findShipment } from "./match-shipment.ts";
import { type ShipBody, shipBody } from "./ship-body.ts";

const carriersKeptMs = 3_600_000;

/** Shipments by the Fulfillment API. eBay can neither change nor delete one, so each is looked for before it is made. */
export function createFulfillment(client: EbayClient, now: () => number): FulfillmentCapability {
  let carriers: { list: readonly EbayCarrier[]; until: number } | null = null;

  return {
    async ship(request, options) {
      const limits = callLimits(options, now);
      // Refuses what eBay would refuse before anything is asked of it.
      shipBody(request, [{ lineItemId: "any", quantity: 1 }]);
      const known = await readShipments(client, request.orderExternalId, limits);
      const existing = findShipment(request, known);
      if (existing) return existing;
      const lines = request.lines
        ? request.lines.map(({ lineExternalId, quantity }) => ({ lineItemId: lineExternalId, quantity }))
        : await linesLeft(client, { orderId: request.orderExternalId, known, limits });
      const body = shipBody(request, lines);
      try {
        return await post(client, { request, body, limits });
      } catch (error) {
        return answerOfConflict(error, () => readShipments(client, request.orderExternalId, limits), request);
      }
    },

    async reconcile(request, options) {
      const limits = callLimits(options, now);
      return findShipment(request, await readShipments(client, request.orderExternalId, limits));
    },

    async carriers(options) {
      if (carriers && carriers.until > now()) return carriers.list;
      const list = await readCarriers(client, callLimits(options, now));
      carriers = { list, until: now() + carriersKeptMs };
      return list;
    },
  };
}

function shipmentsPath(orderId: string): string {
  return `/sell/fulfillment/v1/order/${encodeURIComponent(orderId)}/shipping_fulfillment`;
}

async function readShipments(client: EbayClient, orderId: string, limits: CallLimits): Promise<Shipment[]> {
  const { data } = await client.rest(
    {
      api: "Fulfillment",
      operation: "GET /sell/fulfillment/v1/order/{orderId}/shipping_fulfillment",
      lane: "send_tracking",
      path: shipmentsPath(orderId),
      decode: jsonBody(fulfillmentListSchema),
    },
    limits,
  );
  return (data.fulfillments ?? []).map(mapShipment);
}

/** Lines with the units that no parcel has yet. */
async function linesLeft(
  client: EbayClient,
  context: { orderId: string; known: readonly Shipment[]; limits: CallLimits },
): Promise<ShipBody["lineItems"]> {
  const { data: order } = await client.rest(
    {
      api: "Fulfillment",
      operation: "GET /sell/fulfillment/v1/order/{orderId}",
      lane: "send_tracking",
      path: `/sell/fulfillment/v1/order/${encodeURIComponent(context.orderId)}`,
      decode: jsonBody(wireOrderSchema),
    },
    context.limits,
  );
  const shipped = context.known.flatMap(({ lines }) => lines);
  return (order.lineItems ?? []).flatMap(({ lineItemId, quantity, lineItemFulfillmentStatus }) => {
    const gone = shipped.filter(({ lineExternalId }) => lineExternalId === lineItemId);
    const left = quantity - gone.reduce((sum, line) => sum + line.quantity, 0);
    return left > 0 && lineItemFulfillmentStatus !== "FULFILLED" ? [{ lineItemId, quantity: left }] : [];
  });
}

async function post(
  client: EbayClient,
  { request, body, limits }: { request: ShipRequest; body: ShipBody; limits: CallLimits },
): Promise<Shipment> {
  const { headers } = await client.rest(
    {
      api: "Fulfillment",
      operation: "POST /sell/fulfillment/v1/order/{orderId}/shipping_fulfillment",
      lane: "send_tracking",
      method: "POST",
      effect: "write",
      path: shipmentsPath(request.orderExternalId),
      json: body,
      decode: noBody,
    },
    limits,
  );
  return {
    externalId: idOfLocation(headers.get("location")) ?? body.trackingNumber ?? null,
    carrier: body.shippingCarrierCode ?? null,
    trackingNumber: body.trackingNumber ?? null,
    shippedAt: body.shippedDate,
    lines: body.lineItems.map(({ lineItemId, quantity }) => ({ lineExternalId: lineItemId, quantity })),
  };
}

/** The last part of the new shipment's address. */
function idOfLocation(location: string | null): string | null {
  const last = location?.split(/[?#]/)[0]?.split("/").at(-1);
  return last ? decodeURIComponent(last) : null;
}

/** eBay says that the parcel is there already: if it is the one asked for, that is the answer. */
async function answerOfConflict(
  error: unknown,
  read: () => Promise<Shipment[]>,
  request: ShipRequest,
): Promise<Shipment> {
  if (!ConnectorError.is(error) || error.code !== "conflict") throw error;
  const found = findShipment(request, await read());
  if (!found) throw error;
  return found;
}

/** eBay's carriers for the marketplace; the common ones where it gives none. */
async function readCarriers(client: EbayClient, limits: CallLimits): Promise<readonly EbayCarrier[]> {
  try {
    const answer = await client.trading(
      {
        name: "GeteBayDetails",
        request: { DetailName: "ShippingCarrierDetails" },
        schema: carriersSchema,
        lane: "refresh_catalogue",
        effect: "read",
      },
      limits,
    );
    const list = answer.ShippingCarrierDetails.map(({ ShippingCarrier: code, Description }) => ({
      code,
      name: Description ?? code,
    }));
    return list.length > 0 ? list : commonCarriers;
  } catch (error) {
    if (ConnectorError.is(error) && (error.code === "rejected" || error.code === "permission_denied"))
      return commonCarriers;
    throw error;
  }
}

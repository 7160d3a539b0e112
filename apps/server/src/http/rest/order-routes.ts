import { createHash } from "node:crypto";
import { z } from "zod";
import { invalid } from "../../services/service-error.ts";
import {
  envelope,
  enveloped,
  pageQuery,
  pageWanted,
  pagination,
  paginationOf,
  platformName,
  platformParameter,
} from "./common-schemas.ts";
import { carrierWire, orderOnWire, orderRowOnWire, orderRowWire, orderWire } from "./order-schemas.ts";
import { type RestCall, restRoute } from "./rest-route.ts";

const base = "/api/v1/platforms";
const tag = "Orders";
const orderPath = z.object({ orderId: z.uuid() });

const pending = restRoute({
  ...{ method: "get", path: `${base}/orders/pending`, operationId: "listPendingOrders", tag, scope: "orders:read" },
  summary: "Paid orders that wait to be sent, the next due first.",
  input: { query: pageQuery.extend({ platform: platformParameter.optional() }) },
  responses: {
    200: {
      description: "A page of orders.",
      schema: envelope(z.object({ orders: z.array(orderRowWire), pagination })),
    },
  },
  handle: async (call) => {
    const { platform, ...page } = call.query;
    const found = await call.api.orders.list({
      ...{ status: ["paid", "packed", "partially_shipped"], sort: "ship_by", ...pageWanted(page) },
      ...(platform && { platform: platformName(platform) }),
    });
    const data = { orders: found.orders.map(orderRowOnWire), pagination: paginationOf(page, found) };
    return enveloped(`${found.total} orders wait.`, data);
  },
});

const read = restRoute({
  ...{ method: "get", path: `${base}/orders/{orderId}`, operationId: "readOrder", tag, scope: "orders:read" },
  summary: "An order with its lines, units and shipments, and the carriers that its platform takes.",
  input: { path: orderPath },
  responses: {
    200: {
      description: "The order.",
      schema: envelope(z.object({ order: orderWire, shippingProviders: z.array(carrierWire) })),
    },
  },
  handle: async (call) => {
    const order = await call.api.orders.get({ id: call.path.orderId });
    return enveloped("The order.", { order: orderOnWire(order), shippingProviders: order.carriers });
  },
});

const lineItem = z.object({
  lineItemId: z.string().min(1).max(200).meta({ description: "The line's id, here or on the platform." }),
  quantity: z.number().int().min(1),
});

export const parcelBody = z.object({
  trackingNumber: z.string().trim().min(1).max(100),
  carrier: z.string().trim().min(1).max(100),
  carrierCode: z.string().trim().min(1).max(100).optional(),
  shipDate: z.union([z.iso.datetime({ offset: true }), z.iso.date()]).optional(),
  packageReferenceId: z.string().min(1).max(100).optional().meta({ description: "Your own name for the package." }),
  lineItems: z.array(lineItem).min(1).max(200).optional().meta({ description: "Left out: everything that is left." }),
});
type ParcelBody = z.infer<typeof parcelBody>;

const sentWire = z
  .object({
    orderId: z.string(),
    platformOrderId: z.string(),
    trackingNumber: z.string().nullable(),
    carrier: z.string().nullable(),
    fulfillmentDate: z.string().nullable(),
    shipmentId: z.string(),
  })
  .meta({ id: "SentPackage" });

const fulfill = restRoute({
  ...{ method: "post", path: `${base}/orders/{orderId}/fulfill`, operationId: "fulfillOrder", tag },
  ...{ scope: "orders:write", summary: "Tell the platform that a package left." },
  description: "The same package asked for twice is one shipment. An order that is already sent answers 409.",
  input: { path: orderPath, body: parcelBody },
  responses: { 200: { description: "The platform knows.", schema: envelope(sentWire) } },
  handle: async (call) => {
    const { orderId } = call.path;
    const { body } = call;
    const lines = body.lineItems === undefined ? undefined : await linesOf(call, body.lineItems);
    const { shipmentId } = await call.api.orders.dispatch({
      ...{ orderId, trackingNumber: body.trackingNumber, carrier: body.carrierCode ?? body.carrier },
      ...(lines && { lines }),
      shippedAt: momentOf(body.shipDate) ?? call.service.now().toISOString(),
      idempotencyKey: packageKey(call, body),
    });
    const order = await call.api.orders.get({ id: orderId });
    const shipment = order.shipments.find(({ id }) => id === shipmentId);
    return enveloped("The platform was told.", {
      ...{ orderId, platformOrderId: order.platformOrderId, shipmentId },
      ...{
        trackingNumber: shipment?.trackingNumber ?? body.trackingNumber,
        carrier: shipment?.carrier ?? body.carrier,
      },
      fulfillmentDate: shipment?.shippedAt ?? null,
    });
  },
});

/** A day is meant from its beginning. */
export function momentOf(date: string | undefined): string | undefined {
  return date?.length === 10 ? `${date}T00:00:00.000Z` : date;
}

/** One package, one key: the caller's own, or what tells this package from others of the order. */
function packageKey(call: RestCall<{ orderId: string }, unknown, unknown>, body: ParcelBody): string {
  const own = call.headers.get("idempotency-key") ?? body.packageReferenceId ?? null;
  const told = [body.trackingNumber, body.carrierCode ?? body.carrier, body.lineItems ?? null];
  const parts = [call.session.user.id, call.path.orderId, own ?? told];
  return `rest:${createHash("sha256").update(JSON.stringify(parts)).digest("base64url")}`;
}

async function linesOf(call: RestCall<{ orderId: string }, unknown, unknown>, items: z.infer<typeof lineItem>[]) {
  const { lines } = await call.api.orders.get({ id: call.path.orderId });
  return items.map(({ lineItemId, quantity }, index) => {
    const line = lines.find(({ id, externalId }) => id === lineItemId || externalId === lineItemId);
    if (line === undefined)
      throw invalid("This package cannot be sent as it is.", [
        { path: `lineItems.${index}.lineItemId`, message: "is not a line of this order" },
      ]);
    return { lineId: line.id, quantity };
  });
}

export const orderRoutes = [pending, read, fulfill];

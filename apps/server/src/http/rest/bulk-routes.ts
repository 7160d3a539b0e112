import { createHash } from "node:crypto";
import { z } from "zod";
import type { BatchParcelView } from "../../services/fulfillment/bulk-views.ts";
import { envelope } from "./common-schemas.ts";
import { momentOf } from "./order-routes.ts";
import { restRoute } from "./rest-route.ts";

const mostOrders = 500;

const parcel = z.object({
  orderId: z.string().min(1).max(200).meta({ description: "The order's id, or its number on the platform." }),
  trackingNumber: z.string().max(1000).nullish(),
  carrier: z.string().max(1000).nullish(),
  carrierCode: z.string().max(1000).nullish(),
  shipDate: z.string().max(100).nullish(),
  lineItems: z
    .array(z.object({ lineItemId: z.string().max(200), quantity: z.number() }))
    .max(200)
    .optional(),
});

const resultWire = z
  .object({
    orderId: z.string(),
    success: z.boolean(),
    shipmentId: z.string().nullable(),
    error: z.string().nullable(),
    code: z.string().nullable(),
  })
  .meta({ id: "BulkResult" });

const bulkWire = z.object({
  batchId: z.string(),
  successful: z.number().int(),
  failed: z.number().int(),
  results: z.array(resultWire),
  errors: z.array(z.object({ orderId: z.string(), error: z.string() })),
});

// `success` tells whether any went: a failure never comes with a 2xx.
const answerWire = z.object({ success: z.boolean(), message: z.string(), data: bulkWire });

function resultOf({ orderRef, state, shipmentId, message, code }: BatchParcelView): z.infer<typeof resultWire> {
  return { orderId: orderRef, success: state === "done", shipmentId, error: message, code };
}

/** Sends many orders; each answers for itself. */
export const bulkFulfillRoute = restRoute({
  ...{ method: "post", path: "/api/v1/platforms/orders/bulk-fulfill", operationId: "bulkFulfill", tag: "Orders" },
  ...{ scope: "orders:write", summary: "Tell the platforms that many packages left." },
  description: "Each order answers for itself: one that cannot go stops no other. The same request twice is one batch.",
  input: { body: z.object({ orders: z.array(parcel).min(1).max(mostOrders) }) },
  responses: {
    200: { description: "All were sent.", schema: envelope(bulkWire) },
    207: { description: "Some were sent.", schema: answerWire },
    422: { description: "None was sent.", schema: answerWire.extend({ error: z.string(), code: z.string() }) },
  },
  handle: async (call) => {
    const orders = call.body.orders.map(({ carrierCode, carrier, shipDate, lineItems, ...rest }) => ({
      ...{ ...rest, carrier: carrierCode ?? carrier ?? null, shippedAt: momentOf(shipDate ?? undefined) ?? null },
      ...(lineItems && { lines: lineItems.map(({ lineItemId, quantity }) => ({ lineId: lineItemId, quantity })) }),
    }));
    const own = call.headers.get("idempotency-key") ?? call.body;
    const key = createHash("sha256")
      .update(JSON.stringify([call.session.user.id, own]))
      .digest("base64url");
    const batch = await call.api.orders.dispatchBulk({ orders, wait: true, idempotencyKey: `rest:${key}` });
    const results = batch.parcels.map(resultOf);
    const errors = results.flatMap(({ orderId, error }) => (error === null ? [] : [{ orderId, error }]));
    const { done: successful, failed } = batch;
    const data = { batchId: batch.id, successful, failed, results, errors };
    const message = `${successful} of ${batch.total} orders were sent.`;
    if (successful === 0)
      return {
        status: 422,
        body: {
          success: false,
          error: message,
          code: "none_sent",
          message,
          data,
          issues: [],
          remedy: null,
          requestId: call.service.requestId,
        },
      };
    return { status: failed === 0 ? 200 : 207, body: { success: true, message, data } };
  },
});

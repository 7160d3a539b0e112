import { orderStatuses } from "@counterfoil/core/model";
import { z } from "zod";
import { envelope, enveloped, platformName, platformParameter } from "./common-schemas.ts";
import { momentOf } from "./order-routes.ts";
import { orderOnWire, orderWire } from "./order-schemas.ts";
import { restRoute } from "./rest-route.ts";

const base = "/api/v1/platforms";
const moment = z.union([z.iso.datetime({ offset: true }), z.iso.date()]);

const setStatus = restRoute({
  ...{ method: "put", path: `${base}/orders/{orderId}/status`, operationId: "setOrderStatus", tag: "Orders" },
  ...{ scope: "orders:write", summary: "Move an order along its workflow by hand." },
  description:
    "A move that the workflow does not allow answers 409; `issues` name the moves that are. `force` moves all the same, and the order's history says so. With `shipped` and a tracking number the platform is told of the package.",
  input: {
    path: z.object({ orderId: z.uuid() }),
    body: z.object({
      status: z.enum(orderStatuses).exclude(["unknown"]),
      trackingNumber: z.string().trim().min(1).max(100).optional(),
      carrier: z.string().trim().min(1).max(100).optional(),
      deliveryDate: moment.optional(),
      force: z.boolean().optional(),
      note: z.string().max(1000).optional(),
      holdReason: z.string().trim().min(1).max(300).optional().meta({ description: "Needed with `on_hold`." }),
      holdUntil: z.iso.datetime({ offset: true }).optional(),
    }),
  },
  responses: { 200: { description: "The order as it is now.", schema: envelope(orderWire) } },
  handle: async (call) => {
    const { deliveryDate, ...move } = call.body;
    const deliveredAt = momentOf(deliveryDate);
    const order = await call.api.orders.setStatus({
      ...{ orderId: call.path.orderId, ...move },
      ...(deliveredAt && { deliveredAt }),
    });
    return enveloped(`The order is ${order.status.replaceAll("_", " ")}.`, orderOnWire(order));
  },
});

const count = z.number().int();
const autoWire = z
  .object({
    ...{ processed: count, successful: count, failed: count },
    results: z.array(
      z.object({ orderId: z.string(), platformOrderId: z.string(), matched: z.boolean(), reason: z.string() }),
    ),
  })
  .meta({ id: "AutoFulfilled" });

const autoFulfill = restRoute({
  ...{ method: "post", path: `${base}/orders/auto-fulfill`, operationId: "autoFulfill", tag: "Orders" },
  ...{ scope: "orders:write", summary: "Send the orders that fit and have a label or a tracking number." },
  description:
    "A dry run tells which would be tried and why the others would not, and changes nothing. Answers 409 while acting by rules is turned off (`autoFulfillment` of the settings).",
  input: {
    body: z.object({
      platform: platformParameter.optional(),
      criteria: z
        .object({
          maxOrderValue: z.number().positive().max(1e12).optional(),
          domesticOnly: z.boolean().optional(),
          specificProducts: z.array(z.string().trim().min(1).max(200)).min(1).max(200).optional(),
        })
        .default({}),
      dryRun: z.boolean().default(false),
    }),
  },
  responses: { 200: { description: "What became of each order.", schema: envelope(autoWire) } },
  handle: async (call) => {
    const { platform, criteria, dryRun } = call.body;
    const named = platform === undefined ? {} : { platform: platformName(platform) };
    const data = await call.api.orders.autoFulfill({ ...named, criteria, dryRun });
    const verb = dryRun ? "would be sent" : "were sent";
    return enveloped(`${data.successful} of ${data.processed} orders ${verb}.`, data);
  },
});

export const orderStatusRoutes = [setStatus, autoFulfill];

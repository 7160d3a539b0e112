import { z } from "zod";
import { envelope, enveloped, moneyWire, platformName, platformParameter } from "./common-schemas.ts";
import { restRoute } from "./rest-route.ts";

const count = z.number().int();
const day = z.iso.date("Write the day as YYYY-MM-DD.").optional();

const analyticsWire = z
  .object({
    platform: z.string(),
    statuses: z.array(z.object({ status: z.string(), count, totalValue: z.array(moneyWire) })),
    totalOrders: count,
    totalValue: z.array(moneyWire),
  })
  .meta({ id: "PlatformAnalytics" });

const statsWire = z
  .object({
    platform: z.string(),
    ...{ total: count, pending: count, processing: count, shipped: count, delivered: count },
    ...{ cancelled: count, returned: count },
    onTimeRate: z.number().nullable().meta({ description: "From 0 to 1; null where nothing tells." }),
    medianHoursToDispatch: z.number().nullable(),
  })
  .meta({ id: "FulfillmentStats" });

const periodWire = z.object({
  from: z.string(),
  to: z.string(),
  timeZone: z.string(),
  platform: z.string().nullable(),
});

/** What became of the orders of some days. */
export const analyticsRoute = restRoute({
  ...{ method: "get", path: "/api/v1/platforms/fulfillment/analytics", operationId: "fulfillmentAnalytics" },
  ...{ tag: "Analytics", scope: "analytics:read", summary: "Orders by status and how punctually they were sent." },
  description: "Whole days in the workspace's time zone, both included; the last thirty where left out.",
  input: { query: z.object({ platform: platformParameter.optional(), dateFrom: day, dateTo: day }) },
  responses: {
    200: {
      description: "By platform; values by currency.",
      schema: envelope(
        z.object({
          period: periodWire,
          analytics: z.array(analyticsWire),
          fulfillmentStats: z.array(statsWire),
        }),
      ),
    },
  },
  handle: async (call) => {
    const { platform, dateFrom: from, dateTo: to } = call.query;
    const data = await call.api.analytics.fulfillment({
      ...{ ...(from && { from }), ...(to && { to }) },
      ...(platform && { platform: platformName(platform) }),
    });
    return enveloped("The orders of these days.", data);
  },
});

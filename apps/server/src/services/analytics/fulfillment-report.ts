import { formatMoney, type OrderStatus } from "@counterfoil/core/model";
import type { Verb } from "../context.ts";
import { dispatchReport } from "./read-dispatch.ts";
import { statusReport } from "./read-sales.ts";
import type { ReportInput } from "./report-period.ts";

interface Amount {
  amount: string;
  currency: string;
}

/** What a count is of: the statuses that mean it. */
const counted = {
  pending: ["pending"],
  processing: ["paid", "packed", "partially_shipped", "on_hold", "unknown"],
  shipped: ["shipped"],
  delivered: ["delivered", "completed"],
  cancelled: ["cancelled"],
  returned: ["returned", "refunded"],
} as const satisfies Record<string, readonly OrderStatus[]>;

/** Statuses with their values, and counts with punctuality, by platform: the shape that callers of the API know. */
export async function fulfillmentReport({ ctx, input }: Verb<ReportInput>) {
  const [{ statuses, period }, { dispatch }] = await Promise.all([
    statusReport({ ctx, input }),
    dispatchReport({ ctx, input }),
  ]);
  const platforms = [...new Set(statuses.map(({ platform }) => platform))];
  const ofPlatform = (platform: string) => statuses.filter((row) => row.platform === platform);
  return {
    period,
    analytics: platforms.map((platform) => statusesOf(platform, ofPlatform(platform))),
    fulfillmentStats: platforms.map((platform) => {
      const own = dispatch.find((row) => row.platform === platform);
      const counts = countsOf(ofPlatform(platform));
      const { onTimeRate = null, medianHours: medianHoursToDispatch = null } = own ?? {};
      return { platform, ...counts, onTimeRate, medianHoursToDispatch };
    }),
  };
}

type StatusRow = Awaited<ReturnType<typeof statusReport>>["statuses"][number];

function statusesOf(platform: string, rows: readonly StatusRow[]) {
  const names = [...new Set(rows.map(({ status }) => status))];
  return {
    platform,
    statuses: names.map((status) => {
      const own = rows.filter((row) => row.status === status);
      return { status, count: ordersOf(own), totalValue: valuesOf(own) };
    }),
    totalOrders: ordersOf(rows),
    totalValue: valuesOf(rows),
  };
}

function countsOf(rows: readonly StatusRow[]) {
  const of = (statuses: readonly OrderStatus[]) => ordersOf(rows.filter(({ status }) => statuses.includes(status)));
  return {
    total: ordersOf(rows),
    ...{ pending: of(counted.pending), processing: of(counted.processing), shipped: of(counted.shipped) },
    ...{ delivered: of(counted.delivered), cancelled: of(counted.cancelled), returned: of(counted.returned) },
  };
}

function ordersOf(rows: readonly StatusRow[]): number {
  return rows.reduce((sum, { orders }) => sum + orders, 0);
}

/** One amount for each currency, in the order of their codes. */
function valuesOf(rows: readonly StatusRow[]): Amount[] {
  const sums = new Map<string, number>();
  for (const { total } of rows)
    sums.set(total.known.currency, (sums.get(total.known.currency) ?? 0) + total.known.minor);
  return [...sums]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([currency, minor]) => ({ amount: formatMoney({ minor, currency }), currency }));
}

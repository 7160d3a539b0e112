import type { Money } from "@counterfoil/core/model";
import { readStatuses, readSalesSteps as readSteps, readSales as readTotals, type SalesRow } from "@counterfoil/db";
import type { Verb } from "../context.ts";
import { type ReportInput, reportPeriod, stepFor } from "./report-period.ts";

/** A sum of what is known, and how many orders it leaves out because they do not say. */
export interface Figure {
  known: Money;
  unknownOrders: number;
}

/** What a platform's sales in one currency came to. Amounts of two currencies are never added. */
export interface PlatformSales {
  platform: string;
  currency: string;
  orders: number;
  units: number;
  revenue: Figure;
  tax: Money;
  refunds: Figure;
  fees: Figure;
  cost: Figure;
  profit: Figure;
  ordersReturned: number;
  unitsReturned: number;
}

/** What the sales of a period came to, by platform and currency. */
export async function salesReport({ ctx, input }: Verb<ReportInput>) {
  const period = await reportPeriod(ctx, input);
  const rows = await ctx.db.inWorkspace(ctx.workspaceId, (tx) => readTotals(tx, period));
  return { period, sales: rows.map(platformSales) };
}

function platformSales(row: SalesRow): PlatformSales {
  const money = (minor: number): Money => ({ minor, currency: row.currency });
  const figure = (minor: number, unknownOrders: number): Figure => ({ known: money(minor), unknownOrders });
  return {
    ...{ platform: row.platform, currency: row.currency, orders: row.orders, units: row.units },
    revenue: figure(row.revenue, row.revenue_unknown),
    tax: money(row.tax),
    refunds: figure(row.refunded, row.refunds_unknown),
    fees: figure(row.fees, row.fees_unknown),
    cost: figure(row.cost, row.cost_unknown),
    profit: figure(row.profit, row.profit_unknown),
    ...{ ordersReturned: row.orders_returned, unitsReturned: row.units_returned },
  };
}

/** The same in steps that a chart can show: days, weeks from Monday, or months. */
export async function salesSteps({ ctx, input }: Verb<ReportInput>) {
  const period = await reportPeriod(ctx, input);
  const step = stepFor(period);
  const rows = await ctx.db.inWorkspace(ctx.workspaceId, (tx) => readSteps(tx, { period, step }));
  const steps = rows.map(({ revenue, profit, profit_unknown: profitUnknown, ...row }) => ({
    ...row,
    revenue: { minor: revenue, currency: row.currency },
    profit: { known: { minor: profit, currency: row.currency }, unknownOrders: profitUnknown },
  }));
  return { period, step, steps };
}

/** Every order of the period by status, unpaid and cancelled ones too. */
export async function statusReport({ ctx, input }: Verb<ReportInput>) {
  const period = await reportPeriod(ctx, input);
  const rows = await ctx.db.inWorkspace(ctx.workspaceId, (tx) => readStatuses(tx, period));
  const statuses = rows.map(({ platform, currency, status, orders, total, total_unknown }) => ({
    ...{ platform, status, orders },
    total: { known: { minor: total, currency }, unknownOrders: total_unknown },
  }));
  return { period, statuses };
}

import { formatMoney } from "@counterfoil/core/model";
import { z } from "zod";
import type { Verb } from "../context.ts";
import { writeCell } from "../inventory/export-inventory.ts";
import { notFound } from "../service-error.ts";
import { dispatchReport, dispatchSteps, lateRisk } from "./read-dispatch.ts";
import { type Figure, salesReport, salesSteps, statusReport } from "./read-sales.ts";
import { lowStock, lowStockInput, sellThrough, stockAge } from "./read-stock.ts";
import { type ReportInput, reportInput } from "./report-period.ts";

type Cell = string | number | null;
type Table = Record<string, Cell>[];

/** Each report as a table. Empty cells are unknown; beside a sum stands how many orders it leaves out. */
const tables = {
  sales: async (verb) =>
    (await salesReport(verb)).sales.map((row) => ({
      ...{ platform: row.platform, currency: row.currency, orders: row.orders, units: row.units },
      ...figure("revenue", row.revenue),
      tax: formatMoney(row.tax),
      ...figure("refunds", row.refunds),
      ...figure("fees", row.fees),
      ...figure("cost", row.cost),
      ...figure("profit", row.profit),
      ...{ orders_returned: row.ordersReturned, units_returned: row.unitsReturned },
    })),
  "sales-steps": async (verb) => {
    const { step, steps } = await salesSteps(verb);
    return steps.map((row) => ({
      ...{ [step]: row.step, platform: row.platform, currency: row.currency, orders: row.orders, units: row.units },
      ...{ revenue: formatMoney(row.revenue), ...figure("profit", row.profit) },
    }));
  },
  statuses: async (verb) =>
    (await statusReport(verb)).statuses.map(({ platform, status, orders, total }) => ({
      ...{ platform, status, currency: total.known.currency, orders, ...figure("total", total) },
    })),
  dispatch: async (verb) =>
    (await dispatchReport(verb)).dispatch.map((row) => ({
      ...{ platform: row.platform, orders: row.orders, sent: row.sent, median_hours: hours(row.medianHours) },
      ...{ on_time: row.onTime, late: row.late, on_time_rate: rate(row.onTimeRate) },
      ...{ ship_by_unknown: row.shipByUnknown, sent_by_rule: row.sentBy.rule, sent_by_hand: row.sentBy.hand },
      ...{ sent_by_system: row.sentBy.system, sent_elsewhere: row.sentBy.elsewhere },
    })),
  "dispatch-steps": async (verb) => {
    const { step, steps } = await dispatchSteps(verb);
    return steps.map((row) => ({ [step]: row.step, sent: row.sent, median_hours: hours(row.medianHours) }));
  },
  "late-risk": async (verb) =>
    (await lateRisk(verb)).map(({ platform, waiting, overdue, dueSoon, shipByUnknown }) => ({
      ...{ platform, waiting, overdue, due_within_a_day: dueSoon, ship_by_unknown: shipByUnknown },
    })),
  "stock-age": async ({ ctx }) =>
    (await stockAge({ ctx, input: undefined })).map(({ fromDays, toDays, units, cost }) => ({
      ...{ from_days: fromDays, to_days: toDays, units, cost: cost && formatMoney(cost) },
      cost_currency: cost?.currency ?? null,
    })),
  "sell-through": async (verb) => {
    const { opening, received, sold, rate: share } = await sellThrough(verb);
    return [{ opening, received, sold, sell_through: rate(share) }];
  },
  "low-stock": async ({ ctx, input }) =>
    (await lowStock({ ctx, input: lowStockInput.parse({ ...input, limit: 500 }) })).goods.map(
      ({ sku, title, available, sold }) => ({ sku, title, available, sold }),
    ),
} satisfies Record<string, (verb: Verb<ReportInput>) => Promise<Table>>;

type ReportName = keyof typeof tables;

export const exportReportInput = z.object({ ...reportInput.unwrap().shape, report: z.string() });

/** A report as CSV text for a spreadsheet. Throws `not_found` for a report that there is none of. */
export async function exportReport({ ctx, input }: Verb<z.infer<typeof exportReportInput>>): Promise<string> {
  const { report, ...asked } = input;
  if (!isReport(report)) throw notFound("The report");
  return writeTable(await tables[report]({ ctx, input: asked }));
}

function isReport(name: string): name is ReportName {
  return Object.hasOwn(tables, name);
}

/** The byte order mark tells Excel that the file is UTF-8. */
function writeTable(rows: Table): string {
  const columns = Object.keys(rows[0] ?? { no_rows: null });
  const lines = rows.map((row) => columns.map((column) => writeNumberOrText(row[column] ?? null)).join(","));
  return `\ufeff${[columns.join(","), ...lines].join("\r\n")}\r\n`;
}

/** A loss is a plain negative number, which no spreadsheet runs. */
function writeNumberOrText(cell: Cell): string {
  const text = cell === null ? "" : String(cell);
  return /^-\d+(\.\d+)?$/.test(text) ? text : writeCell(text);
}

function figure(name: string, { known, unknownOrders }: Figure): Record<string, Cell> {
  return { [name]: formatMoney(known), [`${name}_unknown_orders`]: unknownOrders };
}

function hours(value: number | null): string | null {
  return value === null ? null : value.toFixed(2);
}

function rate(value: number | null): string | null {
  return value === null ? null : value.toFixed(4);
}

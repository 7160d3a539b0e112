import type { OrderStatus } from "@counterfoil/core/model";
import { sql, type Transaction } from "kysely";
import type { Database } from "../database.ts";
import { onPlatform, type Period, type Step, stepOf, within } from "./period.ts";

/** Sums over sales of one platform and currency. Each sum holds what is known; the counts say what it leaves out. */
export interface SalesRow {
  platform: string;
  currency: string;
  orders: number;
  units: number;
  revenue: number;
  revenue_unknown: number;
  tax: number;
  refunded: number;
  refunds_unknown: number;
  fees: number;
  fees_unknown: number;
  cost: number;
  cost_unknown: number;
  profit: number;
  profit_unknown: number;
  orders_returned: number;
  units_returned: number;
}

const sums = sql`
  count(*)::integer as orders,
  coalesce(sum(units), 0)::integer as units,
  coalesce(sum(total_minor), 0)::bigint as revenue,
  (count(*) - count(total_minor))::integer as revenue_unknown,
  coalesce(sum(tax_minor), 0)::bigint as tax,
  coalesce(sum(refunded_minor), 0)::bigint as refunded,
  (count(*) - count(refunded_minor))::integer as refunds_unknown,
  coalesce(sum(fees_minor), 0)::bigint as fees,
  (count(*) - count(fees_minor))::integer as fees_unknown,
  coalesce(sum(cost_minor), 0)::bigint as cost,
  (count(*) - count(cost_minor))::integer as cost_unknown,
  coalesce(sum(profit_minor), 0)::bigint as profit,
  (count(*) - count(profit_minor))::integer as profit_unknown,
  (count(*) filter (where status = 'returned'))::integer as orders_returned,
  coalesce(sum(units_returned), 0)::integer as units_returned`;

/** Orders placed in the period, by platform and currency. */
export async function readSales(tx: Transaction<Database>, period: Period): Promise<SalesRow[]> {
  const { rows } = await sql<SalesRow>`
    select platform, currency, ${sums} from order_figures
    where is_sale and ${within("placed_at", period)} and ${onPlatform("platform", period)}
    group by platform, currency order by platform, currency`.execute(tx);
  return rows;
}

export interface SalesStepRow {
  /** First day of the step, `YYYY-MM-DD`; the first step may begin before the period. */
  step: string;
  platform: string;
  currency: string;
  orders: number;
  units: number;
  revenue: number;
  profit: number;
  profit_unknown: number;
}

/** The same, day by day, week by week (from Monday) or month by month. Steps without a sale have no row. */
export async function readSalesSteps(
  tx: Transaction<Database>,
  { period, step }: { period: Period; step: Step },
): Promise<SalesStepRow[]> {
  const { rows } = await sql<SalesStepRow>`
    select to_char(step, 'YYYY-MM-DD') as step, platform, currency, orders, units, revenue, profit, profit_unknown
    from (
      select ${stepOf("placed_at", { period, step })} as step, platform, currency, count(*)::integer as orders,
        sum(units)::integer as units, coalesce(sum(total_minor), 0)::bigint as revenue,
        coalesce(sum(profit_minor), 0)::bigint as profit, (count(*) - count(profit_minor))::integer as profit_unknown
      from order_figures
      where is_sale and ${within("placed_at", period)} and ${onPlatform("platform", period)}
      group by 1, platform, currency) as steps
    order by steps.step, platform, currency`.execute(tx);
  return rows;
}

export interface StatusRow {
  platform: string;
  currency: string;
  status: OrderStatus;
  orders: number;
  total: number;
  total_unknown: number;
}

/** Every order placed in the period, unpaid and cancelled ones too, by platform, status and currency. */
export async function readStatuses(tx: Transaction<Database>, period: Period): Promise<StatusRow[]> {
  const { rows } = await sql<StatusRow>`
    select platform, currency, status, count(*)::integer as orders, coalesce(sum(total_minor), 0)::bigint as total,
      (count(*) - count(total_minor))::integer as total_unknown
    from order_figures where ${within("placed_at", period)} and ${onPlatform("platform", period)}
    group by platform, currency, status order by platform, currency, status`.execute(tx);
  return rows;
}

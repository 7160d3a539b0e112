import { sql, type Transaction } from "kysely";
import type { Database } from "../database.ts";
import { onPlatform, type Period, type Step, stepOf, within } from "./period.ts";

/** How a platform's sales of a period left the house. */
export interface DispatchRow {
  platform: string;
  orders: number;
  sent: number;
  /** Half of the sent orders left within so many hours of being paid; null where none left. */
  median_hours: number | null;
  /** Sent by its ship-by time, or that time not over yet is neither; sent later, or unsent after it, is late. */
  on_time: number;
  late: number;
  /** Sent orders whose platform names no ship-by time. */
  ship_by_unknown: number;
  sent_by_rule: number;
  sent_by_hand: number;
  sent_by_system: number;
  /** Sent without this program: on the platform, or with another one. */
  sent_elsewhere: number;
}

const hours = sql`greatest(0, extract(epoch from shipped_at - ready_at)) / 3600`;
// The platforms' own order of a day's work: what can be sent and is not.
const waits = sql`shipped_at is null and status in ('paid', 'packed', 'partially_shipped', 'unknown')`;

/** Dispatch of the sales placed in the period, by platform, as of `now`. */
export async function readDispatch(
  tx: Transaction<Database>,
  { period, now }: { period: Period; now: Date },
): Promise<DispatchRow[]> {
  const { rows } = await sql<DispatchRow>`
    select platform, count(*)::integer as orders, count(shipped_at)::integer as sent,
      percentile_cont(0.5) within group (order by ${hours}) filter (where shipped_at is not null) as median_hours,
      (count(*) filter (where shipped_at <= ship_by))::integer as on_time,
      (count(*) filter (where shipped_at > ship_by or (${waits} and ship_by < ${now})))::integer as late,
      (count(*) filter (where shipped_at is not null and ship_by is null))::integer as ship_by_unknown,
      (count(*) filter (where shipped_at is not null and sent_by = 'rule'))::integer as sent_by_rule,
      (count(*) filter (where shipped_at is not null and sent_by = 'person'))::integer as sent_by_hand,
      (count(*) filter (where shipped_at is not null and sent_by = 'system'))::integer as sent_by_system,
      (count(*) filter (where shipped_at is not null and sent_by is null))::integer as sent_elsewhere
    from order_figures
    where is_sale and ${within("placed_at", period)} and ${onPlatform("platform", period)}
    group by platform order by platform`.execute(tx);
  return rows;
}

export interface DispatchStepRow {
  step: string;
  sent: number;
  median_hours: number | null;
}

/** Median hours to dispatch of the orders placed in each step. */
export async function readDispatchSteps(
  tx: Transaction<Database>,
  { period, step }: { period: Period; step: Step },
): Promise<DispatchStepRow[]> {
  const { rows } = await sql<DispatchStepRow>`
    select to_char(${stepOf("placed_at", { period, step })}, 'YYYY-MM-DD') as step,
      count(*)::integer as sent, percentile_cont(0.5) within group (order by ${hours}) as median_hours
    from order_figures
    where is_sale and shipped_at is not null and ${within("placed_at", period)} and ${onPlatform("platform", period)}
    group by 1 order by 1`.execute(tx);
  return rows;
}

/** What waits to be sent now, whenever it was placed. */
export interface LateRiskRow {
  platform: string;
  waiting: number;
  overdue: number;
  due_soon: number;
  ship_by_unknown: number;
}

/** Unsent orders by platform: overdue at `now`, due by `soon`, and those without a ship-by time. */
export async function readLateRisk(
  tx: Transaction<Database>,
  { platform, now, soon }: { platform: string | null; now: Date; soon: Date },
): Promise<LateRiskRow[]> {
  const { rows } = await sql<LateRiskRow>`
    select platform, count(*)::integer as waiting,
      (count(*) filter (where ship_by < ${now}))::integer as overdue,
      (count(*) filter (where ship_by >= ${now} and ship_by < ${soon}))::integer as due_soon,
      (count(*) filter (where ship_by is null))::integer as ship_by_unknown
    from order_figures
    where ${waits} and ${platform === null ? sql`true` : sql`platform = ${platform}`}
    group by platform order by platform`.execute(tx);
  return rows;
}

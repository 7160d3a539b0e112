import { sql, type Transaction } from "kysely";
import { within } from "../analytics/period.ts";
import type { Database } from "../database.ts";

type Tx = Transaction<Database>;

/** What waits for a person, each as a count. */
export interface WaitingCounts {
  unlinked: number;
  oversold: number;
  late: number;
  /** To be sent before the day is over. */
  due_today: number;
  to_send: number;
  broken: number;
}

interface Day {
  /** `YYYY-MM-DD` in the zone. */
  day: string;
  timeZone: string;
}

const open = sql`shipped_at is null and not archived and same_sale_as is null
  and status in ('paid', 'packed', 'partially_shipped')`;

/** Counts what needs somebody now; each is read from an index of the few rows that are open. */
export async function countWaiting(tx: Tx, { now, day, timeZone }: Day & { now: Date }): Promise<WaitingCounts> {
  const at = sql`${now.toISOString()}::timestamptz`;
  const { rows } = await sql<WaitingCounts>`
    select waiting.unlinked, waiting.oversold, sales.late, sales.due_today, sales.to_send, shops.broken
    from (select count(*)::integer as unlinked, (count(*) filter (where reason = 'oversold'))::integer as oversold
        from queue_entries where status = 'pending') as waiting,
      (select count(*)::integer as to_send, (count(*) filter (where ship_by < ${at}))::integer as late,
          (count(*) filter (where ship_by >= ${at}
            and ship_by < (${day}::date + 1)::timestamp at time zone ${timeZone}))::integer as due_today
        from orders where ${open}) as sales,
      (select count(*)::integer as broken from connections
        where disconnected_at is null and status not in ('connected', 'paused')) as shops`.execute(tx);
  const [row] = rows;
  if (!row) throw new Error("the database gave no counts");
  return row;
}

/** Sales of one day in one currency; what was cancelled does not count. */
export interface DaySalesRow {
  currency: string | null;
  orders: number;
  units: number;
  revenue: number;
}

export async function readDaySales(tx: Tx, { day, timeZone }: Day): Promise<DaySalesRow[]> {
  const period = { from: day, to: day, timeZone, platform: null };
  const { rows } = await sql<DaySalesRow>`
    select currency, count(*)::integer as orders, coalesce(sum(unit_count), 0)::integer as units,
      coalesce(sum(total_minor), 0)::bigint as revenue
    from orders where ${within("placed_at", period)} and same_sale_as is null and status <> 'cancelled'
    group by currency order by count(*) desc, currency`.execute(tx);
  return rows.map((row) => ({ ...row, revenue: Number(row.revenue) }));
}

const longestOnTheShelf = "60 days";

/** Packages that left on a day, of the sales of the last two months. */
export async function countSentOn(tx: Tx, { day, timeZone }: Day): Promise<number> {
  const period = { from: day, to: day, timeZone, platform: null };
  const { rows } = await sql<{ sent: number }>`
    select count(*)::integer as sent from orders
    where placed_at >= ${day}::date - ${longestOnTheShelf}::interval and same_sale_as is null
      and ${within("shipped_at", period)}`.execute(tx);
  return rows[0]?.sent ?? 0;
}

import { sql, type Transaction } from "kysely";
import type { Database } from "../database.ts";
import { recordset } from "../recordset.ts";
import type { StockTaskCause, StockTaskError, StockTaskState } from "../tables/stock-sync.table.ts";

/** A task with what deciding on it needs: the listing, and the stock behind it at this moment. */
export interface StockTaskView {
  listing_id: string;
  state: StockTaskState;
  revision: number;
  changed_at: Date;
  raise_since: Date | null;
  fell: boolean;
  attempts: number;
  zero_allowed: boolean;
  /** Whether what is known of the platform's figure may be older than the change: the platform is asked then. */
  in_doubt: boolean;
  external_id: string;
  variation_id: string | null;
  sku: string | null;
  title: string;
  platform_data: Record<string, string>;
  /** The platform's figure as it was last read. */
  quantity: number | null;
  /** Items tied to the listing. */
  links: number;
  /** Units on the shelf behind it that nobody is promised. */
  available: number;
  /** Whether each item that has nothing left was sold by orders that are known here. */
  sold_here: boolean;
}

/** The stock behind a row named `listing`: see `stock_behind` in the migrations. */
export const stockBehind = sql`lateral stock_behind(listing.workspace_id, listing.platform, listing.external_id,
  listing.variation_id) as stock`;

const view = sql`task.listing_id, task.state, task.revision, task.changed_at, task.raise_since, task.fell, task.attempts,
  task.zero_allowed, task.in_doubt, listing.external_id, listing.variation_id, listing.sku, listing.title, listing.platform_data,
  listing.quantity, stock.links, stock.available, stock.sold_here`;

/** A lease that ran out: the process that sent was killed. What became of it is read from the platform. */
const isOpen = (
  now: Date,
) => sql`((task.state = 'pending' and (task.available_at is null or task.available_at <= ${now}))
  or (task.state = 'sending' and task.locked_until < ${now}))`;

/** Every task of a connection that may be worked on now. */
export async function readOpenStockTasks(
  tx: Transaction<Database>,
  { connectionId, now }: { connectionId: string; now: Date },
): Promise<StockTaskView[]> {
  const { rows } = await sql<StockTaskView>`
    select ${view} from stock_tasks as task join listings as listing on listing.id = task.listing_id
    cross join ${stockBehind}
    where task.connection_id = ${connectionId}::uuid and ${isOpen(now)}`.execute(tx);
  return rows;
}

/** The tasks of a connection that wait for a person, with the stock as it is now. */
export async function readHeldStockTasks(tx: Transaction<Database>, connectionId: string): Promise<StockTaskView[]> {
  const { rows } = await sql<StockTaskView>`
    select ${view} from stock_tasks as task join listings as listing on listing.id = task.listing_id
    cross join ${stockBehind}
    where task.connection_id = ${connectionId}::uuid and task.state = 'held'
    order by listing.title, listing.id`.execute(tx);
  return rows;
}

/**
 * Takes tasks for sending, for a while, each at the revision it has now; those that another process took meanwhile are
 * left out. The figures are read after the rows were locked: what changes later raises the revision.
 */
export async function takeStockTasks(
  tx: Transaction<Database>,
  { listingIds, now, until }: { listingIds: readonly string[]; now: Date; until: Date },
): Promise<StockTaskView[]> {
  const ids = sql`any(array(select value::uuid from jsonb_array_elements_text(${JSON.stringify(listingIds)}::jsonb)))`;
  await sql`select from stock_tasks as task where task.listing_id = ${ids} order by task.listing_id for update`.execute(
    tx,
  );
  const taken = await sql<{ listing_id: string }>`
    update stock_tasks as task set state = 'sending', sending_revision = task.revision, locked_until = ${until},
      in_doubt = false
    where task.listing_id = ${ids} and ${isOpen(now)} returning task.listing_id`.execute(tx);
  const own = JSON.stringify(taken.rows.map((row) => row.listing_id));
  const { rows } = await sql<StockTaskView>`
    select ${view} from stock_tasks as task join listings as listing on listing.id = task.listing_id
    cross join ${stockBehind}
    where task.listing_id = any(array(select value::uuid from jsonb_array_elements_text(${own}::jsonb)))`.execute(tx);
  return rows;
}

/** What became of a task that was taken. */
export interface StockTaskOutcome {
  listing_id: string;
  state: "settled" | "failed" | "pending";
  wanted: number | null;
  attempts: number;
  available_at: string | null;
  raise_since: string | null;
  fell: boolean;
  sent_at: string | null;
  verify_at: string | null;
  note: string | null;
  error: StockTaskError | null;
}

const outcomeColumns = {
  listing_id: "uuid",
  state: "text",
  wanted: "integer",
  attempts: "integer",
  available_at: "timestamptz",
  raise_since: "timestamptz",
  fell: "boolean",
  sent_at: "timestamptz",
  verify_at: "timestamptz",
  note: "text",
  error: "jsonb",
};

/** Ends the sending of tasks. One whose stock changed meanwhile goes round again, whatever became of the old figure. */
export async function endStockTasks(
  tx: Transaction<Database>,
  { outcomes, now }: { outcomes: readonly StockTaskOutcome[]; now: Date },
): Promise<void> {
  if (outcomes.length === 0) return;
  await sql`
    update stock_tasks as task set
      state = case when task.revision > task.sending_revision then 'pending' else r.state end,
      available_at = case when task.revision > task.sending_revision then null else r.available_at end,
      settled_at = case when r.state = 'settled' then ${now} else task.settled_at end,
      in_doubt = task.in_doubt or r.state <> 'settled',
      wanted = r.wanted, attempts = r.attempts, raise_since = r.raise_since, fell = r.fell,
      sent_at = coalesce(r.sent_at, task.sent_at), verify_at = r.verify_at, note = r.note,
      error = nullif(r.error, 'null'::jsonb), locked_until = null, sending_revision = null
    from ${recordset(outcomes, outcomeColumns)}
    where task.listing_id = r.listing_id and task.state = 'sending'`.execute(tx);
}

/** Settles tasks whose figure is on the platform already, as far as it is known, without asking it. */
export async function settleStockTasks(
  tx: Transaction<Database>,
  { tasks, now }: { tasks: readonly { listing_id: string; revision: number; wanted: number }[]; now: Date },
): Promise<void> {
  if (tasks.length === 0) return;
  await sql`
    update stock_tasks as task set state = 'settled', settled_at = ${now}, wanted = r.wanted, error = null, note = null
    from ${recordset(tasks, { listing_id: "uuid", revision: "bigint", wanted: "integer" })}
    where task.listing_id = r.listing_id and task.revision = r.revision and task.state = 'pending'`.execute(tx);
}

/** Removes the tasks of listings that nothing is tied to any more: their figure is none of our business. */
export async function dropStockTasks(tx: Transaction<Database>, listingIds: readonly string[]): Promise<void> {
  if (listingIds.length === 0) return;
  await tx.deleteFrom("stock_tasks").where("listing_id", "in", listingIds).where("state", "<>", "sending").execute();
}

/** Removes the tasks of a connection whose platform is told no figures. */
export async function dropTasksOfConnection(tx: Transaction<Database>, connectionId: string): Promise<void> {
  await tx
    .deleteFrom("stock_tasks")
    .where("connection_id", "=", connectionId)
    .where("state", "<>", "sending")
    .execute();
}

/** Has listings' figures told anew. Listings without stock behind them, or kept by the platform, are left out. */
export async function raiseStockTasks(
  tx: Transaction<Database>,
  { listingIds, cause }: { listingIds: readonly string[]; cause: StockTaskCause },
): Promise<void> {
  if (listingIds.length === 0) return;
  await sql`select raise_stock_tasks(array(select value::uuid
    from jsonb_array_elements_text(${JSON.stringify(listingIds)}::jsonb)), ${cause})`.execute(tx);
}

/** Has the figures told anew of the listings that lines name, by listing or SKU: a sale began or ceased to wait. */
export async function raiseTasksOfLines(tx: Transaction<Database>, lineIds: readonly string[]): Promise<void> {
  if (lineIds.length === 0) return;
  await sql`select raise_stock_tasks(coalesce(listings_of_lines(current_workspace_id(), array(select value::uuid
    from jsonb_array_elements_text(${JSON.stringify(lineIds)}::jsonb))), '{}'), 'stock')`.execute(tx);
}

/** A connection with tasks that may be worked on now. */
export interface DueStockConnection {
  workspace_id: string;
  connection_id: string;
  pace_ms: number | null;
}

/** The connections that have something to send now. Without a workspace set, those of all workspaces. */
export async function findDueStockConnections(
  tx: Transaction<Database>,
  { now }: { now: Date },
): Promise<DueStockConnection[]> {
  const { rows } = await sql<DueStockConnection>`
    select distinct task.workspace_id, task.connection_id, channel.pace_ms
    from stock_tasks as task
    join connections as connection on connection.workspace_id = task.workspace_id
      and connection.id = task.connection_id and connection.disconnected_at is null
    left join stock_channels as channel on channel.workspace_id = task.workspace_id
      and channel.connection_id = task.connection_id
    where coalesce(channel.paused, false) = false and task.state in ('pending', 'sending') and ${isOpen(now)}`.execute(
    tx,
  );
  return rows;
}

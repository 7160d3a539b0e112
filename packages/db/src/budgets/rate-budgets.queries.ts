import { sql, type Transaction } from "kysely";
import type { Database } from "../database.ts";
import type { RateBudgetRow } from "../tables/schedule.table.ts";

type Tx = Transaction<Database>;

/** Names one limit of a connection. */
export interface BudgetKey {
  operation: string;
  windowName: string;
}

/** A limit's state, locked for this transaction. */
export interface LockedBudget {
  operation: string;
  window_name: string;
  state: Record<string, unknown>;
  paused_until: Date | null;
  /** The database's clock once the lock was held, in epoch milliseconds: the one clock of all processes. */
  now: number;
}

/** Locks a connection's limits, made when they are new, always in the same order. */
export async function lockBudgets(
  tx: Tx,
  { workspaceId, connectionId, keys }: { workspaceId: string; connectionId: string; keys: readonly BudgetKey[] },
): Promise<LockedBudget[]> {
  const { rows } = await sql<Omit<LockedBudget, "now"> & { now: string }>`
    insert into rate_budgets as known (workspace_id, connection_id, operation, window_name)
    select ${workspaceId}::uuid, ${connectionId}::uuid, key.operation, key.window_name
    from jsonb_to_recordset(${JSON.stringify(keys.map((key) => ({ operation: key.operation, window_name: key.windowName })))}::jsonb)
      as key(operation text, window_name text)
    order by key.operation, key.window_name
    on conflict (workspace_id, connection_id, operation, window_name) do update set updated_at = clock_timestamp()
    returning operation, window_name, state, paused_until, extract(epoch from clock_timestamp()) * 1000 as now`.execute(
    tx,
  );
  const now = Math.max(...rows.map((row) => Number(row.now)));
  return rows.map((row) => ({ ...row, now }));
}

/** Stores the state of limits that this transaction holds. */
export async function saveBudgets(
  tx: Tx,
  connectionId: string,
  budgets: readonly { operation: string; window_name: string; state: object }[],
): Promise<void> {
  if (budgets.length === 0) return;
  await sql`
    update rate_budgets as known set state = changed.state
    from jsonb_to_recordset(${JSON.stringify(budgets)}::jsonb)
      as changed(operation text, window_name text, state jsonb)
    where known.connection_id = ${connectionId}::uuid and known.operation = changed.operation
      and known.window_name = changed.window_name`.execute(tx);
}

/** Keeps a pause that the platform asked for, unless a longer one stands. */
export async function pauseBudget(
  tx: Tx,
  pause: { workspaceId: string; connectionId: string; key: BudgetKey; until: Date },
): Promise<void> {
  const { key, until } = pause;
  await sql`
    insert into rate_budgets as known (workspace_id, connection_id, operation, window_name, paused_until)
    values (${pause.workspaceId}::uuid, ${pause.connectionId}::uuid, ${key.operation}, ${key.windowName},
      ${until.toISOString()}::timestamptz)
    on conflict (workspace_id, connection_id, operation, window_name)
      do update set paused_until = greatest(known.paused_until, excluded.paused_until)`.execute(tx);
}

/** What is used of every limit of the workspace's connections. */
export async function readBudgets(tx: Tx): Promise<RateBudgetRow[]> {
  return await tx.selectFrom("rate_budgets").selectAll().execute();
}

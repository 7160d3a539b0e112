import { sql, type Transaction } from "kysely";
import type { Database } from "../database.ts";
import { columnList, recordset } from "../recordset.ts";
import type { ActorKind } from "../tables/column-types.ts";
import type { LineStateName, OrderLinkState } from "../tables/order.table.ts";

/** A line's new state. `version` is the one that was read. */
export interface LineStateChange {
  id: string;
  version: number;
  state: LineStateName;
  reason: string | null;
  quantity_needed: number;
  decided_by_kind: ActorKind | null;
  decided_by: string | null;
  decided_at: string;
  state_detail: Record<string, unknown>;
}

/** The columns of a line's state, with their SQL types. */
export const lineStateColumns = {
  state: "text",
  reason: "text",
  quantity_needed: "integer",
  decided_by_kind: "text",
  decided_by: "text",
  decided_at: "timestamptz",
  state_detail: "jsonb",
};

/** Writes states in one statement. Throws when a line is not at the version that was read: decide again. */
export async function saveLineStates(tx: Transaction<Database>, changes: readonly LineStateChange[]): Promise<void> {
  if (changes.length === 0) return;
  const { rows } = await sql`
    update order_lines as line set state = r.state, reason = r.reason, quantity_needed = r.quantity_needed,
      decided_by_kind = r.decided_by_kind, decided_by = r.decided_by, decided_at = r.decided_at,
      state_detail = r.state_detail, version = line.version + 1, updated_at = now()
    from ${recordset(changes, { id: "uuid", version: "integer", ...lineStateColumns })}
    where line.id = r.id and line.version = r.version
    returning line.id`.execute(tx);
  if (rows.length !== changes.length) throw new Error("a line was decided by someone else in the same moment");
}

/** Writes how far orders are linked, in one statement. */
export async function saveLinkStates(
  tx: Transaction<Database>,
  orders: readonly { id: string; link_state: OrderLinkState }[],
): Promise<void> {
  if (orders.length === 0) return;
  await sql`
    update orders set link_state = r.link_state, updated_at = now()
    from ${recordset(orders, { id: "uuid", link_state: "text" })}
    where orders.id = r.id and orders.link_state <> r.link_state`.execute(tx);
}

/** A wait for a person, or its end. */
export interface EntryChange {
  id: string;
  platform: string;
  connection_id: string;
  order_id: string;
  line_id: string;
  order_placed_at: string;
  status: "pending" | "resolved" | "skipped" | "no_inventory" | "closed";
  /** Null leaves the reason of the wait as it was. */
  reason: string | null;
  quantity_needed: number;
  quantity_found: number;
  sku: string | null;
  title: string;
  sibling_key: string | null;
  top_candidate: unknown;
  search_text: string;
  decided_by_kind: ActorKind | null;
  decided_by: string | null;
  decided_at: string | null;
  note: string | null;
  detail: Record<string, unknown>;
}

const entryColumns = {
  id: "uuid",
  platform: "text",
  connection_id: "uuid",
  order_id: "uuid",
  line_id: "uuid",
  order_placed_at: "timestamptz",
  status: "text",
  reason: "text",
  quantity_needed: "integer",
  quantity_found: "integer",
  sku: "text",
  title: "text",
  sibling_key: "text",
  top_candidate: "jsonb",
  search_text: "text",
  decided_by_kind: "text",
  decided_by: "text",
  decided_at: "timestamptz",
  note: "text",
  detail: "jsonb",
};

const entryUpdate = sql`status = r.status, reason = coalesce(r.reason, known.reason),
  quantity_needed = r.quantity_needed, quantity_found = r.quantity_found, top_candidate = r.top_candidate,
  decided_by_kind = r.decided_by_kind, decided_by = r.decided_by, decided_at = r.decided_at, note = r.note,
  detail = r.detail, updated_at = now()`;

/** Opens waits: one entry for each line, opened again when the line waits again. */
export async function openEntries(
  tx: Transaction<Database>,
  workspaceId: string,
  entries: readonly EntryChange[],
): Promise<void> {
  if (entries.length === 0) return;
  await sql`
    insert into queue_entries as known (workspace_id, ${columnList(entryColumns)})
    select ${workspaceId}::uuid, ${columnList(entryColumns, "r")} from ${recordset(entries, entryColumns)}
    on conflict (workspace_id, line_id) do update set status = excluded.status, reason = excluded.reason,
      quantity_needed = excluded.quantity_needed, quantity_found = excluded.quantity_found,
      top_candidate = excluded.top_candidate, decided_by_kind = excluded.decided_by_kind,
      decided_by = excluded.decided_by, decided_at = excluded.decided_at, note = excluded.note,
      sku = excluded.sku, title = excluded.title, sibling_key = excluded.sibling_key,
      search_text = excluded.search_text, detail = excluded.detail, updated_at = now()`.execute(tx);
}

/** Ends waits. Lines that never waited have no entry and get none. */
export async function settleEntries(tx: Transaction<Database>, entries: readonly EntryChange[]): Promise<void> {
  if (entries.length === 0) return;
  await sql`
    update queue_entries as known set ${entryUpdate} from ${recordset(entries, entryColumns)}
    where known.line_id = r.line_id`.execute(tx);
}

/** A decision to be added to the workspace's chain. */
export interface NewStub {
  id: string;
  action: string;
  order_id: string | null;
  line_id: string | null;
  reverses_id: string | null;
  decided_by_kind: ActorKind;
  decided_by: string | null;
  payload: unknown;
  at: string;
  previous_hash: string;
  hash: string;
}

/** The end of the workspace's chain, locked: whoever adds next waits. */
export async function lockStubChain(
  tx: Transaction<Database>,
  workspaceId: string,
): Promise<{ sequence: number; hash: string }> {
  const { rows } = await sql<{ sequence: number; hash: string }>`
    insert into stub_chains as chain (workspace_id, sequence, hash) values (${workspaceId}::uuid, 0, '')
    on conflict (workspace_id) do update set sequence = chain.sequence
    returning sequence, hash`.execute(tx);
  const [end] = rows;
  if (!end) throw new Error("the stub chain has no end");
  return end;
}

/** Adds stubs after the chain's end, in order. */
export async function appendStubs(
  tx: Transaction<Database>,
  chain: { workspaceId: string; sequence: number },
  stubs: readonly NewStub[],
): Promise<void> {
  const last = stubs.at(-1);
  if (!last) return;
  const rows = stubs.map((stub, index) => ({ ...stub, sequence: chain.sequence + index + 1 }));
  const columns = {
    sequence: "bigint",
    id: "uuid",
    action: "text",
    order_id: "uuid",
    line_id: "uuid",
    reverses_id: "uuid",
    decided_by_kind: "text",
    decided_by: "text",
    payload: "jsonb",
    at: "timestamptz",
    previous_hash: "text",
    hash: "text",
  };
  await sql`
    insert into stubs (workspace_id, ${columnList(columns)})
    select ${chain.workspaceId}::uuid, ${columnList(columns, "r")} from ${recordset(rows, columns)}`.execute(tx);
  await tx
    .updateTable("stub_chains")
    .set({ sequence: chain.sequence + stubs.length, hash: last.hash })
    .where("workspace_id", "=", chain.workspaceId)
    .execute();
}

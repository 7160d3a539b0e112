import { sql, type Transaction } from "kysely";
import type { Database } from "../database.ts";
import { recordset } from "../recordset.ts";
import type { DriftRule } from "../tables/stock-sync.table.ts";
import { stockBehind } from "./stock-tasks.queries.ts";

/** What a platform says that a listing offers; null where it knows the listing no more. */
export interface ReadLevel {
  listing_id: string;
  quantity: number | null;
  observed_at: string;
}

/** Keeps what the platform said. An older word never replaces a newer one; a listing that is gone has ended. */
export async function saveStockLevels(tx: Transaction<Database>, levels: readonly ReadLevel[]): Promise<void> {
  if (levels.length === 0) return;
  const columns = { listing_id: "uuid", quantity: "integer", observed_at: "timestamptz" };
  await sql`
    update listings as listing set quantity = coalesce(r.quantity, 0),
      status = case when r.quantity is null then 'ended'
        when listing.status = 'active' and r.quantity = 0 then 'out_of_stock'
        when listing.status = 'out_of_stock' and r.quantity > 0 then 'active' else listing.status end,
      last_seen_at = case when r.quantity is null then listing.last_seen_at
        else greatest(listing.last_seen_at, r.observed_at) end
    from ${recordset(levels, columns)}
    where listing.id = r.listing_id and (listing.last_seen_at <= r.observed_at or r.quantity is null)`.execute(tx);
}

/** A listing that units are tied to, as its platform's stock call wants it. */
export interface LinkedListingRow {
  id: string;
  external_id: string;
  variation_id: string | null;
  sku: string | null;
  platform_data: Record<string, string>;
}

/** The linked listings of a connection, by id from after one on; with `verifyBy` only those to be read back by then. */
export async function readLinkedListings(
  tx: Transaction<Database>,
  query: { connectionId: string; after: string | null; limit: number; verifyBy?: Date },
): Promise<LinkedListingRow[]> {
  const { connectionId, after, limit, verifyBy } = query;
  const due = verifyBy === undefined ? sql`` : sql`and task.verify_at <= ${verifyBy} and task.state = 'settled'`;
  const { rows } = await sql<LinkedListingRow>`
    select listing.id, listing.external_id, listing.variation_id, listing.sku, listing.platform_data
    from stock_tasks as task join listings as listing on listing.id = task.listing_id
    where task.connection_id = ${connectionId}::uuid and listing.status not in ('ended', 'draft')
      and (${after}::uuid is null or listing.id > ${after}::uuid) ${due}
    order by listing.id limit ${limit}`.execute(tx);
  return rows;
}

/** Notes that listings were read back. */
export async function markVerified(tx: Transaction<Database>, listingIds: readonly string[]): Promise<void> {
  if (listingIds.length === 0) return;
  await tx.updateTable("stock_tasks").set({ verify_at: null }).where("listing_id", "in", listingIds).execute();
}

/** Connections with figures that are to be read back by now. Without a workspace set, of all workspaces. */
export async function findConnectionsToVerify(
  tx: Transaction<Database>,
  { now }: { now: Date },
): Promise<{ workspace_id: string; connection_id: string }[]> {
  return await tx
    .selectFrom("stock_tasks")
    .select(["workspace_id", "connection_id"])
    .distinct()
    .where("verify_at", "<=", now)
    .where("state", "=", "settled")
    .execute();
}

/** A settled listing whose platform shows another figure, read after it was settled. */
export interface DriftRow {
  listing_id: string;
  quantity: number;
  wanted: number;
}

/** The drifted listings of a connection. What is still on its way has not drifted. */
export async function readDrift(
  tx: Transaction<Database>,
  { connectionId, buffer }: { connectionId: string; buffer: number },
): Promise<DriftRow[]> {
  const { rows } = await sql<DriftRow>`
    select listing.id as listing_id, listing.quantity, greatest(0, stock.available - ${buffer}::integer) as wanted
    from stock_tasks as task join listings as listing on listing.id = task.listing_id
    cross join ${stockBehind}
    where task.connection_id = ${connectionId}::uuid and task.state = 'settled' and stock.links > 0
      and listing.quantity is not null and listing.status not in ('ended', 'draft') and listing.fulfilled_by = 'seller'
      and listing.quantity <> greatest(0, stock.available - ${buffer}::integer)
      and (task.settled_at is null or listing.last_seen_at > task.settled_at)`.execute(tx);
  return rows;
}

/** How stock is told to a connection's platform, with the workspace's buffer beside it. */
export interface StockChannelView {
  connection_id: string;
  platform: string;
  account: string | null;
  paused: boolean;
  safety_buffer: number | null;
  workspace_buffer: number;
  zero_limit: number;
  drift_rule: DriftRule;
  allowed_at: Date | null;
  allowed_by: string | null;
  pace_ms: number | null;
  disconnected_at: Date | null;
  /** Whether the seller lets stock only be read there. */
  read_only: boolean;
}

/** The channels of all connections, or of one. Connections without settings of their own have the defaults. */
export async function readStockChannels(tx: Transaction<Database>, connectionId?: string): Promise<StockChannelView[]> {
  const chosen = connectionId === undefined ? sql`true` : sql`connection.id = ${connectionId}::uuid`;
  const { rows } = await sql<StockChannelView>`
    select connection.id as connection_id, connection.platform, connection.account, connection.disconnected_at,
      coalesce(channel.paused, false) as paused, channel.safety_buffer, coalesce(channel.zero_limit, 10) as zero_limit,
      coalesce(channel.drift_rule, 'withdraw') as drift_rule, channel.allowed_at, channel.allowed_by, channel.pace_ms,
      coalesce((select safety_buffer from stock_policies), 0) as workspace_buffer,
      coalesce((connection.settings ->> 'stockReadOnly')::boolean, false) as read_only
    from connections as connection
    left join stock_channels as channel on channel.connection_id = connection.id
    where ${chosen} order by connection.created_at, connection.id`.execute(tx);
  return rows;
}

import type { Condition, Identifier, Listing, ListingAttribute } from "@counterfoil/core/model";
import { sql, type Transaction } from "kysely";
import type { Database } from "../database.ts";
import { columnList, type RecordColumns, recordset } from "../recordset.ts";

/** A listing, or one variation of it, as it was read from its platform. */
export interface ListingUpsert {
  id: string;
  connection_id: string;
  platform: string;
  external_id: string;
  variation_id: string | null;
  sku: string | null;
  title: string;
  status: Listing["status"];
  quantity: number | null;
  price_minor: number | null;
  price_currency: string | null;
  condition: Condition | null;
  location: string | null;
  url: string | null;
  image_url: string | null;
  identifiers: readonly Identifier[];
  variation: readonly { name: string; value: string }[];
  platform_data: Readonly<Record<string, string>>;
  fulfilled_by: "seller" | "platform";
  category_key: string | null;
  category_name: string | null;
  attributes: readonly ListingAttribute[];
  image_urls: readonly string[];
  raw: unknown;
  last_seen_at: string;
}

const columns: RecordColumns<ListingUpsert> = {
  id: "uuid",
  connection_id: "uuid",
  platform: "text",
  external_id: "text",
  variation_id: "text",
  sku: "text",
  title: "text",
  status: "text",
  quantity: "integer",
  price_minor: "bigint",
  price_currency: "text",
  condition: "text",
  location: "text",
  url: "text",
  image_url: "text",
  identifiers: "jsonb",
  variation: "jsonb",
  platform_data: "jsonb",
  fulfilled_by: "text",
  category_key: "text",
  category_name: "text",
  attributes: "jsonb",
  image_urls: "jsonb",
  raw: "jsonb",
  last_seen_at: "timestamptz",
};

const own = new Set(["id", "connection_id", "platform", "external_id", "variation_id", "last_seen_at"]);
const read = Object.keys(columns).filter((name) => !own.has(name));
const assignments = sql.raw(read.map((name) => `${name} = excluded.${name}`).join(", "));
const differs = sql.raw(
  `(${read.map((name) => `known.${name}`).join(", ")}) is distinct from (${read.map((name) => `excluded.${name}`).join(", ")})`,
);

/** Writes listings in one statement. Answers how many are new and how many changed. */
export async function upsertListings(
  tx: Transaction<Database>,
  workspaceId: string,
  listings: readonly ListingUpsert[],
): Promise<{ created: number; updated: number }> {
  if (listings.length === 0) return { created: 0, updated: 0 };
  const { rows } = await sql<{ created: boolean }>`
    insert into listings as known (workspace_id, ${columnList(columns)})
    select ${workspaceId}::uuid, ${columnList(columns, "r")} from ${recordset(listings, columns)}
    order by r.external_id, r.variation_id
    on conflict (workspace_id, connection_id, external_id, variation_id) do update set ${assignments},
      last_seen_at = excluded.last_seen_at, composed = false
      where ${differs}
    returning (xmax = 0) as created`.execute(tx);
  const created = rows.filter((row) => row.created).length;
  await sql`
    update listings as known set last_seen_at = r.last_seen_at from ${recordset(listings, columns)}
    where known.connection_id = r.connection_id and known.external_id = r.external_id
      and known.variation_id is not distinct from r.variation_id and known.last_seen_at < r.last_seen_at`.execute(tx);
  return { created, updated: rows.length - created };
}

/** Marks listings that a whole reading did not show as ended. Answers their number. */
export async function endUnseenListings(
  tx: Transaction<Database>,
  unseen: { connectionId: string; before: Date },
): Promise<number> {
  const result = await tx
    .updateTable("listings")
    .set({ status: "ended", composed: false })
    .where("connection_id", "=", unseen.connectionId)
    .where("last_seen_at", "<", unseen.before)
    .where("status", "in", ["active", "out_of_stock"])
    .executeTakeFirst();
  return Number(result.numUpdatedRows);
}

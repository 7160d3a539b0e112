import type { Condition, Identifier, OrderLine } from "@counterfoil/core/model";
import { sql, type Transaction } from "kysely";
import type { Database } from "../database.ts";
import { columnList, type RecordColumns, recordset } from "../recordset.ts";

/** A sold line as it was read from its platform. */
export interface LineUpsert {
  id: string;
  order_id: string;
  external_id: string;
  position: number;
  listing_external_id: string | null;
  variation_id: string | null;
  sku: string | null;
  title: string;
  quantity: number;
  quantity_shipped: number | null;
  quantity_cancelled: number | null;
  quantity_refunded: number | null;
  identifiers: readonly Identifier[];
  condition: Condition | null;
  variation: readonly { name: string; value: string }[];
  kind: OrderLine["kind"];
  unit_price_minor: number | null;
  line_total_minor: number | null;
  shipping_minor: number | null;
  tax_minor: number | null;
  currency: string;
}

/** The columns of a line as it was read, with their SQL types. */
export const soldLineColumns: RecordColumns<LineUpsert> = {
  id: "uuid",
  order_id: "uuid",
  external_id: "text",
  position: "integer",
  listing_external_id: "text",
  variation_id: "text",
  sku: "text",
  title: "text",
  quantity: "integer",
  quantity_shipped: "integer",
  quantity_cancelled: "integer",
  quantity_refunded: "integer",
  identifiers: "jsonb",
  condition: "text",
  variation: "jsonb",
  kind: "text",
  unit_price_minor: "bigint",
  line_total_minor: "bigint",
  shipping_minor: "bigint",
  tax_minor: "bigint",
  currency: "text",
};

const replaced = ["position", "title", "quantity", "identifiers", "variation", "currency"];
const kept = [
  "listing_external_id",
  "variation_id",
  "sku",
  "quantity_cancelled",
  "quantity_refunded",
  "condition",
  "kind",
  "unit_price_minor",
  "line_total_minor",
  "shipping_minor",
  "tax_minor",
];
const assignments = sql.raw(
  [
    ...replaced.map((name) => `${name} = excluded.${name}`),
    ...kept.map((name) => `${name} = coalesce(excluded.${name}, known.${name})`),
    // What was shipped stays shipped: a poorer read does not bring it back.
    "quantity_shipped = greatest(excluded.quantity_shipped, known.quantity_shipped)",
  ].join(", "),
);

/** Writes lines in one statement. Their link to stock is not touched: it belongs to the line's decisions. */
export async function upsertLines(
  tx: Transaction<Database>,
  workspaceId: string,
  lines: readonly LineUpsert[],
): Promise<void> {
  if (lines.length === 0) return;
  await sql`
    insert into order_lines as known (workspace_id, ${columnList(soldLineColumns)})
    select ${workspaceId}::uuid, ${columnList(soldLineColumns, "r")} from ${recordset(lines, soldLineColumns)}
    order by r.order_id, r.external_id
    on conflict (workspace_id, order_id, external_id) do update
      set ${assignments}, removed_at = null, updated_at = now()`.execute(tx);
}

/** Marks lines that a complete read of their order no longer has. They stay, for what was decided on them. */
export async function markRemovedLines(
  tx: Transaction<Database>,
  present: readonly { order_id: string; external_ids: readonly string[] }[],
): Promise<void> {
  if (present.length === 0) return;
  await sql`
    update order_lines as line set removed_at = now(), updated_at = now()
    from ${recordset(present, { order_id: "uuid", external_ids: "jsonb" })}
    where line.order_id = r.order_id and line.removed_at is null and not r.external_ids ? line.external_id`.execute(tx);
}

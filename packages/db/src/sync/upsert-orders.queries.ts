import type { Address, OrderStatus, PaymentStatus } from "@counterfoil/core/model";
import { sql, type Transaction } from "kysely";
import type { Database } from "../database.ts";
import { columnList, type RecordColumns, recordset } from "../recordset.ts";

/** An order as it was read from its platform. Times are ISO 8601. */
export interface OrderUpsert {
  id: string;
  connection_id: string;
  platform: string;
  external_id: string;
  status: OrderStatus;
  raw_status: string;
  payment_status: PaymentStatus;
  placed_at: string;
  changed_at: string;
  paid_at: string | null;
  shipped_at: string | null;
  ship_by: string | null;
  currency: string;
  marketplace: string | null;
  buyer_external_id: string | null;
  buyer_username: string | null;
  buyer_name: string | null;
  buyer_email: string | null;
  ship_to: Address | null;
  country_code: string | null;
  subtotal_minor: number | null;
  shipping_minor: number | null;
  discount_minor: number | null;
  tax_minor: number | null;
  fees_minor: number | null;
  refunded_minor: number | null;
  total_minor: number | null;
  lines_complete: boolean;
  archived: boolean;
  sold_on_platform: string | null;
  sold_on_number: string | null;
  buyer_note: string | null;
  seller_note: string | null;
  raw: unknown;
  line_count: number;
  unit_count: number;
  first_title: string | null;
  search_text: string;
  content_hash: string;
  demo: boolean;
}

/** The columns of an order as it was read, with their SQL types. */
export const orderColumns: RecordColumns<OrderUpsert> = {
  id: "uuid",
  connection_id: "uuid",
  platform: "text",
  external_id: "text",
  status: "text",
  raw_status: "text",
  payment_status: "text",
  placed_at: "timestamptz",
  changed_at: "timestamptz",
  paid_at: "timestamptz",
  shipped_at: "timestamptz",
  ship_by: "timestamptz",
  currency: "text",
  marketplace: "text",
  buyer_external_id: "text",
  buyer_username: "text",
  buyer_name: "text",
  buyer_email: "text",
  ship_to: "jsonb",
  country_code: "text",
  subtotal_minor: "bigint",
  shipping_minor: "bigint",
  discount_minor: "bigint",
  tax_minor: "bigint",
  fees_minor: "bigint",
  refunded_minor: "bigint",
  total_minor: "bigint",
  lines_complete: "boolean",
  archived: "boolean",
  sold_on_platform: "text",
  sold_on_number: "text",
  buyer_note: "text",
  seller_note: "text",
  raw: "jsonb",
  line_count: "integer",
  unit_count: "integer",
  first_title: "text",
  search_text: "text",
  content_hash: "text",
  demo: "boolean",
};

// Taken over as read.
const replaced = [
  "raw_status",
  "payment_status",
  "placed_at",
  "changed_at",
  "currency",
  "archived",
  "sold_on_platform",
  "sold_on_number",
  "raw",
  "content_hash",
];
// Platforms blank personal data after a while, and learn amounts late: what is known is not overwritten with nothing.
const kept = [
  "paid_at",
  "shipped_at",
  "ship_by",
  "marketplace",
  "buyer_external_id",
  "buyer_username",
  "buyer_name",
  "buyer_email",
  "country_code",
  "subtotal_minor",
  "shipping_minor",
  "discount_minor",
  "tax_minor",
  "fees_minor",
  "refunded_minor",
  "total_minor",
  "buyer_note",
  "seller_note",
];
// An order whose lines are still to come keeps those that were read before.
const lineSummary = ["line_count", "unit_count", "first_title"];

const assignments = sql.raw(
  [
    ...replaced.map((name) => `${name} = excluded.${name}`),
    ...kept.map((name) => `${name} = coalesce(excluded.${name}, known.${name})`),
    ...lineSummary.map(
      (name) => `${name} = case when excluded.lines_complete then excluded.${name} else known.${name} end`,
    ),
    "lines_complete = known.lines_complete or excluded.lines_complete",
  ].join(", "),
);

// What a person said of an order's progress stands until the platform says something new; a hold stands while the
// platform has the order as still to be sent. Held in three columns, so they are decided together.
const saidHere = `known.platform_status is not null and (excluded.status = known.platform_status
  or (known.status = 'on_hold' and excluded.status in ('pending', 'paid', 'packed')))`;

// A read from before our own dispatch took effect on the platform does not take the order back.
const status = sql.raw(`status = case
  when excluded.status in ('pending', 'paid', 'packed') and known.status in ('partially_shipped', 'shipped')
    and exists (select from shipments as own where own.workspace_id = known.workspace_id and own.order_id = known.id
      and own.source = 'counterfoil' and own.state = 'confirmed')
  then known.status when ${saidHere} then known.status else excluded.status end,
  platform_status = case when ${saidHere} then excluded.status end,
  hold_reason = case when ${saidHere} then known.hold_reason end,
  held_until = case when ${saidHere} then known.held_until end`);

const shipTo = sql.raw(`ship_to = case
  when excluded.ship_to is null or (excluded.ship_to ->> 'name' is null and excluded.ship_to ->> 'raw' is null
    and jsonb_array_length(coalesce(nullif(excluded.ship_to -> 'lines', 'null'), '[]')) = 0)
  then coalesce(known.ship_to, excluded.ship_to) else excluded.ship_to end`);

const searchText = sql.raw(`search_text = concat_ws(' ', excluded.search_text,
  case when excluded.buyer_name is null then known.buyer_name end,
  case when excluded.buyer_username is null then known.buyer_username end)`);

/** An order that was written. */
export interface WrittenOrder {
  id: string;
  external_id: string;
  created: boolean;
}

/**
 * Writes orders of one connection in one statement. Answers those that are new or changed; an order with the same
 * content, or read at an earlier time than the one known, is left as it is and absent from the answer.
 */
export async function upsertOrders(
  tx: Transaction<Database>,
  workspaceId: string,
  orders: readonly OrderUpsert[],
): Promise<WrittenOrder[]> {
  if (orders.length === 0) return [];
  const { rows } = await sql<WrittenOrder>`
    insert into orders as known (workspace_id, ${columnList(orderColumns)})
    select ${workspaceId}::uuid, ${columnList(orderColumns, "r")} from ${recordset(orders, orderColumns)}
    order by r.external_id
    on conflict (workspace_id, connection_id, external_id) do update
      set ${assignments}, ${status}, ${shipTo}, ${searchText}, updated_at = now()
      where excluded.changed_at >= known.changed_at and excluded.content_hash is distinct from known.content_hash
    returning id, external_id, (xmax = 0) as created`.execute(tx);
  return rows;
}

import type { Condition, Identifier, OrderLine, OrderStatus, PaymentStatus } from "@counterfoil/core/model";
import { sql, type Transaction } from "kysely";
import type { Database } from "../database.ts";
import type { ActorKind } from "../tables/column-types.ts";
import type { LineStateName } from "../tables/order.table.ts";

/** What deciding on a line needs of it and of its order. */
export interface BookLineRow {
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
  identifiers: Identifier[];
  condition: Condition | null;
  kind: OrderLine["kind"];
  unit_price_minor: number | null;
  line_total_minor: number | null;
  currency: string;
  state: LineStateName;
  reason: string | null;
  quantity_needed: number;
  decided_by_kind: ActorKind | null;
  decided_by: string | null;
  state_detail: Record<string, unknown>;
  version: number;
  removed_at: Date | null;
  /** Units in packages that name this line. */
  packed: number;
  /** Whether the line waits, or waited, for a person. */
  has_entry: boolean;
}

export interface BookOrderRow {
  id: string;
  connection_id: string;
  platform: string;
  external_id: string;
  status: OrderStatus;
  payment_status: PaymentStatus;
  placed_at: Date;
  lines_complete: boolean;
  buyer_name: string | null;
  buyer_username: string | null;
  link_state: string;
  /** The order that counts for the same sale; null for the one that counts. */
  same_sale_as: string | null;
}

export interface BookClaimRow {
  id: string;
  line_id: string;
  item_id: string;
  quantity: number;
  quantity_sold: number;
  method: string;
}

/** Orders with all their lines and the claims these hold. */
export interface LineBookRows {
  orders: BookOrderRow[];
  lines: BookLineRow[];
  claims: BookClaimRow[];
}

/**
 * Reads orders with their lines and open claims. With `lock` the lines are held until the transaction ends: of two
 * deciders on one order the second sees what the first did.
 */
export async function readLineBook(
  tx: Transaction<Database>,
  orderIds: readonly string[],
  { lock }: { lock: boolean },
): Promise<LineBookRows> {
  if (orderIds.length === 0) return { orders: [], lines: [], claims: [] };
  const ids = sql`any(array(select value::uuid from jsonb_array_elements_text(${JSON.stringify(orderIds)}::jsonb)))`;
  const lines = await sql<BookLineRow>`
    select id, order_id, external_id, position, listing_external_id, variation_id, sku, title, quantity,
      quantity_shipped, quantity_cancelled, quantity_refunded, identifiers, condition, kind, unit_price_minor,
      line_total_minor, currency, state, reason, quantity_needed, decided_by_kind, decided_by, state_detail, version,
      removed_at,
      coalesce((select sum(part.quantity)::integer from shipment_lines as part
        join shipments as package on package.id = part.shipment_id and package.state = 'confirmed'
        where part.line_id = order_lines.id), 0) as packed,
      exists (select from queue_entries as entry where entry.line_id = order_lines.id) as has_entry
    from order_lines where order_id = ${ids} order by id ${lock ? sql`for no key update of order_lines` : sql``}`.execute(
    tx,
  );
  const orders = await sql<BookOrderRow>`
    select id, connection_id, platform, external_id, status, payment_status, placed_at, lines_complete, buyer_name,
      buyer_username, link_state, same_sale_as
    from orders where id = ${ids}`.execute(tx);
  const claims = await sql<BookClaimRow>`
    select id, line_id, item_id, quantity, quantity_sold, method
    from claims where order_id = ${ids} and quantity > 0 order by reserved_at, created_at, id`.execute(tx);
  return { orders: orders.rows, lines: lines.rows, claims: claims.rows };
}

/** Orders of lines, in no particular order. */
export async function ordersOfLines(tx: Transaction<Database>, lineIds: readonly string[]): Promise<string[]> {
  if (lineIds.length === 0) return [];
  const rows = await tx.selectFrom("order_lines").select("order_id").distinct().where("id", "in", lineIds).execute();
  return rows.map((row) => row.order_id);
}

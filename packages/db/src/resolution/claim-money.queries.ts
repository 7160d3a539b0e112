import type { OrderStatus, PaymentStatus } from "@counterfoil/core/model";
import { sql, type Transaction } from "kysely";
import type { Database } from "../database.ts";
import { type RecordColumns, recordset } from "../recordset.ts";

/** What orders say of their money, and their lines of theirs. Minor units; null is unknown. */
export interface OrderMoneyRow {
  id: string;
  status: OrderStatus;
  payment_status: PaymentStatus;
  currency: string;
  shipping_minor: number | null;
  tax_minor: number | null;
  fees_minor: number | null;
  refunded_minor: number | null;
  lines: LineMoneyRow[];
}

interface LineMoneyRow {
  id: string;
  quantity: number;
  quantity_refunded: number | null;
  currency: string;
  line_total_minor: number | null;
  shipping_minor: number | null;
  tax_minor: number | null;
}

/** The money of orders as their platforms told it, lines in their places. */
export async function readOrderMoney(tx: Transaction<Database>, orderIds: readonly string[]): Promise<OrderMoneyRow[]> {
  if (orderIds.length === 0) return [];
  const { rows } = await sql<OrderMoneyRow>`
    select orders.id, orders.status, orders.payment_status, orders.currency, orders.shipping_minor, orders.tax_minor,
      orders.fees_minor, orders.refunded_minor, jsonb_agg(jsonb_build_object('id', line.id, 'quantity', line.quantity,
        'quantity_refunded', line.quantity_refunded, 'currency', line.currency, 'line_total_minor', line.line_total_minor,
        'shipping_minor', line.shipping_minor, 'tax_minor', line.tax_minor) order by line.position, line.id) as lines
    from orders join order_lines as line on line.order_id = orders.id and line.removed_at is null
    where orders.id in (${sql.join([...orderIds])}) group by orders.workspace_id, orders.id`.execute(tx);
  return rows;
}

/** A claim's shares for its whole quantity. */
export interface ClaimMoney {
  id: string;
  gross_minor: number | null;
  fees_minor: number | null;
  shipping_minor: number | null;
  tax_minor: number | null;
  net_minor: number | null;
}

const columns: RecordColumns<ClaimMoney> = {
  id: "uuid",
  gross_minor: "bigint",
  fees_minor: "bigint",
  shipping_minor: "bigint",
  tax_minor: "bigint",
  net_minor: "bigint",
};

/** Writes shares onto claims; those that have them already are left alone. */
export async function saveClaimMoney(tx: Transaction<Database>, claims: readonly ClaimMoney[]): Promise<void> {
  if (claims.length === 0) return;
  await sql`
    update claims as claim set gross_minor = r.gross_minor, fees_minor = r.fees_minor,
      shipping_minor = r.shipping_minor, tax_minor = r.tax_minor, net_minor = r.net_minor, updated_at = now()
    from ${recordset(claims, columns)}
    where claim.id = r.id and (claim.gross_minor, claim.fees_minor, claim.shipping_minor, claim.tax_minor,
        claim.net_minor) is distinct from (r.gross_minor, r.fees_minor, r.shipping_minor, r.tax_minor, r.net_minor)`.execute(
    tx,
  );
}

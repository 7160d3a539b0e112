import type { Database } from "@counterfoil/db";
import { sql, type Transaction } from "kysely";

/** The newest label of each order that was bought and not given back, by order. */
export async function heldLabels(tx: Transaction<Database>, orderIds: readonly string[]): Promise<Map<string, string>> {
  const rows = await tx
    .selectFrom("shipping_labels")
    .select(["id", "order_id"])
    .where(sql<boolean>`order_id = any(${[...orderIds]}::uuid[])`)
    .where("state", "=", "bought")
    .where((where) => where.or([where("refund", "is", null), where("refund", "=", "rejected")]))
    .orderBy("created_at")
    .execute();
  return new Map(rows.map(({ id, order_id }) => [order_id, id]));
}

import type { OrderLineRow } from "@counterfoil/db";

type Counted = Pick<
  OrderLineRow,
  "quantity" | "quantity_cancelled" | "quantity_refunded" | "quantity_shipped" | "state_detail"
>;

/** Units of a line that are still to be sent. */
export function unitsLeft(row: Counted): number {
  const shipped = Math.max(row.quantity_shipped ?? 0, Number(row.state_detail["shipped"] ?? 0));
  return Math.max(0, row.quantity - (row.quantity_cancelled ?? 0) - (row.quantity_refunded ?? 0) - shipped);
}

import type { OrderStatus } from "@counterfoil/core/model";
import type { ActorKind, Computed } from "./column-types.ts";
import type { OrderLinkState } from "./order.table.ts";

/** What an order came to. Kept by the database from the order, its lines, claims and audit trail; never written here. */
export interface OrderFiguresTable {
  workspace_id: Computed<string>;
  order_id: Computed<string>;
  placed_at: Computed<Date>;
  platform: Computed<string>;
  currency: Computed<string>;
  status: Computed<OrderStatus>;
  /** Neither waiting for payment nor cancelled. */
  is_sale: Computed<boolean>;
  units: Computed<number>;
  units_returned: Computed<number>;
  total_minor: Computed<number | null>;
  tax_minor: Computed<number | null>;
  refunded_minor: Computed<number | null>;
  fees_minor: Computed<number | null>;
  /** What the units cost, in the order's currency; null where a unit or its cost is not known. */
  cost_minor: Computed<number | null>;
  /** Total less tax, refunds, fees and cost; null where one of them is unknown. */
  profit_minor: Computed<number | null>;
  /** When it could be sent: paid, or placed where the time of payment is not told. */
  ready_at: Computed<Date>;
  ship_by: Computed<Date | null>;
  shipped_at: Computed<Date | null>;
  /** Who sent it from here; null where it was sent elsewhere or not yet. */
  sent_by: Computed<ActorKind | null>;
}

/** How many orders of a kind came or left. Kept by the database: the sum over rows of a kind is how many there are. */
export interface OrderCountsTable {
  workspace_id: Computed<string>;
  id: Computed<string>;
  connection_id: Computed<string>;
  platform: Computed<string>;
  status: Computed<OrderStatus>;
  link_state: Computed<OrderLinkState>;
  /** Another road of a sale that is counted already. */
  counted_elsewhere: Computed<boolean>;
  orders: Computed<number>;
}

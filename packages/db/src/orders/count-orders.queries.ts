import type { OrderStatus } from "@counterfoil/core/model";
import { type RawBuilder, sql, type Transaction } from "kysely";
import type { Database } from "../database.ts";
import type { OrderLinkState } from "../tables/order.table.ts";

/** How many orders are of one kind. */
export interface OrderKindCount {
  status: OrderStatus;
  link_state: OrderLinkState;
  /** Another road of a sale that is counted already. */
  counted_elsewhere: boolean;
  count: number;
}

/** All orders of the workspace, or of one platform, from the counts that the database keeps. */
export async function countOrdersByKind(
  tx: Transaction<Database>,
  platform: string | undefined,
): Promise<OrderKindCount[]> {
  const { rows } = await sql<OrderKindCount>`
    select status, link_state, counted_elsewhere, sum(orders)::integer as count from order_counts
    where ${platform === undefined ? sql`true` : sql`platform = ${platform}`} group by 1, 2, 3`.execute(tx);
  return rows;
}

/** Orders of conditions, counted one by one, and no more than `most` of them: with so many the counts are no sums. */
export async function countOrdersWhere(
  tx: Transaction<Database>,
  { conditions, most }: { conditions: readonly RawBuilder<boolean>[]; most: number },
): Promise<OrderKindCount[]> {
  const { rows } = await sql<OrderKindCount>`
    select status, link_state, counted_elsewhere, count(*)::integer as count from (
      select status, link_state, same_sale_as is not null as counted_elsewhere from orders
      where ${sql.join([...conditions], sql` and `)} limit ${most}) as kind
    group by 1, 2, 3`.execute(tx);
  return rows;
}

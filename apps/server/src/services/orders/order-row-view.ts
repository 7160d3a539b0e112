import type { OrderLinkState, OrderRow } from "@counterfoil/db";
import { isoOrNull, moneyView } from "../money-view.ts";
import type { LinkStateView, OrderRowView } from "./order-views.ts";

/** The columns that a list of orders shows. */
export const orderRowColumns = [
  "orders.id",
  "orders.platform",
  "orders.external_id",
  "orders.status",
  "orders.raw_status",
  "orders.payment_status",
  "orders.placed_at",
  "orders.ship_by",
  "orders.buyer_name",
  "orders.buyer_username",
  "orders.country_code",
  "orders.total_minor",
  "orders.currency",
  "orders.line_count",
  "orders.unit_count",
  "orders.first_title",
  "orders.image_url",
  "orders.link_state",
  "orders.demo",
  "orders.same_sale_as",
] as const;

type Column = (typeof orderRowColumns)[number] extends `orders.${infer Name}` ? Name : never;
export type OrderListRow = Pick<OrderRow, Column>;

const linkStates: Readonly<Record<OrderLinkState, LinkStateView>> = {
  needs_link: "needs_link",
  partial: "partial",
  linked: "linked",
  settled: "linked",
  none: "none",
};

/** An order's row as a list shows it. */
export function orderRowView(row: OrderListRow): OrderRowView {
  return {
    ...{ id: row.id, platform: row.platform, platformOrderId: row.external_id, status: row.status },
    ...{ rawStatus: row.raw_status, paymentStatus: row.payment_status, placedAt: row.placed_at.toISOString() },
    ...{ shipBy: isoOrNull(row.ship_by), buyerName: row.buyer_name ?? row.buyer_username },
    ...{ countryCode: row.country_code, total: moneyView(row.total_minor, row.currency) },
    ...{ lineCount: row.line_count, unitCount: row.unit_count, firstTitle: row.first_title, imageUrl: row.image_url },
    ...{ linkState: linkStates[row.link_state], demo: row.demo, sameSaleAs: row.same_sale_as },
  };
}

import type { ParcelOrderView } from "./bulk-views.ts";
import type { NamedOrder, OrderMeant } from "./find-orders.ts";

/** An order as a list of parcels shows it. */
export function parcelOrderView(order: NamedOrder): ParcelOrderView {
  return {
    ...{ id: order.id, platform: order.platform, platformOrderId: order.external_id },
    ...{ buyerName: order.buyer_name ?? order.buyer_username, countryCode: order.country_code },
    firstTitle: order.first_title,
  };
}

/** Why a word names no one order. */
export function unclearOrder(meant: Exclude<OrderMeant, NamedOrder>): {
  code: "not_found" | "invalid";
  message: string;
} {
  if (meant === "unknown") return { code: "not_found", message: "The order was not found." };
  return { code: "invalid", message: "Several shops have an order of this number: send it from the list of orders." };
}

import type { Order, OrderTotals } from "@counterfoil/core/model";
import type { WireOrder } from "../schemas/order.ts";
import { currencyOfRegion } from "../tiktok-shop-regions.ts";
import { addMoney, currencyOrNull, instant, money, textOrNull } from "../tiktok-shop-values.ts";
import { addressee, mapAddress } from "./map-address.ts";
import { mapOrderLine, orderLines, rawUnitsOf } from "./map-order-lines.ts";
import { mapShipments } from "./map-shipments.ts";
import { orderStatus, paymentStatus, rawStatus } from "./order-status.ts";

export interface OrderContext {
  /** TikTok Shop's own payload of the order. */
  raw: unknown;
  /** Country of the shop; null where it is not known. */
  region: string | null;
}

const dispatched: ReadonlySet<Order["status"]> = new Set(["shipped", "delivered", "completed"]);

/** A TikTok Shop order in the common shape. Throws a TypeError for an order whose currency or time cannot be known. */
export function mapOrder(order: WireOrder, { raw, region }: OrderContext): Order {
  const status = orderStatus(order);
  const currency = orderCurrency(order, region);
  const rawUnits = rawUnitsOf(raw);
  const placedAt = instant(order.create_time);
  if (placedAt === null) throw new TypeError(`order ${order.id} has no time of creation`);
  const address = order.recipient_address;
  return {
    platform: "tiktok-shop",
    externalId: order.id,
    status,
    rawStatus: rawStatus(order),
    paymentStatus: paymentStatus(order),
    placedAt,
    updatedAt: instant(order.update_time) ?? placedAt,
    paidAt: instant(order.paid_time),
    shippedAt: dispatched.has(status) ? instant(order.rts_time) : null,
    shipBy: instant(order.rts_sla_time),
    currency,
    marketplace: region,
    buyer: {
      externalId: textOrNull(order.user_id),
      username: null,
      name: address ? addressee(address) : null,
      email: textOrNull(order.buyer_email),
    },
    shipTo: address ? mapAddress(address) : null,
    totals: totals(order, currency),
    lines: orderLines(order).map((line) => mapOrderLine(line, { currency, rawUnits })),
    linesComplete: (order.line_items ?? []).length > 0,
    shipments: mapShipments(order),
    buyerNote: textOrNull(order.buyer_message),
    sellerNote: textOrNull(order.seller_note),
    archived: false,
    raw,
  };
}

/** The order's own currency, else its lines', else that of the shop's country. */
function orderCurrency(order: WireOrder, region: string | null): string {
  const named = [order.payment?.currency, ...(order.line_items ?? []).map((line) => line.currency)];
  const currency = named.map(currencyOrNull).find((code) => code !== null) ?? currencyOfRegion(region);
  if (!currency) throw new TypeError(`order ${order.id} names no currency`);
  return currency;
}

/** TikTok Shop's subtotal has the discounts taken off already. */
function totals({ payment }: WireOrder, currency: string): OrderTotals {
  const own = currencyOrNull(payment?.currency) ?? currency;
  return {
    subtotal: money(payment?.sub_total, own),
    shipping: money(payment?.shipping_fee, own),
    discount: addMoney([money(payment?.seller_discount, own), money(payment?.platform_discount, own)]),
    tax: money(payment?.tax, own),
    fees: null,
    refunded: null,
    total: money(payment?.total_amount, own),
  };
}

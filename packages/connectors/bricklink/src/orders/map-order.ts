import type { Order, OrderTotals, Shipment } from "@counterfoil/core/model";
import { sumAmounts, toMoney } from "../bricklink-money.ts";
import type { BricklinkCost, BricklinkOrder, BricklinkOrderItem } from "../bricklink-schemas.ts";
import { plainText } from "../bricklink-text.ts";
import { mapAddress } from "./map-address.ts";
import { mapOrderLines } from "./map-order-lines.ts";
import { orderStatus, paymentStatus, shippedStatuses } from "./order-status.ts";

/** One order as read: the checked parts, and the payload as it came. */
export interface ReadOrder {
  order: BricklinkOrder;
  batches: readonly (readonly BricklinkOrderItem[])[];
  raw: unknown;
}

/** BrickLink's order in the common shape. Pure. */
export function mapOrder({ order, batches, raw }: ReadOrder): Order {
  const currency = order.cost.currency_code;
  const status = orderStatus(order);
  const shipped = shippedStatuses.has(order.status.toUpperCase());
  const lines = mapOrderLines(batches, { currency, status, shipped });
  return {
    platform: "bricklink",
    externalId: order.order_id,
    status,
    rawStatus: order.status,
    paymentStatus: paymentStatus(order.payment),
    placedAt: order.date_ordered,
    updatedAt: order.date_status_changed ?? order.date_ordered,
    paidAt: order.payment?.date_paid ?? null,
    shippedAt: order.shipping?.date_shipped ?? null,
    shipBy: null,
    currency,
    marketplace: null,
    buyer: {
      externalId: null,
      username: plainText(order.buyer_name),
      name: plainText(order.shipping?.address?.name?.full),
      email: plainText(order.buyer_email),
    },
    shipTo: mapAddress(order.shipping?.address),
    totals: mapTotals(order.cost),
    lines,
    linesComplete: hasAllLines(order, batches),
    shipments: shipped ? [mapShipment(order, lines)] : [],
    buyerNote: null,
    sellerNote: plainText(order.remarks),
    archived: order.is_filed === true,
    raw,
  };
}

/** The one parcel that BrickLink knows of an order. Its shipping method is no carrier: that stays unknown. */
export function mapShipment(
  order: BricklinkOrder,
  lines: readonly { externalId: string; quantity: number }[],
): Shipment {
  return {
    externalId: null,
    carrier: null,
    trackingNumber: plainText(order.shipping?.tracking_no),
    shippedAt: order.shipping?.date_shipped ?? null,
    lines: lines
      .filter((line) => line.quantity > 0)
      .map(({ externalId, quantity }) => ({ lineExternalId: externalId, quantity })),
  };
}

function mapTotals(cost: BricklinkCost): OrderTotals {
  const currency = cost.currency_code;
  const collected = cost.salesTax_collected_by_BL ?? cost.salesTax_collected_by_bl ?? cost.salesTax;
  return {
    subtotal: toMoney(cost.subtotal, currency),
    shipping: toMoney(cost.shipping, currency),
    discount: sumAmounts([cost.coupon, cost.credit], currency),
    tax: sumAmounts([cost.vat_amount, collected], currency),
    fees: null,
    refunded: null,
    total: toMoney(cost.grand_total, currency),
  };
}

function hasAllLines(order: BricklinkOrder, batches: ReadOrder["batches"]): boolean {
  const items = batches.flat();
  if (order.total_count === null || order.total_count === undefined) return items.length > 0;
  return items.length > 0 && items.reduce((sum, item) => sum + item.quantity, 0) === order.total_count;
}

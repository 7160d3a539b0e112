import type { Address, Order, OrderLine, OrderTotals, Shipment } from "@counterfoil/core/model";
import { conditionOf, identifiersOf, kindOf, skuOf, variationOf } from "../brickowl-goods.ts";
import type { BrickowlOrder, BrickowlOrderItem } from "../brickowl-schemas.ts";
import {
  fixedToMoney,
  parseFixed,
  plainText,
  sumAmounts,
  toExactMoney,
  toInstant,
  toMoney,
} from "../brickowl-values.ts";
import { carrierOf } from "./carrier.ts";
import { orderStatus, paymentStatus, shippedStatuses } from "./order-status.ts";

/** One order as read: the checked parts, the payload as it came, and when it was read. */
export interface ReadOrder {
  order: BrickowlOrder;
  items: readonly BrickowlOrderItem[];
  raw: unknown;
  /** Epoch milliseconds; stands in for the time of the last change, which Brick Owl does not tell. */
  observedAt: number;
  externalIdIsBricklinkLot: boolean;
}

/** Brick Owl's order in the common shape. Pure. Throws a RangeError for an order without a date. */
export function mapOrder({ order, items, raw, observedAt, externalIdIsBricklinkLot }: ReadOrder): Order {
  const placedAt = toInstant(order.iso_order_time) ?? toInstant(order.order_time);
  if (placedAt === null) throw new RangeError("the order has no readable date");
  const lines = items.map((item) => mapLine(item, { order, externalIdIsBricklinkLot }));
  return {
    platform: "brickowl",
    externalId: order.order_id,
    status: orderStatus(order.status_id),
    rawStatus: plainText(order.status) ?? order.status_id,
    paymentStatus: paymentStatus(order),
    placedAt,
    updatedAt: new Date(observedAt).toISOString(),
    paidAt: null,
    shippedAt: null,
    shipBy: null,
    currency: order.base_currency,
    marketplace: null,
    buyer: {
      externalId: plainText(order.customer_user_id),
      username: plainText(order.customer_username),
      name: plainText(order.buyer_name),
      email: plainText(order.customer_email),
    },
    shipTo: mapAddress(order),
    totals: mapTotals(order),
    lines,
    linesComplete: hasAllLines(order, items),
    shipments: shippedStatuses.has(order.status_id) ? [mapShipment(order, lines)] : [],
    buyerNote: plainText(order.buyer_note),
    sellerNote: plainText(order.seller_note),
    archived: false,
    raw,
  };
}

/** The one parcel that Brick Owl knows. The carrier shows only where the number is an address. */
function mapShipment(order: BrickowlOrder, lines: readonly OrderLine[]): Shipment {
  const trackingNumber = plainText(order.tracking_number);
  return {
    externalId: null,
    carrier: carrierOf(trackingNumber),
    trackingNumber,
    shippedAt: null,
    lines: lines
      .filter((line) => line.quantity > 0)
      .map((line) => ({ lineExternalId: line.externalId, quantity: line.quantity })),
  };
}

function mapLine(
  item: BrickowlOrderItem,
  { order, externalIdIsBricklinkLot }: { order: BrickowlOrder; externalIdIsBricklinkLot: boolean },
): OrderLine {
  const fixed = parseFixed(item.base_price);
  const cancelled = order.status_id === "8";
  const shipped = shippedStatuses.has(order.status_id);
  return {
    externalId: item.order_item_id,
    listingId: plainText(item.lot_id),
    variationId: null,
    sku: skuOf(item, externalIdIsBricklinkLot),
    title: plainText(item.name) ?? `Brick Owl ${item.boid}`,
    quantity: item.ordered_quantity,
    quantityShipped: shipped ? item.ordered_quantity : 0,
    quantityCancelled: cancelled ? item.ordered_quantity : 0,
    quantityRefunded: item.refunded_quantity ?? null,
    identifiers: identifiersOf(item),
    condition: conditionOf(item),
    variation: variationOf(item),
    unitPrice: toExactMoney(item.base_price, order.base_currency),
    lineTotal: fixed === null ? null : fixedToMoney(fixed * item.ordered_quantity, order.base_currency),
    shipping: null,
    tax: null,
    kind: kindOf(item),
    raw: item,
  };
}

function mapAddress(order: BrickowlOrder): Address {
  const name = [plainText(order.ship_first_name), plainText(order.ship_last_name)].filter((part) => part !== null);
  const lines = [plainText(order.ship_street_1), plainText(order.ship_street_2)].filter((line) => line !== null);
  return {
    name: name.length > 0 ? name.join(" ") : null,
    company: null,
    lines,
    city: plainText(order.ship_city),
    region: plainText(order.ship_region),
    postalCode: plainText(order.ship_post_code),
    countryCode: plainText(order.ship_country_code)?.toUpperCase() ?? null,
    phone: plainText(order.ship_phone),
    raw: null,
  };
}

function mapTotals(order: BrickowlOrder): OrderTotals {
  const currency = order.base_currency;
  return {
    subtotal: toMoney(order.sub_total, currency),
    shipping: toMoney(order.ship_total, currency),
    discount: toMoney(order.coupon_discount, currency),
    tax: toMoney(order.tax_amount, currency),
    fees: sumAmounts([order.brickowl_fee, order.affiliate_fee], currency),
    refunded: toMoney(order.refund_total, currency),
    total: toMoney(order.base_order_total, currency),
  };
}

// Whether a refund lowers the order's count is not known: both sums are complete.
function hasAllLines(order: BrickowlOrder, items: readonly BrickowlOrderItem[]): boolean {
  if (items.length === 0) return false;
  const ordered = items.reduce((sum, item) => sum + item.ordered_quantity, 0);
  const kept = items.reduce((sum, item) => sum + item.ordered_quantity - (item.refunded_quantity ?? 0), 0);
  const total = order.total_quantity ?? null;
  return total === null || total === ordered || total === kept;
}

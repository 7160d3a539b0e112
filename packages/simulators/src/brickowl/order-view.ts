import { formatPrice, formatTotal } from "./amounts.ts";
import type { Order, OrderLine } from "./brickowl-entities.ts";
import type { BrickowlCondition } from "./brickowl-seed.ts";
import type { BrickowlWorld } from "./brickowl-world.ts";
import { colorOf } from "./colors.ts";
import { displayName, fullBoid, idsOf, pictureOf } from "./item-view.ts";
import { externalIds } from "./lot-view.ts";
import { refundedGoodsOf, statusName, subtotalOf, totalOf } from "./order-status.ts";
import { isoAtHome, unixSeconds } from "./times.ts";

const FEE_SHARE = 0.025;
const regionNames = new Intl.DisplayNames(["en"], { type: "region" });

const conditionWords: Readonly<Record<BrickowlCondition, string>> = {
  new: "New",
  news: "New (Sealed)",
  newc: "New (Complete)",
  newi: "New (Incomplete)",
  usedc: "Used (Complete)",
  usedi: "Used (Incomplete)",
  usedn: "Used (Like New)",
  usedg: "Used (Good)",
  useda: "Used (Acceptable)",
  other: "Other",
};

/** An order as the list shows it: seven fields, all of them text. */
export function orderRow(order: Order) {
  return {
    order_id: order.orderId,
    order_date: unixSeconds(order.placedAt),
    ...counts(order),
    base_order_total: formatTotal(totalOf(order)),
    status: statusName(order.statusId),
    status_id: String(order.statusId),
  };
}

/** An order in full. Every number is text but for the two fees. */
export function orderView(world: BrickowlWorld, order: Order) {
  const { buyer, payment } = order;
  const goods = refundedGoodsOf(order);
  return {
    order_id: order.orderId,
    order_time: unixSeconds(order.placedAt),
    processed_time: order.processedAt === null ? null : unixSeconds(order.processedAt),
    iso_order_time: isoAtHome(order.placedAt),
    iso_processed_time: isoAtHome(order.processedAt),
    store_id: world.shop.storeId,
    ship_method_name: buyer.countryCode === world.shop.country ? "Tracked Mail" : "International Tracked Mail",
    status: statusName(order.statusId),
    status_id: String(order.statusId),
    weight: weightOf(world, order),
    ship_total: formatTotal(order.shipping),
    buyer_note: order.buyerNote,
    ...counts(order),
    base_currency: world.shop.currency,
    payment_method_type: payment.method,
    payment_currency: payment.currency,
    payment_total: formatTotal(payment.total ?? totalOf(order)),
    base_order_total: formatTotal(totalOf(order)),
    sub_total: formatTotal(subtotalOf(order)),
    coupon_discount: formatTotal(order.coupon),
    payment_method_note: "",
    payment_transaction_id: payment.transactionId,
    tax_rate: "0.00",
    tax_amount: formatTotal(order.tax),
    tracking_number: order.trackingNumber,
    tracking_advice: "",
    buyer_name: `${buyer.firstName} ${buyer.lastName}`,
    combine_with: null,
    refund_shipping: formatTotal(order.refundedShipping),
    refund_adjustment: "0.00",
    refund_subtotal: formatTotal(goods),
    refund_total: formatTotal(goods + order.refundedShipping),
    refund_note: null,
    affiliate_fee: 0,
    brickowl_fee: (subtotalOf(order) / 1000) * FEE_SHARE,
    seller_note: order.sellerNote,
    ...address("ship", order),
    ...(world.settings.newerFields && newerFields(order)),
  };
}

/** The items of an order; conditions are words here, not codes as in the list of lots. */
export function lineView(world: BrickowlWorld, line: OrderLine) {
  return {
    image_small: pictureOf(world, line),
    condition: conditionWords[line.condition],
    name: displayName(world, line),
    boid: fullBoid(line),
    personal_note: line.personalNote,
    bl_lot_id: line.externalId,
    external_lot_ids: externalIds(line.externalId),
    remaining_quantity: String(world.lots.get(line.lotId)?.quantity ?? 0),
    weight: world.items.get(line.boid)?.weight ?? "1.000",
    public_note: line.publicNote,
    ordered_quantity: String(line.quantity),
    order_item_id: line.orderItemId,
    base_price: formatPrice(line.price),
    color_name: colorOf(line.colorId)?.name ?? "",
    color_id: String(line.colorId ?? 0),
    lot_id: line.lotId,
    ids: idsOf(world, line),
    ...(world.settings.newerFields && {
      type: world.items.get(line.boid)?.type ?? "Part",
      full_con: line.condition,
      refunded_quantity: String(line.refundedQuantity),
    }),
  };
}

function counts({ lines }: Order) {
  const quantity = lines.reduce((sum, line) => sum + line.quantity, 0);
  return { total_quantity: String(quantity), total_lots: String(lines.length) };
}

function weightOf(world: BrickowlWorld, { lines }: Order): string {
  const grams = lines.reduce((sum, { boid, quantity }) => sum + quantity * Number(world.items.get(boid)?.weight), 0);
  return grams.toFixed(3);
}

function address(prefix: "ship" | "billing", { buyer }: Order) {
  const fields = {
    first_name: buyer.firstName,
    last_name: buyer.lastName,
    country_code: buyer.countryCode,
    country: regionNames.of(buyer.countryCode) ?? buyer.countryCode,
    post_code: buyer.postCode,
    street_1: buyer.street1,
    street_2: buyer.street2 ?? "",
    city: buyer.city,
    region: buyer.region ?? "",
    phone: buyer.phone ?? "",
  };
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [`${prefix}_${name}`, value]));
}

function newerFields(order: Order) {
  const { buyer, feedbackLeft } = order;
  return {
    ship_method_id: "1",
    tax_scheme_id: null,
    customer_email: buyer.email,
    customer_user_id: String(100_000 + buyer.username.length),
    customer_username: buyer.username,
    message_count: "0",
    customer_feedback_left: "0",
    store_feedback_left: feedbackLeft ? "1" : "0",
    my_cost_total: null,
    utm_source: null,
    utm_medium: null,
    ship_tax: "0.00",
    ...address("billing", order),
    billing_tax: "",
  };
}

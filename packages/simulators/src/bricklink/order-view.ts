import type { Order, OrderLine } from "./bricklink-entities.ts";
import type { BricklinkBuyerSeed } from "./bricklink-seed.ts";
import type { BricklinkWorld } from "./bricklink-world.ts";
import { colorName } from "./colors.ts";
import { formatFixed } from "./fixed-point.ts";
import { itemView } from "./lot-view.ts";
import { grandTotalOf, subtotalOf } from "./order-cost.ts";
import { encodeEntities, wireCountry } from "./text-entities.ts";

/** An order as the list shows it: no address, no mail, no shipping cost. */
export function orderSummary(world: BricklinkWorld, order: Order) {
  const lines = order.batches.flat();
  return {
    order_id: order.orderId,
    date_ordered: order.placedAt,
    date_status_changed: order.statusChangedAt,
    seller_name: world.shop.sellerName,
    store_name: encodeEntities(world.shop.storeName),
    buyer_name: order.buyer.username,
    status: order.status,
    total_count: lines.reduce((sum, { quantity }) => sum + quantity, 0),
    unique_count: lines.length,
    payment: paymentView(world, order),
    cost: {
      currency_code: world.shop.currencyCode,
      subtotal: formatFixed(subtotalOf(order)),
      grand_total: formatFixed(grandTotalOf(order)),
    },
    disp_cost: {
      currency_code: world.shop.currencyCode,
      subtotal: formatFixed(subtotalOf(order)),
      grand_total: formatFixed(grandTotalOf(order)),
    },
  };
}

/** An order in full. */
export function orderDetail(world: BricklinkWorld, order: Order) {
  const { buyer, shipping } = order;
  const method = shippingMethodOf(shipping.methodId);
  return {
    ...orderSummary(world, order),
    buyer_email: buyer.email,
    require_insurance: false,
    is_invoiced: true,
    remarks: order.remarks === null ? null : encodeEntities(order.remarks),
    total_weight: null,
    buyer_order_count: world.orders.where((other) => other.buyer.username === buyer.username).length,
    is_filed: order.isFiled,
    drive_thru_sent: order.driveThruSent,
    salesTax_collected_by_bl: false,
    shipping: {
      method_id: shipping.methodId,
      method: method?.name ?? null,
      tracking_no: shipping.trackingNumber,
      tracking_link: shipping.trackingLink,
      date_shipped: shipping.shippedAt,
      address: addressView(buyer),
    },
    cost: costView(world, order),
    disp_cost: costView(world, order),
  };
}

/** The batches of an order as the wire shows them; a purged order has lost its items. */
export function batchesView(world: BricklinkWorld, order: Order) {
  if (order.status === "PURGED") return [];
  return order.batches.map((batch) => batch.map((line) => lineView(world, line)));
}

export const shippingMethods = [
  { methodId: 10_001, name: "Royal Mail Tracked 48", area: "D", isDefault: true },
  { methodId: 10_002, name: "Royal Mail Large Letter", area: "D", isDefault: false },
  { methodId: 10_003, name: "Royal Mail International Tracked", area: "I", isDefault: false },
] as const;

export function shippingMethodOf(methodId: number) {
  return shippingMethods.find((method) => method.methodId === methodId);
}

function lineView(world: BricklinkWorld, line: OrderLine) {
  const price = formatFixed(line.unitPrice);
  return {
    inventory_id: line.inventoryId,
    item: itemView(world, line),
    color_id: line.colorId,
    color_name: colorName(line.colorId),
    quantity: line.quantity,
    new_or_used: line.newOrUsed,
    completeness: line.completeness,
    unit_price: price,
    unit_price_final: price,
    disp_unit_price: price,
    disp_unit_price_final: price,
    currency_code: world.shop.currencyCode,
    disp_currency_code: world.shop.currencyCode,
    description: encodeEntities(line.description),
    remarks: encodeEntities(line.remarks),
  };
}

function paymentView(world: BricklinkWorld, { payment }: Order) {
  return {
    method: payment.method,
    currency_code: world.shop.currencyCode,
    date_paid: payment.paidAt,
    status: payment.status,
  };
}

function costView(world: BricklinkWorld, order: Order) {
  const { cost, shipping } = order;
  return {
    currency_code: world.shop.currencyCode,
    subtotal: formatFixed(subtotalOf(order)),
    grand_total: formatFixed(grandTotalOf(order)),
    final_total: formatFixed(grandTotalOf(order)),
    etc1: formatFixed(cost.etc1),
    etc2: formatFixed(cost.etc2),
    insurance: formatFixed(cost.insurance),
    shipping: formatFixed(shipping.cost),
    credit: formatFixed(cost.credit),
    coupon: formatFixed(cost.coupon),
    vat_rate: "0.00",
    vat_amount: formatFixed(0),
  };
}

// Parts of the address exist only where the buyer saved it in parts; one text exists always.
function addressView(buyer: BricklinkBuyerSeed) {
  const { fullName, addressLine1, addressLine2 = null, city, state = null, postalCode, phone = null } = buyer;
  const lines = [addressLine1, addressLine2, [city, state, postalCode].filter(Boolean).join(", ")];
  const whole = {
    name: { full: encodeEntities(fullName) },
    full: encodeEntities(lines.filter((line) => line !== null).join("\n")),
    country_code: wireCountry(buyer.countryCode),
    phone_number: phone,
  };
  if (buyer.hasNormalizedAddress === false) return whole;
  const [first = "", ...rest] = fullName.split(" ");
  return {
    ...whole,
    name: { ...whole.name, first: encodeEntities(first), last: encodeEntities(rest.join(" ")) },
    address1: encodeEntities(addressLine1),
    address2: addressLine2 === null ? null : encodeEntities(addressLine2),
    city: encodeEntities(city),
    state: state === null ? null : encodeEntities(state),
    postal_code: postalCode,
  };
}

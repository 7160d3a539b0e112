import { type Region, regionOf, toDecimal } from "../regions.ts";
import type { Order, OrderLine, Package } from "../tiktok-shop-entities.ts";
import type { TiktokShopWorld } from "../tiktok-shop-world.ts";
import { viewAddress } from "./order-address.ts";

const DAY = 86_400;

/** An order as search and detail give it; what the platform does not know is left out. */
export function viewOrder(world: TiktokShopWorld, order: Order, detail: boolean) {
  const shop = world.shops.get(order.shopId);
  const region = regionOf(shop?.region ?? "GB");
  const packages = world.packages.where(({ orderId }) => orderId === order.id);
  const option = world.deliveryOptions.get(order.deliveryOptionId);
  const shipped = packages.find(({ trackingNumber }) => trackingNumber !== "");
  const address = viewAddress(order, region.code);
  return {
    id: order.id,
    status: order.strangeStatus ?? order.status,
    create_time: order.createTime,
    update_time: order.updateTime,
    ...times(order),
    ...flags(order),
    order_type: order.orderType,
    user_id: order.userId,
    // The real one ends with a line break, too.
    buyer_email: `${order.email}\n`,
    buyer_message: order.buyerMessage,
    seller_note: order.sellerNote,
    commerce_platform: "TIKTOK_SHOP",
    fulfillment_type: order.fulfillmentType,
    shipping_type: order.shippingType,
    delivery_type: "HOME_DELIVERY",
    delivery_option_id: order.deliveryOptionId,
    delivery_option_name: option?.name ?? "",
    warehouse_id: order.warehouseId,
    ...(shipped !== undefined && {
      shipping_provider: shipped.providerName,
      shipping_provider_id: shipped.providerId,
      tracking_number: shipped.trackingNumber,
    }),
    packages: packages.map(({ id }) => ({ id })),
    payment: payment(order, region),
    payment_method_name: "CCDC",
    ...(detail && { payment_method_code: "CCDC" }),
    ...(address !== undefined && { recipient_address: address }),
    line_items: order.lines.map((line) => viewLine(line, region, packages)),
    ...(order.replacedOrderId !== null && { replaced_order_id: order.replacedOrderId }),
    ...(order.exchangedOrderId !== null && { exchange_source_order_id: order.exchangedOrderId }),
    ...(order.cancelReason !== null && { cancel_reason: order.cancelReason }),
    ...(order.cancelledBy !== null && { cancellation_initiator: order.cancelledBy }),
  };
}

function times(order: Order) {
  const { paidTime, shipBy, shippedTime, deliveredTime, cancelTime, cancelRequestedTime } = order;
  return {
    ...(paidTime !== null && { paid_time: paidTime }),
    ...(shipBy !== null && { rts_sla_time: shipBy, tts_sla_time: shipBy + DAY, shipping_due_time: shipBy }),
    ...(shippedTime !== null && { rts_time: shippedTime }),
    ...(deliveredTime !== null && { delivery_time: deliveredTime }),
    ...(cancelTime !== null && { cancel_time: cancelTime }),
    ...(cancelRequestedTime !== null && {
      request_cancel_time: cancelRequestedTime,
      cancel_order_sla_time: cancelRequestedTime + 2 * DAY,
    }),
  };
}

function flags(order: Order) {
  return {
    is_buyer_request_cancel: order.cancelRequestedTime !== null,
    is_on_hold_order: order.status === "ON_HOLD",
    is_sample_order: order.isSample,
    is_cod: order.isCashOnDelivery,
    is_replacement_order: order.replacedOrderId !== null,
    is_exchange_order: order.exchangedOrderId !== null,
    has_updated_recipient_address: false,
  };
}

function payment(order: Order, region: Region) {
  const decimal = (minor: number) => toDecimal(minor, region);
  const sum = (amount: (line: OrderLine) => number) => order.lines.reduce((total, line) => total + amount(line), 0);
  const original = sum(({ originalPrice }) => originalPrice);
  const sellerDiscount = sum((line) => line.sellerDiscount);
  const platformDiscount = sum((line) => line.platformDiscount);
  const subTotal = original - sellerDiscount - platformDiscount;
  return {
    currency: region.currency,
    original_total_product_price: decimal(original),
    seller_discount: decimal(sellerDiscount),
    platform_discount: decimal(platformDiscount),
    sub_total: decimal(subTotal),
    original_shipping_fee: decimal(order.shippingFee),
    shipping_fee: decimal(order.shippingFee),
    shipping_fee_seller_discount: decimal(0),
    shipping_fee_platform_discount: decimal(0),
    product_tax: decimal(order.tax),
    shipping_fee_tax: decimal(0),
    tax: decimal(order.tax),
    total_amount: decimal(subTotal + order.shippingFee + order.tax),
  };
}

function viewLine(line: OrderLine, region: Region, packages: readonly Package[]) {
  const pack = packages.find(({ id }) => id === line.packageId);
  const decimal = (minor: number) => toDecimal(minor, region);
  return {
    id: line.id,
    product_id: line.productId,
    product_name: line.productName,
    sku_id: line.skuId,
    sku_name: line.skuName,
    seller_sku: line.sellerSku,
    sku_type: "NORMAL",
    currency: region.currency,
    original_price: decimal(line.originalPrice),
    sale_price: decimal(line.originalPrice - line.sellerDiscount - line.platformDiscount),
    seller_discount: decimal(line.sellerDiscount),
    platform_discount: decimal(line.platformDiscount),
    display_status: line.status,
    is_gift: line.isGift,
    ...(line.cancelReason !== null && { cancel_reason: line.cancelReason }),
    ...(line.cancelUser !== null && { cancel_user: line.cancelUser }),
    ...(pack !== undefined && {
      package_id: pack.id,
      package_status: pack.status === "PROCESSING" && pack.shippedTime === null ? "TO_FULFILL" : pack.status,
      ...(pack.trackingNumber !== "" && { tracking_number: pack.trackingNumber }),
      ...(pack.providerId !== "" && {
        shipping_provider_id: pack.providerId,
        shipping_provider_name: pack.providerName,
      }),
      ...(pack.shippedTime !== null && { rts_time: pack.shippedTime }),
    }),
  };
}

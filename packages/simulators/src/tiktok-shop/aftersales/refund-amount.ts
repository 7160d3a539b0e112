import { regionOf, toDecimal } from "../regions.ts";
import type { OrderLine, Shop } from "../tiktok-shop-entities.ts";

/** What is given back for lines; shipping and tax stay out. */
export function refundAmount(shop: Shop, lines: readonly OrderLine[]) {
  const region = regionOf(shop.region);
  const paid = lines.reduce((sum, line) => sum + line.originalPrice - line.sellerDiscount - line.platformDiscount, 0);
  return {
    currency: region.currency,
    refund_subtotal: toDecimal(paid, region),
    refund_shipping_fee: toDecimal(0, region),
    refund_tax: toDecimal(0, region),
    refund_total: toDecimal(paid, region),
  };
}

/** A line as cancellations and returns name it. */
export function refundLine(shop: Shop, line: OrderLine) {
  return {
    order_line_item_id: line.id,
    product_name: line.productName,
    seller_sku: line.sellerSku,
    sku_id: line.skuId,
    sku_name: line.skuName,
    refund_amount: refundAmount(shop, [line]),
  };
}

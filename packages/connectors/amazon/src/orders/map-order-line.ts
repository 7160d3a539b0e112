import type { Money, OrderLine } from "@counterfoil/core/model";
import { addMoney, conditionOf, money, textOrNull } from "../amazon-values.ts";
import type { WireOrder, WireOrderItem } from "./order-schemas.ts";

type Breakdowns = NonNullable<WireOrderItem["proceeds"]>["breakdowns"];

/** The sum of one kind of proceeds, such as `SHIPPING`; null where Amazon names none. */
export function proceedsOf(breakdowns: Breakdowns, type: string): Money | null {
  return addMoney((breakdowns ?? []).filter((part) => part.type === type).map((part) => money(part.subtotal)));
}

/** One order item in the common shape. A listing is named by its ASIN, and the offer within it by the seller's SKU. */
export function mapOrderLine(item: WireOrderItem, order: WireOrder, raw: unknown): OrderLine {
  const { product, quantityOrdered: quantity } = item;
  const asin = textOrNull(product.asin);
  const sku = textOrNull(product.sellerSku);
  const unitPrice = money(product.price?.unitPrice);
  const breakdowns = item.proceeds?.breakdowns;
  return {
    externalId: item.orderItemId,
    listingId: asin ?? sku,
    variationId: sku,
    sku,
    title: textOrNull(product.title) ?? asin ?? sku ?? "Item without a title",
    quantity,
    quantityShipped: shipped(item, order),
    quantityCancelled: cancelled(item, order),
    quantityRefunded: null,
    identifiers: asin ? [{ type: "asin", value: asin }] : [],
    condition: conditionOf(product.condition?.conditionType, product.condition?.conditionSubtype),
    variation: [],
    unitPrice,
    lineTotal: proceedsOf(breakdowns, "ITEM") ?? times(unitPrice, quantity),
    shipping: proceedsOf(breakdowns, "SHIPPING"),
    tax: proceedsOf(breakdowns, "TAX"),
    kind: null,
    raw,
  };
}

function shipped({ fulfillment, orderItemId }: WireOrderItem, { packages }: WireOrder): number | null {
  if (fulfillment?.quantityFulfilled != null) return fulfillment.quantityFulfilled;
  if (!packages) return null;
  const units = packages.flatMap((one) => one.packageItems ?? []).filter((item) => item.orderItemId === orderItemId);
  return units.reduce((sum, { quantity }) => sum + quantity, 0);
}

/** Units that will not be shipped any more. A mere request of the buyer cancels nothing. */
function cancelled({ quantityOrdered, fulfillment, cancellation }: WireOrderItem, order: WireOrder): number {
  const gone = cancellation?.cancellationExecution || order.fulfillment?.fulfillmentStatus === "CANCELLED";
  return gone ? Math.max(0, quantityOrdered - (fulfillment?.quantityFulfilled ?? 0)) : 0;
}

function times(price: Money | null, quantity: number): Money | null {
  return price && { minor: price.minor * quantity, currency: price.currency };
}

import type { Money, OrderLine } from "@counterfoil/core/model";
import type { WireOrderItem } from "../flipkart-schemas.ts";
import { addPaise, paise, plainSku, textOrNull, wholeQuantity } from "../flipkart-values.ts";

/** One order item as one shipment has it. */
export interface ItemPart {
  item: WireOrderItem;
  cancelled: boolean;
  /** The goods have left the seller. */
  shipped: boolean;
  raw: unknown;
}

/** The parts of one order item, over all shipments, as one line. Money of cancelled parts stays in: it was sold so. */
export function mapOrderLine(parts: readonly ItemPart[]): OrderLine {
  const [first] = parts;
  if (first === undefined) throw new TypeError("an order line needs at least one item");
  const { item } = first;
  const units = (wanted: (part: ItemPart) => boolean) =>
    parts.filter(wanted).reduce((sum, part) => sum + wholeQuantity(part.item.quantity), 0);
  const quantity = units(() => true);
  const lineTotal = addPaise(parts.map((part) => goodsTotal(part.item)));
  return {
    externalId: item.orderItemId,
    listingId: textOrNull(item.listingId),
    variationId: null,
    sku: plainSku(item.sku),
    title: textOrNull(item.title) ?? plainSku(item.sku) ?? item.orderItemId,
    quantity,
    quantityShipped: units(({ shipped }) => shipped),
    quantityCancelled: units(({ cancelled }) => cancelled),
    quantityRefunded: null,
    identifiers: [],
    condition: null,
    variation: [],
    unitPrice: unitPrice(lineTotal, quantity),
    lineTotal,
    shipping: addPaise(parts.map((part) => paise(part.item.priceComponents?.shippingCharge))),
    tax: null,
    kind: null,
    raw: parts.length === 1 ? first.raw : parts.map(({ raw }) => raw),
  };
}

/**
 * What the goods of an item cost the buyer. Flipkart's total holds the shipping charge; whether its customer price does
 * too differs between its documents and its answers. Where neither reading adds up, the figure is not known.
 */
export function goodsTotal({ priceComponents: prices }: WireOrderItem): Money | null {
  const total = paise(prices?.totalPrice);
  const shipping = paise(prices?.shippingCharge)?.minor ?? 0;
  const customer = paise(prices?.customerPrice);
  if (total === null) return paise(prices?.sellingPrice);
  const addsUp = customer === null || total.minor === customer.minor || total.minor === customer.minor + shipping;
  return addsUp ? { ...total, minor: total.minor - shipping } : null;
}

function unitPrice(total: Money | null, quantity: number): Money | null {
  if (total === null || quantity === 0 || total.minor % quantity !== 0) return null;
  return { ...total, minor: total.minor / quantity };
}

import type { Money, OrderLine, Shipment } from "@counterfoil/core/model";
import type { WireLineItem } from "../ebay-schemas.ts";
import { addMoney, money, textOrNull } from "../ebay-values.ts";

/** What a line needs to know of its order. */
export interface LineContext {
  /** Shipments in full; null when they were not read. */
  shipments: readonly Shipment[] | null;
  cancelState: string;
  paymentStatus: string | null;
  raw: unknown;
}

/** One line item in the common shape. Product identifiers are not part of eBay's order lines. */
export function mapOrderLine(line: WireLineItem, context: LineContext): OrderLine {
  const lineTotal = money(line.discountedLineItemCost) ?? money(line.lineItemCost);
  return {
    externalId: line.lineItemId,
    listingId: textOrNull(line.legacyItemId),
    variationId: textOrNull(line.legacyVariationId),
    sku: textOrNull(line.sku),
    title: lineTitle(line),
    quantity: line.quantity,
    quantityShipped: quantityShipped(line, context.shipments),
    quantityCancelled: context.cancelState === "CANCELED" ? line.quantity : 0,
    quantityRefunded: quantityRefunded(line, lineTotal, context.paymentStatus),
    identifiers: [],
    condition: null,
    variation: (line.variationAspects ?? []).map(({ name, value }) => ({ name: name ?? "", value: value ?? "" })),
    unitPrice: unitPrice(lineTotal, line.quantity),
    lineTotal,
    shipping: money(line.deliveryCost?.shippingCost),
    tax: lineTax(line),
    kind: null,
    raw: context.raw,
  };
}

/** While a listing is on hold, eBay gives its item id in place of the title: that is no title. */
function lineTitle(line: WireLineItem): string {
  const title = textOrNull(line.title);
  if (title !== null && title !== line.legacyItemId) return title;
  return "Title withheld by eBay";
}

function quantityShipped(line: WireLineItem, shipments: readonly Shipment[] | null): number | null {
  if (line.lineItemFulfillmentStatus === "FULFILLED") return line.quantity;
  if (line.lineItemFulfillmentStatus === "NOT_STARTED") return 0;
  if (shipments === null) return null;
  const shipped = shipments
    .flatMap((shipment) => shipment.lines)
    .filter((shippedLine) => shippedLine.lineExternalId === line.lineItemId)
    .reduce((sum, shippedLine) => sum + shippedLine.quantity, 0);
  return Math.min(shipped, line.quantity);
}

/** eBay refunds amounts, not units: known only when nothing, or everything, was refunded. */
function quantityRefunded(line: WireLineItem, lineTotal: Money | null, paymentStatus: string | null): number | null {
  if (paymentStatus === "FULLY_REFUNDED") return line.quantity;
  if (paymentStatus !== "PARTIALLY_REFUNDED") return paymentStatus === null ? null : 0;
  const refunded = addMoney((line.refunds ?? []).map((refund) => money(refund.amount)));
  if (refunded === null || lineTotal === null) return null;
  return refunded.currency === lineTotal.currency && refunded.minor >= lineTotal.minor ? line.quantity : null;
}

function unitPrice(total: Money | null, quantity: number): Money | null {
  if (total === null || quantity === 0 || total.minor % quantity !== 0) return null;
  return { minor: total.minor / quantity, currency: total.currency };
}

function lineTax(line: WireLineItem): Money | null {
  const taxes = line.taxes;
  if (!taxes) return null;
  if (taxes.length > 0) return addMoney(taxes.map((tax) => money(tax.amount)));
  const currency = money(line.lineItemCost)?.currency;
  return currency ? { minor: 0, currency } : null;
}

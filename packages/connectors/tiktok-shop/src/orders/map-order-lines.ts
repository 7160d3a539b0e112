import type { Money, OrderLine } from "@counterfoil/core/model";
import type { WireLineItem, WireOrder } from "../schemas/order.ts";
import { addMoney, compareIds, groupBy, money, textOrNull } from "../tiktok-shop-values.ts";
import { isCancelledUnit, isShippedUnit } from "./order-status.ts";

/** The units of one line. TikTok Shop lists each unit by itself. */
export interface LineUnits {
  /** The lowest id of its units: TikTok Shop keeps cancelled ones, so it stays. */
  externalId: string;
  units: WireLineItem[];
}

/**
 * Units of one SKU at one price are one line. What happens to a unit later (its parcel, its cancellation) does not
 * part it from the others: a line keeps its id for as long as the order lives.
 */
export function orderLines(order: Pick<WireOrder, "line_items">): LineUnits[] {
  const keyOf = (unit: WireLineItem) =>
    JSON.stringify([unit.product_id, unit.sku_id, unit.sale_price, unit.currency, unit.is_gift === true]);
  return [...groupBy(order.line_items ?? [], keyOf).values()].map((units) => {
    const sorted = [...units].sort((a, b) => compareIds(a.id, b.id));
    return { externalId: sorted[0]?.id ?? "", units: sorted };
  });
}

/** A line in the common shape; `raw` holds TikTok Shop's payload of each of its units. */
export function mapOrderLine(
  line: LineUnits,
  context: { currency: string; rawUnits: ReadonlyMap<string, unknown> },
): OrderLine {
  const { units, externalId } = line;
  const [first] = units;
  if (!first) throw new TypeError("a line has no unit");
  const unitPrice = money(first.sale_price, context.currency);
  const quantity = units.length;
  const skuName = textOrNull(first.sku_name);
  const option = skuName === null || skuName.toLowerCase() === "default" ? null : skuName;
  return {
    externalId,
    listingId: textOrNull(first.product_id),
    variationId: textOrNull(first.sku_id),
    sku: textOrNull(first.seller_sku),
    title: [textOrNull(first.product_name), option].filter((part) => part !== null).join(", "),
    quantity,
    quantityShipped: units.filter(isShippedUnit).length,
    quantityCancelled: units.filter(isCancelledUnit).length,
    quantityRefunded: null,
    identifiers: [],
    condition: null,
    variation: option === null ? [] : [{ name: "Option", value: option }],
    unitPrice,
    lineTotal: unitPrice && { ...unitPrice, minor: unitPrice.minor * quantity },
    shipping: null,
    tax: tax(units, context.currency),
    kind: null,
    raw: units.map(({ id }) => context.rawUnits.get(id)),
  };
}

function tax(units: readonly WireLineItem[], currency: string): Money | null {
  return addMoney(units.flatMap((unit) => (unit.item_tax ?? []).map((item) => money(item.tax_amount, currency))));
}

/** The raw payload of each unit by its id. */
export function rawUnitsOf(raw: unknown): ReadonlyMap<string, unknown> {
  const items = (raw as { line_items?: unknown } | null)?.line_items;
  const list: unknown[] = Array.isArray(items) ? items : [];
  return new Map(list.map((item) => [String((item as { id?: unknown } | null)?.id ?? "").trim(), item]));
}

import type { OrderLine } from "@counterfoil/core/model";
import { conditionOf, identifiersOf, kindOf, titleOf, variationOf } from "../bricklink-goods.ts";
import { fixedToMoney, parseFixed, toExactMoney } from "../bricklink-money.ts";
import type { BricklinkOrderItem } from "../bricklink-schemas.ts";

export interface LineContext {
  currency: string;
  status: string;
  shipped: boolean;
}

/** Maps the batches of an order to lines. BrickLink gives lines no id: batch and lot make one that survives re-reads. */
export function mapOrderLines(batches: readonly (readonly BricklinkOrderItem[])[], context: LineContext): OrderLine[] {
  const taken = new Map<string, number>();
  return batches.flatMap((batch, batchIndex) =>
    batch.map((item) => {
      const base = `${batchIndex}:${lotOf(item) ?? goodsKey(item)}`;
      const repeat = taken.get(base) ?? 0;
      taken.set(base, repeat + 1);
      return mapLine(item, repeat === 0 ? base : `${base}:${repeat}`, context);
    }),
  );
}

function mapLine(item: BricklinkOrderItem, externalId: string, context: LineContext): OrderLine {
  const currency = item.currency_code || context.currency;
  const price = item.unit_price_final ?? item.unit_price;
  const fixed = parseFixed(price);
  return {
    externalId,
    listingId: lotOf(item),
    variationId: null,
    sku: null,
    title: titleOf(item),
    quantity: item.quantity,
    ...progress(item.quantity, context),
    quantityRefunded: null,
    identifiers: identifiersOf(item),
    condition: conditionOf(item),
    variation: variationOf(item),
    unitPrice: toExactMoney(price, currency),
    lineTotal: fixed === null ? null : fixedToMoney(fixed * item.quantity, currency),
    shipping: null,
    tax: null,
    kind: kindOf(item),
    raw: item,
  };
}

// BrickLink ships and cancels whole orders; in dispute or an unknown state it does not say.
function progress(quantity: number, { status, shipped }: LineContext) {
  if (status === "cancelled") return { quantityShipped: shipped ? quantity : 0, quantityCancelled: quantity };
  if (shipped) return { quantityShipped: quantity, quantityCancelled: 0 };
  const open = status === "pending" || status === "paid" || status === "packed";
  return { quantityShipped: open ? 0 : null, quantityCancelled: open ? 0 : null };
}

// Lots of sold-out goods may be gone: the id is then 0 or missing.
function lotOf(item: BricklinkOrderItem): string | null {
  return item.inventory_id && item.inventory_id !== "0" ? item.inventory_id : null;
}

function goodsKey(item: BricklinkOrderItem): string {
  return [item.item.type, item.item.no, item.color_id ?? 0, item.new_or_used ?? ""].join("-");
}

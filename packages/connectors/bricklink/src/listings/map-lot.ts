import type { Listing, ListingReference, StockLevel } from "@counterfoil/core/model";
import { categoryOf, conditionOf, identifiersOf, titleOf, variationOf, wordsOf } from "../bricklink-goods.ts";
import { toMoney } from "../bricklink-money.ts";
import type { BricklinkLot } from "../bricklink-schemas.ts";
import { plainText } from "../bricklink-text.ts";

/** Units a buyer can order: none of a lot in a stockroom. */
export function offeredQuantity(lot: Pick<BricklinkLot, "quantity" | "is_stock_room">): number {
  return lot.is_stock_room ? 0 : lot.quantity;
}

export function lotReference(lot: BricklinkLot): ListingReference {
  return { externalId: lot.inventory_id, variationId: null, sku: null, platformData: {} };
}

export function lotStockLevel(lot: BricklinkLot, listing: ListingReference, observedAt: number): StockLevel {
  return { listing, quantity: offeredQuantity(lot), observedAt: new Date(observedAt).toISOString() };
}

/**
 * A lot as a listing. The price has no currency on the wire: it is in the store's, which is learnt from orders and given
 * here; null leaves the price unknown.
 */
export function mapLot(lot: BricklinkLot, currency: string | null, raw: unknown): Listing {
  return {
    platform: "bricklink",
    reference: lotReference(lot),
    title: titleOf(lot),
    status: statusOf(lot),
    quantity: offeredQuantity(lot),
    price: currency === null ? null : toMoney(lot.unit_price, currency),
    condition: conditionOf(lot),
    identifiers: identifiersOf(lot),
    variation: variationOf(lot),
    location: plainText(lot.remarks),
    url: null,
    imageUrl: null,
    category: categoryOf(lot),
    attributes: wordsOf(lot),
    raw,
  };
}

function statusOf(lot: BricklinkLot): Listing["status"] {
  if (lot.is_stock_room && lot.quantity > 0) return "draft";
  return lot.quantity > 0 ? "active" : "out_of_stock";
}

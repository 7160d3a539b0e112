import type { InventoryItem, Order, OrderLine } from "../model/index.ts";
import type { LegacySale, MatchItem, MatchLine } from "./types.ts";

/** What the matcher needs of an inventory item. */
export function toMatchItem(item: InventoryItem, legacySale: LegacySale | null = null): MatchItem {
  const { id, sku, title, identifiers, condition, status, location, askingPrice, acquiredAt, createdAt, listings } =
    item;
  const { quantityOnHand, quantityClaimed } = item;
  return {
    ...{ id, sku, title, identifiers, condition, status, quantityOnHand, quantityClaimed },
    ...{ location, askingPrice, acquiredAt, createdAt, listings, legacySale },
  };
}

/** Where a line stands: its ids here, and how many units it wants and holds. */
export interface LineStanding {
  id: string;
  orderId: string;
  position: number;
  needed: number;
  held: number;
  preLinked?: readonly string[];
}

/** What the matcher needs of a sold line. */
export function toMatchLine(order: Order, line: OrderLine, standing: LineStanding): MatchLine {
  const { listingId, variationId, sku, title, identifiers, condition, unitPrice } = line;
  const { platform, placedAt, externalId } = order;
  return {
    ...{ platform, placedAt, orderReference: externalId },
    ...{ listingId, variationId, sku, title, identifiers, condition, unitPrice },
    ...standing,
    preLinked: standing.preLinked ?? [],
  };
}

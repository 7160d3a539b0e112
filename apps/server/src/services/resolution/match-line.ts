import type { MatchLine } from "@counterfoil/core/matching";
import { heldQuantity } from "@counterfoil/core/resolution";
import type { SheetLine } from "./line-sheet.ts";

/** What the matcher needs of a line. */
export function toMatchLine({ row, order, state }: Pick<SheetLine, "row" | "order" | "state">): MatchLine {
  return {
    ...{ id: row.id, orderId: order.id, orderReference: order.external_id, platform: order.platform },
    ...{ placedAt: order.placed_at.toISOString(), position: row.position },
    ...{ listingId: row.listing_external_id, variationId: row.variation_id, sku: row.sku, title: row.title },
    ...{ identifiers: row.identifiers, condition: row.condition },
    unitPrice: unitPriceOf(row),
    ...{ needed: state.needed, held: heldQuantity(state), preLinked: [] },
  };
}

function unitPriceOf(row: SheetLine["row"]): MatchLine["unitPrice"] {
  if (row.unit_price_minor !== null) return { minor: row.unit_price_minor, currency: row.currency };
  if (row.line_total_minor === null || row.quantity === 0) return null;
  return { minor: Math.round(row.line_total_minor / row.quantity), currency: row.currency };
}

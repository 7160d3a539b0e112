import type { Candidate } from "@counterfoil/core/matching";
import { availableQuantity } from "@counterfoil/core/model";
import type { Database } from "@counterfoil/db";
import type { Transaction } from "kysely";
import { isoOrNull, moneyView } from "../money-view.ts";
import type { CandidateView } from "./entry-views.ts";

type Scored = Pick<Candidate, "itemId" | "score" | "reasons" | "lostBecause">;

/** Scored items with what a person needs to see of them, in the given order. Items that are gone are left out. */
export async function readCandidateViews(
  tx: Transaction<Database>,
  scored: readonly Scored[],
): Promise<CandidateView[]> {
  if (scored.length === 0) return [];
  const rows = await tx
    .selectFrom("inventory_items")
    .selectAll()
    .where(
      "id",
      "in",
      scored.map(({ itemId }) => itemId),
    )
    .where("removed_at", "is", null)
    .execute();
  const byId = new Map(rows.map((row) => [row.id, row]));
  return scored.flatMap(({ itemId, score, reasons, lostBecause }) => {
    const row = byId.get(itemId);
    if (row === undefined) return [];
    const stock = { status: row.status, quantityOnHand: row.quantity_on_hand, quantityClaimed: row.quantity_claimed };
    return [
      {
        ...{ inventoryItemId: row.id, sku: row.sku, title: row.title, imageUrl: row.image_url },
        ...{ condition: row.condition, status: row.status, location: row.location },
        unitCost: moneyView(row.unit_cost_minor, row.unit_cost_currency),
        ...{ acquiredAt: isoOrNull(row.acquired_at), available: availableQuantity(stock) },
        ...{ score, reasons: [...reasons], lostBecause },
      },
    ];
  });
}

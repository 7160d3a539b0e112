import type { Database, OrderLineRow } from "@counterfoil/db";
import type { Transaction } from "kysely";
import { groupBy } from "../group-by.ts";
import { moneyView } from "../money-view.ts";
import type { ClaimView, OrderLineView } from "./order-views.ts";

type Tx = Transaction<Database>;

async function readClaims(tx: Tx, orderId: string) {
  return await tx
    .selectFrom("claims")
    .innerJoin("inventory_items", "inventory_items.id", "claims.item_id")
    .select([
      "claims.id",
      "claims.line_id",
      "claims.item_id",
      "claims.quantity",
      "claims.quantity_released",
      "claims.state",
      "claims.method",
      "claims.decided_by",
      "claims.evidence",
      "claims.reserved_at",
      "inventory_items.sku",
      "inventory_items.title",
      "inventory_items.location",
    ])
    .where("claims.order_id", "=", orderId)
    .orderBy("claims.reserved_at")
    .orderBy("claims.id")
    .execute();
}
type ClaimListRow = Awaited<ReturnType<typeof readClaims>>[number];

function claimView(row: ClaimListRow): ClaimView {
  const ended = row.state === "released" || row.state === "returned";
  return {
    ...{ id: row.id, inventoryItemId: row.item_id, sku: row.sku, title: row.title, location: row.location },
    quantity: ended ? row.quantity_released : row.quantity,
    state: row.state === "returned" ? "released" : row.state,
    ...{ method: row.method, decidedBy: row.decided_by, evidence: row.evidence, at: row.reserved_at.toISOString() },
  };
}

/** The order's lines with the units they hold or held, in the order's own sequence. */
export async function readLineViews(tx: Tx, orderId: string): Promise<OrderLineView[]> {
  const lines = await tx
    .selectFrom("order_lines")
    .selectAll()
    .where("order_id", "=", orderId)
    .orderBy("position")
    .orderBy("id")
    .execute();
  const claims = groupBy(await readClaims(tx, orderId), (claim) => claim.line_id);
  const entries = await tx
    .selectFrom("queue_entries")
    .select(["id", "line_id"])
    .where("order_id", "=", orderId)
    .execute();
  const entryIds = new Map(entries.map((entry) => [entry.line_id, entry.id]));
  return lines.map((line) =>
    lineView(line, { claims: claims.get(line.id) ?? [], entryId: entryIds.get(line.id) ?? null }),
  );
}

function lineView(
  line: OrderLineRow,
  { claims, entryId }: { claims: readonly ClaimListRow[]; entryId: string | null },
): OrderLineView {
  const held = claims.reduce((sum, claim) => sum + claim.quantity, 0);
  const wanted = line.quantity_needed * Number(line.state_detail["unitsPerSale"] ?? 1);
  return {
    ...{ id: line.id, externalId: line.external_id, title: line.title, sku: line.sku, variation: line.variation },
    ...{ quantity: line.quantity, quantityNeeded: Math.max(0, wanted - held) },
    quantityShipped: Math.max(line.quantity_shipped ?? 0, Number(line.state_detail["shipped"] ?? 0)),
    unitPrice: moneyView(line.unit_price_minor, line.currency),
    lineTotal: moneyView(line.line_total_minor, line.currency),
    notTracked: line.state === "released" && line.state_detail["cause"] === "not_tracked",
    ...{ state: line.state, entryId, claims: claims.map(claimView) },
  };
}

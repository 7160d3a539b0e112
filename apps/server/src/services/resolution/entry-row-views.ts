import type { Condition } from "@counterfoil/core/model";
import { describeQueueReason, type QueueReason, queueReasons } from "@counterfoil/core/resolution";
import type { Database, QueueEntryRow } from "@counterfoil/db";
import { sql, type Transaction } from "kysely";
import { moneyView } from "../money-view.ts";
import { readCandidateViews } from "./candidate-views.ts";
import type { CandidateView, EntryRowView } from "./entry-views.ts";

type Tx = Transaction<Database>;

/** Entries with what their orders and lines add. Filter, order and limit it, then give the rows to `entryRowViews`. */
export function selectEntries(tx: Tx) {
  return tx
    .selectFrom("queue_entries")
    .innerJoin("orders", "orders.id", "queue_entries.order_id")
    .innerJoin("order_lines", "order_lines.id", "queue_entries.line_id")
    .selectAll("queue_entries")
    .select([
      "orders.external_id as order_external_id",
      "orders.status as order_status",
      "orders.buyer_name",
      "orders.buyer_username",
      "order_lines.variation",
      "order_lines.quantity",
      "order_lines.line_total_minor",
      "order_lines.currency",
      "order_lines.condition as line_condition",
    ]);
}

export type EntryListRow = QueueEntryRow & {
  order_external_id: string;
  order_status: EntryRowView["orderStatus"];
  buyer_name: string | null;
  buyer_username: string | null;
  variation: { name: string; value: string }[];
  quantity: number;
  line_total_minor: number | null;
  currency: string;
  line_condition: Condition | null;
};

function reasonOf(row: QueueEntryRow): QueueReason {
  return queueReasons.find((reason) => reason === row.reason) ?? "no_match";
}

interface StoredCandidate {
  inventoryItemId: string;
  score: number;
  reasons: CandidateView["reasons"];
}

function entryRowView(row: EntryListRow, facts: { top: CandidateView | null; siblings: number }): EntryRowView {
  const reason = reasonOf(row);
  const needed = row.quantity_needed + row.quantity_found;
  return {
    ...{ id: row.id, platform: row.platform, orderId: row.order_id, platformOrderId: row.order_external_id },
    ...{ lineId: row.line_id, orderDate: row.order_placed_at.toISOString(), orderStatus: row.order_status },
    ...{ buyer: row.buyer_name ?? row.buyer_username, sku: row.sku, title: row.title, variation: row.variation },
    ...{ quantity: row.quantity, quantityNeeded: row.quantity_needed },
    total: moneyView(row.line_total_minor, row.currency),
    reason,
    reasonText: describeQueueReason(reason, {
      needed: reason === "insufficient" ? Math.min(row.quantity, needed) : row.quantity_needed,
      found: row.quantity_found,
    }),
    ...{ status: row.status, topCandidate: facts.top, siblings: facts.siblings },
  };
}

/** Entries as a list shows them: with their likeliest unit as it is now, and how many others ask the same. */
export async function entryRowViews(tx: Tx, rows: readonly EntryListRow[]): Promise<EntryRowView[]> {
  const stored = rows.flatMap((row) => (row.top_candidate === null ? [] : [row.top_candidate as StoredCandidate]));
  const tops = await readCandidateViews(
    tx,
    stored.map(({ inventoryItemId, score, reasons }) => ({
      itemId: inventoryItemId,
      score,
      reasons,
      lostBecause: null,
    })),
  );
  const counts = await countSiblings(tx, rows);
  return rows.map((row) => {
    const own = row.top_candidate as StoredCandidate | null;
    const item = tops.find((candidate) => candidate.inventoryItemId === own?.inventoryItemId);
    const top = own && item && item.available > 0 ? { ...item, score: own.score, reasons: own.reasons } : null;
    const pending = counts.get(row.sibling_key ?? "") ?? 0;
    return entryRowView(row, { top, siblings: Math.max(0, row.status === "pending" ? pending - 1 : pending) });
  });
}

async function countSiblings(tx: Tx, rows: readonly EntryListRow[]): Promise<Map<string, number>> {
  const keys = [...new Set(rows.flatMap((row) => row.sibling_key ?? []))];
  if (keys.length === 0) return new Map();
  const counts = await tx
    .selectFrom("queue_entries")
    .select(["sibling_key", sql<number>`count(*)::integer`.as("count")])
    .where("sibling_key", "in", keys)
    .where("status", "=", "pending")
    .groupBy("sibling_key")
    .execute();
  return new Map(counts.map(({ sibling_key, count }) => [sibling_key ?? "", count]));
}

import { createHash } from "node:crypto";
import { decodeCursor, encodeCursor } from "@counterfoil/connector-kit";
import { z } from "zod";
import type { ListedOrder } from "../brickowl-schemas.ts";
import { toInstant } from "../brickowl-values.ts";

/**
 * What has been delivered: a fingerprint per order, since Brick Owl tells no time of the last change. A `!` stands before
 * one whose last reading failed.
 */
const cursorSchema = z.object({
  version: z.literal(1),
  seen: z.record(z.string(), z.string()),
  /** Orders unknown so far that were placed before this moment are not delivered. */
  from: z.iso.datetime({ offset: true }),
  /** When the longest list was last read and failed orders tried again, in epoch milliseconds. */
  fullPassAt: z.number().nullable(),
  /** How many rows a look in between has to read so that it surely holds the newest. */
  rows: z.number().int().positive(),
});
export type OrderCursor = z.infer<typeof cursorSchema>;

export const usualRows = 500;
export const allRows = 5000;

/** The stored position; a new one starts from `startFrom`. */
export function readOrderCursor(cursor: string | null, startFrom: string): OrderCursor {
  if (cursor === null) return { version: 1, seen: {}, from: startFrom, fullPassAt: null, rows: allRows };
  return decodeCursor(cursorSchema, cursor);
}

export function writeOrderCursor(cursor: OrderCursor): string {
  return encodeCursor(cursor);
}

export interface ChangedOrder {
  id: string;
  at: number;
  fingerprint: string;
}

/** Compares the list with what was delivered; oldest first. Pure. */
export function compareOrders(rows: readonly ListedOrder[], cursor: OrderCursor, retryFailed: boolean) {
  const seen = { ...cursor.seen };
  const changed: ChangedOrder[] = [];
  for (const row of new Map(rows.map((each) => [each.order_id, each])).values()) {
    const print = fingerprint(row);
    const before = cursor.seen[row.order_id];
    const at = placedAt(row);
    if (before === undefined && at < Date.parse(cursor.from)) seen[row.order_id] = print;
    else if (before !== print && (retryFailed || before !== `!${print}`)) {
      changed.push({ id: row.order_id, at, fingerprint: print });
    }
  }
  changed.sort((a, b) => a.at - b.at || a.id.length - b.id.length || (a.id < b.id ? -1 : 1));
  return { changed, seen };
}

/**
 * Rows to read next time. The direction of Brick Owl's sorting is not documented: the short list is trusted only where
 * the newest order stood in it.
 */
export function rowsNextTime(rows: readonly ListedOrder[]): number {
  if (rows.length <= usualRows) return usualRows;
  const newest = Math.max(...rows.map(placedAt));
  return rows.slice(0, usualRows).some((row) => placedAt(row) === newest) ? usualRows : allRows;
}

function placedAt(row: ListedOrder): number {
  return Date.parse(toInstant(row.order_date) ?? "") || 0;
}

function fingerprint(row: ListedOrder): string {
  const parts = [row.status_id, row.base_order_total ?? null, row.total_quantity ?? null, row.total_lots ?? null];
  return createHash("sha256").update(JSON.stringify(parts)).digest("base64url").slice(0, 10);
}

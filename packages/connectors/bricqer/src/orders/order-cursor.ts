import { createHash } from "node:crypto";
import { decodeCursor, encodeCursor } from "@counterfoil/connector-kit";
import { z } from "zod";
import type { BricqerOrderRow } from "../bricqer-schemas.ts";

const hourMs = 3_600_000;

/**
 * What has been delivered. It holds no page number: a run that was broken off reads the list from its start again, since
 * pages move, and leaves out what it has delivered.
 */
const cursorSchema = z.object({
  version: z.literal(1),
  /** Orders changed since then are looked at. */
  since: z.iso.datetime({ offset: true }),
  /** When the run under way began, in epoch milliseconds; null between runs. */
  startedAt: z.number().nullable(),
  /** A print of each order delivered lately, by id. */
  seen: z.record(z.string(), z.string()),
  /** Orders that could not be read, and when they were last tried again. */
  failed: z.array(z.string()),
  failedLookAt: z.number(),
  /** When open orders were last looked at whatever their time of change says. */
  openLookAt: z.number(),
});
export type OrderCursor = z.infer<typeof cursorSchema>;

/** The stored position, in a run; a new one starts from `startFrom`. */
export function beginRun(cursor: string | null, startFrom: string, now: number): OrderCursor & { startedAt: number } {
  const stored: OrderCursor =
    cursor === null
      ? { version: 1, since: startFrom, startedAt: null, seen: {}, failed: [], failedLookAt: now, openLookAt: now }
      : decodeCursor(cursorSchema, cursor);
  return { ...stored, startedAt: stored.startedAt ?? now };
}

export function writeOrderCursor(cursor: OrderCursor): string {
  return encodeCursor(cursor);
}

/** The position after a complete run. The next one overlaps by an hour; what is older need not be remembered. */
export function endRun(run: OrderCursor & { startedAt: number }): OrderCursor {
  const since = Math.max(run.startedAt - hourMs, Date.parse(run.since));
  const kept = Object.entries(run.seen).filter(([, print]) => modifiedIn(print) >= since);
  return { ...run, since: new Date(since).toISOString(), startedAt: null, seen: Object.fromEntries(kept) };
}

/** What tells one state of an order from the next, with the time of its change in front. */
export function printOf(row: BricqerOrderRow): string {
  const { modified, status, filed, costGrandtotal, lotCount, shippingTrackTrace } = row;
  const parts = [modified, status, filed, costGrandtotal, lotCount, shippingTrackTrace].map((part) => part ?? null);
  const hash = createHash("sha256").update(JSON.stringify(parts)).digest("base64url").slice(0, 10);
  return `${Math.max(0, modifiedAt(row)).toString(36)}.${hash}`;
}

/** Epoch milliseconds; infinitely late where Bricqer gives no readable time: then the order is never left out. */
export function modifiedAt(row: BricqerOrderRow): number {
  const at = Date.parse(row.modified ?? "");
  return Number.isFinite(at) ? at : 8.64e15;
}

function modifiedIn(print: string): number {
  return Number.parseInt(print.split(".")[0] ?? "", 36);
}

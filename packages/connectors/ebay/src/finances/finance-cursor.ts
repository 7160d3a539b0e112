import { ConnectorError, decodeCursor, encodeCursor } from "@counterfoil/connector-kit";
import { z } from "zod";

const dayMs = 86_400_000;
/** Held funds are paid out, and payouts fail, up to three weeks after they were first told. */
const overlapMs = 21 * dayMs;
/** eBay gives at most 90 days of a window whose end is left open: ours are shorter and closed. */
const windowMs = 60 * dayMs;
const defaultHistoryMs = 90 * dayMs;
/** How far back eBay keeps finances. */
const keptMs = 5 * 365 * dayMs;
/** Distance kept from eBay's clock: a date in the future is refused. */
const marginMs = 30_000;

const cursorSchema = z.object({
  v: z.literal(1),
  from: z.iso.datetime(),
  /** End of the window that is being read; null before it is begun. */
  to: z.iso.datetime().nullable(),
  offset: z.number().int().nonnegative(),
});
export type FinanceCursor = z.infer<typeof cursorSchema>;
export type FinanceWindow = FinanceCursor & { to: string };

/** Throws `invalid_request` for a cursor of another kind and for a `startFrom` that is no date. */
export function readFinanceCursor(cursor: string | null, startFrom: string | undefined, now: number): FinanceCursor {
  if (cursor !== null) return decodeCursor(cursorSchema, cursor);
  const wanted = startFrom === undefined ? now - defaultHistoryMs : Date.parse(startFrom);
  if (Number.isNaN(wanted)) {
    throw new ConnectorError({ code: "invalid_request", message: `"${startFrom}" is not a date to start from.` });
  }
  return { v: 1, from: iso(Math.max(wanted, now - keptMs)), to: null, offset: 0 };
}

export function writeFinanceCursor(cursor: FinanceCursor): string {
  return encodeCursor(cursor);
}

/** The window to read now; null when the cursor lies in the present. */
export function windowOf(cursor: FinanceCursor, now: number): FinanceWindow | null {
  if (cursor.to !== null) return { ...cursor, to: cursor.to };
  const from = Date.parse(cursor.from);
  const to = Math.min(from + windowMs, now - marginMs);
  return to > from ? { ...cursor, to: iso(to) } : null;
}

/** Where reading goes on inside a window or after it. The last window reaches back, for what changes later. */
export function afterPage(window: FinanceWindow, nextOffset: number | null, now: number): FinanceCursor {
  if (nextOffset !== null) return { ...window, offset: nextOffset };
  const end = Date.parse(window.to);
  const isLast = end >= now - 2 * marginMs;
  const from = isLast ? Math.max(end - overlapMs, now - keptMs) : end;
  return { v: 1, from: iso(from), to: null, offset: 0 };
}

/** True where the window that was just read reaches to the present. */
export function isLastWindow(window: FinanceWindow, now: number): boolean {
  return Date.parse(window.to) >= now - 2 * marginMs;
}

function iso(time: number): string {
  return new Date(time).toISOString();
}

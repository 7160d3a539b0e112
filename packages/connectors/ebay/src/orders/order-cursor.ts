import { ConnectorError, decodeCursor, encodeCursor } from "@counterfoil/connector-kit";
import { z } from "zod";

const minute = 60_000;
const dayMs = 86_400_000;

/** How far a window reaches back before the last one, so that no late change falls between two. */
const overlapMs = 5 * minute;
/** Distance kept from eBay's clock: a date in the future is refused (30850). */
const marginMs = 30_000;
const importWindowMs = 30 * dayMs;
/** eBay keeps orders for two years and refuses longer spans (30830). */
const keptMs = 2 * 365 * dayMs - dayMs;
const defaultImportMs = 90 * dayMs;

const instant = z.iso.datetime();
const offset = z.number().int().nonnegative();

/** Where in a window the next page begins, and how many orders the window held when last seen. */
const positionSchema = z.object({ offset, total: offset.nullable() });
export type WindowPosition = z.infer<typeof positionSchema>;

const cursorSchema = z.discriminatedUnion("phase", [
  /** First import, by creation date: this window, then the next until `until`; afterwards changes since `since`. */
  z.object({
    v: z.literal(1),
    phase: z.literal("import"),
    from: instant,
    to: instant,
    until: instant,
    position: positionSchema,
  }),
  /** A window of changes that has been begun. */
  z.object({ v: z.literal(1), phase: z.literal("changes"), from: instant, to: instant, position: positionSchema }),
  /** Everything changed up to `at` has been delivered. */
  z.object({ v: z.literal(1), phase: z.literal("done"), at: instant }),
]);
export type OrderCursor = z.infer<typeof cursorSchema>;
export type OrderWindow = Exclude<OrderCursor, { phase: "done" }>;

export const windowStart: WindowPosition = { offset: 0, total: null };

export function readOrderCursor(text: string): OrderCursor {
  return decodeCursor(cursorSchema, text);
}

export function writeOrderCursor(cursor: OrderCursor): string {
  return encodeCursor(cursor);
}

/**
 * The cursor of a connection that has read nothing yet; a `startFrom` over two years back begins two years back.
 * Throws `invalid_request` for a `startFrom` that is no date.
 */
export function firstCursor(startFrom: string | undefined, now: number): OrderCursor {
  const until = now - marginMs;
  const wanted = startFrom === undefined ? until - defaultImportMs : Date.parse(startFrom);
  if (Number.isNaN(wanted)) {
    throw new ConnectorError({ code: "invalid_request", message: `"${startFrom}" is not a date to start from.` });
  }
  const from = Math.max(wanted, now - keptMs);
  if (from >= until) return { v: 1, phase: "done", at: iso(until) };
  return importWindow(from, until);
}

/** The window to read next from a cursor; null when nothing can have changed yet. */
export function windowOf(cursor: OrderCursor, now: number): OrderWindow | null {
  const to = now - marginMs;
  const upTo = (end: string) => iso(Math.min(Date.parse(end), to));
  if (cursor.phase !== "done" && Date.parse(cursor.from) >= to) return null;
  if (cursor.phase === "changes") return { ...cursor, to: upTo(cursor.to) };
  if (cursor.phase === "import") return { ...cursor, to: upTo(cursor.to), until: upTo(cursor.until) };
  const from = Math.max(Date.parse(cursor.at) - overlapMs, now - keptMs);
  if (from >= to) return null;
  return { v: 1, phase: "changes", from: iso(from), to: iso(to), position: windowStart };
}

/** The cursor after a window was read to its end. */
export function afterWindow(window: OrderWindow): OrderCursor {
  if (window.phase === "changes") return { v: 1, phase: "done", at: window.to };
  const end = Date.parse(window.until);
  const next = Date.parse(window.to);
  // Orders that changed while the import ran are found again as changes since its end.
  return next < end ? importWindow(next, end) : { v: 1, phase: "done", at: window.until };
}

/** Whether what was read reaches up to the present, so that a run may end. */
export function isCaughtUp(cursor: OrderCursor, now: number): boolean {
  return cursor.phase === "done" && now - Date.parse(cursor.at) <= 2 * marginMs;
}

/** The `filter` of a window. The two dates are never combined: eBay then ignores the date of change. */
export function windowFilter(window: OrderWindow): string {
  const field = window.phase === "import" ? "creationdate" : "lastmodifieddate";
  return `${field}:[${window.from}..${window.to}]`;
}

function importWindow(from: number, until: number): OrderWindow {
  const to = Math.min(from + importWindowMs, until);
  return { v: 1, phase: "import", from: iso(from), to: iso(to), until: iso(until), position: windowStart };
}

function iso(time: number): string {
  return new Date(time).toISOString();
}

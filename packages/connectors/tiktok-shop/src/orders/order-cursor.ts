import { ConnectorError, decodeCursor, encodeCursor } from "@counterfoil/connector-kit";
import { z } from "zod";

const day = 86_400;

/** How far a window reaches back before the last one, so that no late change falls between two. Seconds. */
const overlap = 300;
/** Distance kept from TikTok Shop's clock. */
const margin = 10;
const importWindow = 30 * day;
/** The longest window that empty ones grow to: a shop's time before its first order is passed in a few steps. */
const longestWindow = 360 * day;
const defaultImport = 90 * day;
/** TikTok Shop opened its first country in this year. */
const earliest = Date.parse("2021-01-01T00:00:00Z") / 1000;

const seconds = z.number().int().nonnegative();

/**
 * Where in a window the next page begins: at this second, and after this token where one second fills pages. `total` is
 * what TikTok Shop counted when it gave the token.
 */
const positionSchema = z.object({ from: seconds, token: z.string().nullable(), total: seconds.nullable() });
export type WindowPosition = z.infer<typeof positionSchema>;

const cursorSchema = z.discriminatedUnion("phase", [
  /** First import, by creation: this window, then the next until `until`; afterwards changes since then. */
  z.object({
    v: z.literal(1),
    phase: z.literal("import"),
    from: seconds,
    to: seconds,
    until: seconds,
    position: positionSchema,
  }),
  /** A window of changes that has been begun. */
  z.object({ v: z.literal(1), phase: z.literal("changes"), from: seconds, to: seconds, position: positionSchema }),
  /** Everything changed before `at` has been delivered. */
  z.object({ v: z.literal(1), phase: z.literal("done"), at: seconds }),
]);
export type OrderCursor = z.infer<typeof cursorSchema>;
export type OrderWindow = Exclude<OrderCursor, { phase: "done" }>;

export function readOrderCursor(text: string): OrderCursor {
  return decodeCursor(cursorSchema, text);
}

export function writeOrderCursor(cursor: OrderCursor): string {
  return encodeCursor(cursor);
}

/** The cursor of a connection that has read nothing yet. Throws `invalid_request` for a `startFrom` that is no date. */
export function firstCursor(startFrom: string | undefined, now: number): OrderCursor {
  const until = Math.floor(now / 1000) - margin;
  const wanted = startFrom === undefined ? until - defaultImport : Math.floor(Date.parse(startFrom) / 1000);
  if (Number.isNaN(wanted)) {
    throw new ConnectorError({ code: "invalid_request", message: `"${startFrom}" is not a date to start from.` });
  }
  const from = Math.max(wanted, earliest);
  return from >= until ? { v: 1, phase: "done", at: until } : importOf({ from, until, length: importWindow });
}

/** The window to read next from a cursor; null when nothing can have changed yet. */
export function windowOf(cursor: OrderCursor, now: number): OrderWindow | null {
  if (cursor.phase !== "done") return cursor;
  const from = Math.max(0, cursor.at - overlap);
  const to = Math.floor(now / 1000) - margin;
  return from < to ? { v: 1, phase: "changes", from, to, position: startOf(from) } : null;
}

/** The cursor after a window was read to its end. */
export function afterWindow(window: OrderWindow, wasEmpty: boolean): OrderCursor {
  if (window.phase === "changes") return { v: 1, phase: "done", at: window.to };
  // Orders that changed while the import ran are found again as changes since its end.
  if (window.to >= window.until) return { v: 1, phase: "done", at: window.until };
  const length = wasEmpty ? Math.min(longestWindow, 2 * (window.to - window.from)) : importWindow;
  return importOf({ from: window.to, until: window.until, length });
}

function importOf({ from, until, length }: { from: number; until: number; length: number }): OrderWindow {
  const to = Math.min(from + length, until);
  return { v: 1, phase: "import", from, to, until, position: startOf(from) };
}

/** The beginning of what is left of a window. */
export function startOf(from: number): WindowPosition {
  return { from, token: null, total: null };
}

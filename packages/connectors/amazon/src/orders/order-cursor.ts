import { ConnectorError, decodeCursor, encodeCursor } from "@counterfoil/connector-kit";
import { z } from "zod";

const dayMs = 86_400_000;

/** Changes are in Amazon's lists about two minutes after they were made. */
export const visibleAfterMs = 120_000;
/** Amazon gives no orders that are older than two years. */
const keptMs = 2 * 365 * dayMs - dayMs;
const defaultImportMs = 90 * dayMs;
/** Amazon's page tokens live for 24 hours. */
const tokenLifeMs = 23 * 3_600_000;
/** For how long marketplaces that Amazon refuses are left out before they are tried again. */
const leftOutMs = dayMs;

const instant = z.iso.datetime();
const ids = z.array(z.string());

/** A list that was begun. Its filters stay as they were, as Amazon wants it; `upTo` is how far its first page reached. */
const windowSchema = z.object({
  v: z.literal(1),
  phase: z.enum(["import", "changes"]),
  after: instant,
  marketplaceIds: ids,
  begunAt: instant,
  pageToken: z.string().nullable(),
  upTo: instant.nullable(),
  leftOut: z.object({ ids, until: instant }).nullable(),
});
export type OrderWindow = z.infer<typeof windowSchema>;

const cursorSchema = z.discriminatedUnion("phase", [
  windowSchema.extend({ phase: z.literal("import") }),
  windowSchema.extend({ phase: z.literal("changes") }),
  /** Everything changed up to `at` has been delivered. */
  z.object({ v: z.literal(1), phase: z.literal("done"), at: instant, leftOut: windowSchema.shape.leftOut }),
]);
export type OrderCursor = z.infer<typeof cursorSchema>;
export type LeftOut = NonNullable<OrderWindow["leftOut"]>;

export function readOrderCursor(text: string): OrderCursor {
  return decodeCursor(cursorSchema, text);
}

export function writeOrderCursor(cursor: OrderCursor | OrderWindow): string {
  return encodeCursor(cursor);
}

/**
 * The list to read next. A stored one goes on, from its beginning where its page token has run out; after a finished
 * one, changes are read from a little before its end, so that none falls between two.
 */
export function windowOf(
  cursor: OrderCursor | null,
  { startFrom, now, marketplaceIds }: { startFrom: string | undefined; now: number; marketplaceIds: readonly string[] },
): OrderWindow {
  if (cursor !== null && cursor.phase !== "done") {
    const tokenLives = now - Date.parse(cursor.begunAt) < tokenLifeMs;
    return tokenLives ? cursor : restarted(cursor, now);
  }
  const begun = { v: 1 as const, begunAt: iso(now), pageToken: null, upTo: null };
  if (cursor === null) {
    const after = iso(importFrom(startFrom, now));
    return { ...begun, phase: "import", after, marketplaceIds: [...marketplaceIds], leftOut: null };
  }
  const leftOut = cursor.leftOut && Date.parse(cursor.leftOut.until) > now ? cursor.leftOut : null;
  const after = iso(Math.max(Date.parse(cursor.at) - visibleAfterMs, now - keptMs));
  const wanted = marketplaceIds.filter((id) => !leftOut?.ids.includes(id));
  return {
    ...begun,
    phase: "changes",
    after,
    marketplaceIds: wanted.length > 0 ? wanted : [...marketplaceIds],
    leftOut,
  };
}

/** The same list from its first page: repeats what was read, and skips nothing. */
export function restarted(window: OrderWindow, now: number): OrderWindow {
  return { ...window, begunAt: iso(now), pageToken: null, upTo: null };
}

/** The cursor after a list was read to its end: up to where its first page reached, never up to now. */
export function afterWindow(window: OrderWindow): OrderCursor {
  const reached = Date.parse(window.upTo ?? window.begunAt) - (window.upTo === null ? visibleAfterMs : 0);
  const at = iso(Math.max(reached, Date.parse(window.after)));
  return { v: 1, phase: "done", at, leftOut: window.leftOut };
}

/** What is noted of marketplaces that Amazon refuses. */
export function leavingOut(refused: readonly string[], now: number): LeftOut {
  return { ids: [...refused], until: iso(now + leftOutMs) };
}

function importFrom(startFrom: string | undefined, now: number): number {
  const wanted = startFrom === undefined ? now - defaultImportMs : Date.parse(startFrom);
  if (Number.isNaN(wanted)) {
    throw new ConnectorError({ code: "invalid_request", message: `"${startFrom}" is not a date to start from.` });
  }
  return Math.min(Math.max(wanted, now - keptMs), now - visibleAfterMs);
}

function iso(time: number): string {
  return new Date(time).toISOString();
}

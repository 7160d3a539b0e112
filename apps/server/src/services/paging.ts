import { z } from "zod";
import { invalid } from "./service-error.ts";

/** How lists are asked for: an opaque cursor from the page before, and at most 100 rows. */
export const pageInput = {
  cursor: z.string().nullish(),
  limit: z.number().int().min(1).max(100).default(50),
};

/** Lists that may also be asked for by the page's number. A cursor counts more, and is quicker in deep lists. */
export const numberedPageInput = { ...pageInput, page: z.number().int().min(1).max(10_000).optional() };

/** How many rows come before the page. */
export function rowsBefore({ cursor, page, limit }: { cursor?: string | null; page?: number; limit: number }): number {
  return cursor || page === undefined ? 0 : (page - 1) * limit;
}

/** Hides the last row's sort values in opaque text. */
export function writeCursor(values: readonly string[]): string {
  return Buffer.from(JSON.stringify(values)).toString("base64url");
}

const uuid = z.uuid();
const cursorParts = {
  text: (value: string) => !value.includes("\0"),
  id: (value: string) => uuid.safeParse(value).success,
  number: (value: string) => /^-?\d{1,15}$/.test(value),
  time: isTime,
} as const satisfies Record<string, (value: string) => boolean>;

/** What a part of a cursor holds: the database is asked for nothing that it cannot read. */
export type CursorPart = keyof typeof cursorParts;

/** Reads a cursor of known parts. Throws `invalid` for anything that `writeCursor` did not write. */
export function readCursor(cursor: string | null | undefined, parts: readonly CursorPart[]): string[] | null {
  if (cursor === null || cursor === undefined || cursor === "") return null;
  const schema = z.array(z.string()).length(parts.length);
  const parsed = schema.safeParse(parseJson(Buffer.from(cursor, "base64url").toString()));
  const isWhole = parts.every((part, index) => cursorParts[part](parsed.data?.[index] ?? ""));
  if (parsed.success && isWhole) return parsed.data;
  throw invalid("This page cannot be found.", [{ path: "cursor", message: "is not a cursor of this list" }]);
}

/** A time as JavaScript or PostgreSQL writes it, of a day that there is. */
function isTime(value: string): boolean {
  if (!/^\d{4}-\d\d-\d\d[ T]([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,9})?(Z|[+-]\d\d(:?\d\d)?)$/.test(value))
    return false;
  const day = value.slice(0, 10);
  return !Number.isNaN(Date.parse(day)) && new Date(day).toISOString().startsWith(day);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Cuts the one row that was read beyond the page and gives the cursor that continues after the page. */
export function cutPage<Row>(rows: readonly Row[], limit: number, valuesOf: (row: Row) => readonly string[]) {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return { page, nextCursor: rows.length > limit && last !== undefined ? writeCursor(valuesOf(last)) : null };
}

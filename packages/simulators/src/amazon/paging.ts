import type { PageToken } from "./amazon-entities.ts";
import { invalidInput } from "./amazon-errors.ts";
import { type AmazonWorld, secondsFromNow } from "./amazon-world.ts";
import type { ApiContext } from "./operation.ts";

/** How one list is read page by page. */
export interface PagedList<T> {
  operation: string;
  sellerId: string;
  /** Name of the query parameter that carries the token. */
  tokenName: string;
  tokenSeconds: number;
  pageSize: number;
  /** Parameters that may differ between pages. */
  free?: readonly string[];
  /** All rows; the list is in the order of their keys, by which the next page finds its start. */
  rows(fixed: string): readonly T[];
  keyOf(row: T): string;
  descending?: boolean;
  /** Rows beyond this many cannot be reached. */
  limit?: number;
  /** What the first page fixes for the following ones, such as the end of the period. */
  fix?(): string;
}

export interface Page<T> {
  rows: readonly T[];
  fixed: string;
  total: number;
  nextToken: string | null;
}

const START = "";

/** One page. The token is bound to all other parameters; pages go on behind the last row given, whatever has moved. */
export function readPage<T>(world: AmazonWorld, c: ApiContext, list: PagedList<T>): Page<T> {
  const filters = filtersOf(c, [list.tokenName, ...(list.free ?? [])]);
  const given = c.req.query(list.tokenName);
  const token = given === undefined || given === "" ? null : knownToken(world, list, { given, filters });
  const fixed = token?.fixed ?? list.fix?.() ?? "";
  const repeated = token !== null && c.get("fault")?.kind === "duplicated-page";
  const start = repeated ? token.previous : (token?.start ?? START);
  const sign = list.descending ? -1 : 1;
  const compare = (a: string, b: string) => (a === b ? 0 : a < b ? -sign : sign);
  const sorted = [...list.rows(fixed)].sort((a, b) => compare(list.keyOf(a), list.keyOf(b)));
  const all = sorted.slice(0, list.limit ?? sorted.length);
  const begin = start === START ? 0 : all.findIndex((row) => compare(list.keyOf(row), start) > 0);
  const rows = begin < 0 ? [] : all.slice(begin, begin + list.pageSize);
  const last = rows.at(-1);
  const hasMore = begin >= 0 && begin + list.pageSize < all.length;
  if (last === undefined || !hasMore) return { rows, fixed, total: sorted.length, nextToken: null };
  const next = world.pageTokens.put({
    token: Buffer.from(world.random.hex(48), "hex").toString("base64"),
    operation: list.operation,
    sellerId: list.sellerId,
    filters,
    start: list.keyOf(last),
    previous: start,
    fixed,
    expiresAt: secondsFromNow(world, list.tokenSeconds),
  });
  return { rows, fixed, total: sorted.length, nextToken: next.token };
}

function knownToken<T>(
  world: AmazonWorld,
  list: PagedList<T>,
  { given, filters }: { given: string; filters: string },
): PageToken {
  const token = world.pageTokens.get(given);
  const fits = token?.operation === list.operation && token.sellerId === list.sellerId && token.filters === filters;
  if (token === undefined || !fits) throw invalidInput("Invalid Input", `${list.tokenName} does not fit this request`);
  if (token.expiresAt <= world.clock.milliseconds())
    throw invalidInput("Invalid Input", `${list.tokenName} has expired`);
  return token;
}

function filtersOf(c: ApiContext, without: readonly string[]): string {
  const query = new URL(c.req.url).searchParams;
  return JSON.stringify([...query.entries()].filter(([name]) => !without.includes(name)).sort());
}

/** A key that sorts as its numbers and texts do, for {@link PagedList.keyOf}. */
export function sortKey(...parts: readonly (string | number)[]): string {
  return parts.map((part) => (typeof part === "number" ? String(part).padStart(16, "0") : part)).join(" ");
}

import { createHash } from "node:crypto";
import { z } from "zod";
import type { TiktokShopContext } from "./envelope.ts";
import { badParameter } from "./tiktok-shop-errors.ts";

/** Where a row stands in a list: what it is sorted by, then its id. */
type Position = readonly [number, string];

interface ListOptions<Row> {
  rows: readonly Row[];
  positionOf(row: Row): Position;
  descending: boolean;
  pageSize: number;
  /** Everything the list depends on: a token of other parameters is refused. */
  parameters: unknown;
}

export interface ListPage<Row> {
  rows: Row[];
  next_page_token: string;
  total_count: number;
}

const tokenSchema = z.object({
  after: z.tuple([z.number(), z.string()]),
  before: z.tuple([z.number(), z.string()]).nullable(),
  of: z.string(),
});
type Token = z.output<typeof tokenSchema>;
// Bytes that make every token hold `+` and `/`, as the real ones do.
const LEAD = Buffer.from([0xfb, 0xef, 0xff, 0xfb]);

/** One page of a list by cursor: rows that come in front of the cursor later on are not repeated. */
export function pageOf<Row>(c: TiktokShopContext, options: ListOptions<Row>): ListPage<Row> {
  const { rows, positionOf, descending, pageSize } = options;
  const of = createHash("sha1").update(JSON.stringify(options.parameters)).digest("hex").slice(0, 12);
  const token = readToken(c.req.query("page_token"), of);
  const repeats = c.get("fault")?.kind === "duplicated-page";
  const after = token === null ? null : repeats ? token.before : token.after;
  const sign = descending ? -1 : 1;
  const sorted = [...rows].sort((a, b) => sign * compare(positionOf(a), positionOf(b)));
  const left = after === null ? sorted : sorted.filter((row) => sign * compare(positionOf(row), after) > 0);
  const page = left.slice(0, pageSize);
  const last = page.at(-1);
  const ends = last === undefined || left.length <= pageSize;
  return {
    rows: page,
    next_page_token: ends ? "" : writeToken({ after: positionOf(last), before: after, of }),
    total_count: rows.length,
  };
}

function compare([a, idA]: Position, [b, idB]: Position): number {
  return a - b || (idA < idB ? -1 : idA > idB ? 1 : 0);
}

function writeToken(token: { after: Position; before: Position | null; of: string }): string {
  return Buffer.concat([LEAD, Buffer.from(JSON.stringify(token))]).toString("base64");
}

function readToken(text: string | undefined, of: string): Token | null {
  if (text === undefined || text === "") return null;
  const bytes = Buffer.from(text, "base64");
  const token = bytes.subarray(0, LEAD.length).equals(LEAD) ? parse(bytes.subarray(LEAD.length).toString()) : null;
  if (token?.of !== of) throw badParameter("Invalid request. The param page_token is invalid.");
  return token;
}

function parse(text: string): Token | null {
  try {
    return tokenSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

const wholeNumber = (max: number) => z.coerce.number().int().min(1).max(max);

/** Query of a list; `max` is the largest page. */
export function listQuery(max: number, sortFields: readonly [string, ...string[]]) {
  return z.object({
    page_size: wholeNumber(max).default(20),
    page_token: z.string().default(""),
    sort_field: z.enum(sortFields).default(sortFields[0]),
    sort_order: z.enum(["ASC", "DESC"]).default("DESC"),
  });
}

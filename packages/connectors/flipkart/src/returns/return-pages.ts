import {
  decodeCursor,
  encodeCursor,
  type FetchedPage,
  type Page,
  readPages,
  readRecords,
} from "@counterfoil/connector-kit";
import { z } from "zod";
import type { FlipkartCall, FlipkartClient, ReturnSource } from "../flipkart-client.ts";
import { returnItemSchema, type WireReturnPage } from "../flipkart-schemas.ts";
import { type FlipkartReturn, mapReturn } from "./map-return.ts";

const overlapMs = 10 * 60_000;
const defaultImportMs = 90 * 86_400_000;
const sources: readonly ReturnSource[] = ["customer_return", "courier_return"];

const positionSchema = z.object({
  v: z.literal(1),
  from: z.number().int(),
  to: z.number().int(),
  /** Index of the source that is read. */
  source: z.number().int().nonnegative(),
  url: z.string().nullable(),
});
type Position = z.infer<typeof positionSchema>;
const cursorSchema = z.union([positionSchema, z.object({ v: z.literal(1), doneTo: z.number().int() })]);

/** Returns changed since a cursor, of both kinds, page by page. */
export async function* returnPages(
  client: FlipkartClient,
  {
    cursor,
    startFrom,
    now,
    call,
  }: {
    cursor: string | null;
    startFrom: string | undefined;
    now: number;
    call: FlipkartCall;
  },
): AsyncGenerator<Page<FlipkartReturn>> {
  const first = openPosition(cursor, startFrom, now);
  yield* readPages<FlipkartReturn, Position>({
    first,
    fetch: (position) => fetchReturns(client, position, call),
    cursor: (next, here) => encodeCursor(next ?? { v: 1, doneTo: here.to }),
    keyOf: ({ returnId, lineExternalId }) => `${returnId} ${lineExternalId}`,
  });
}

function openPosition(cursor: string | null, startFrom: string | undefined, now: number): Position {
  const stored = cursor === null ? null : decodeCursor(cursorSchema, cursor);
  if (stored !== null && "source" in stored) return stored;
  const asked = startFrom === undefined ? Number.NaN : Date.parse(startFrom);
  const begin = Number.isNaN(asked) ? now - defaultImportMs : asked;
  return { v: 1, from: stored === null ? begin : stored.doneTo - overlapMs, to: now, source: 0, url: null };
}

async function fetchReturns(
  client: FlipkartClient,
  position: Position,
  call: FlipkartCall,
): Promise<FetchedPage<FlipkartReturn, Position>> {
  const source = sources[position.source] ?? "customer_return";
  const { from, url } = position;
  const page = await client.returns({ source, from, url }, call);
  const { items, problems } = readReturns(page.returnItems ?? [], source);
  return { items, problems, next: nextPosition(position, page) };
}

/** Checks returns one by one. */
export function readReturns(records: readonly unknown[], source: ReturnSource) {
  return readRecords(records, {
    schema: returnItemSchema,
    idOf: (raw) => z.object({ returnId: z.string() }).safeParse(raw).data?.returnId ?? null,
    map: (item, raw) => mapReturn(item, source, raw),
  });
}

function nextPosition(position: Position, page: WireReturnPage): Position | null {
  const url = page.nextUrl ?? null;
  if (page.hasMore === true && url !== null && url !== position.url) return { ...position, url };
  const source = position.source + 1;
  return source < sources.length ? { ...position, source, url: null } : null;
}

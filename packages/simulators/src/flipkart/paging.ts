import { z } from "zod";
import { badRequest } from "./flipkart-errors.ts";
import type { FlipkartContext } from "./operation.ts";

const tokenSchema = z.object({ query: z.unknown(), offset: z.number().int().min(0) });

/** A `next_token`: base64 of JSON that repeats the query. */
export function writeToken(query: unknown, offset: number): string {
  return encodeURIComponent(Buffer.from(JSON.stringify({ query, offset })).toString("base64"));
}

/** Reads a token back; refuses one that this Flipkart did not write. */
export function readToken<S extends z.ZodType>(token: string, schema: S): { query: z.output<S>; offset: number } {
  try {
    const { query, offset } = tokenSchema.parse(JSON.parse(Buffer.from(token, "base64").toString()));
    return { query: schema.parse(query), offset };
  } catch {
    throw badRequest("The next_token is not valid");
  }
}

/** One page of a list. A fault may give the page before once more. */
export function pageOf<T>(c: FlipkartContext, all: readonly T[], at: { offset: number; size: number }) {
  const repeats = c.get("fault")?.kind === "duplicated-page";
  const start = repeats ? Math.max(0, at.offset - at.size) : at.offset;
  const end = start + at.size;
  return { rows: all.slice(start, end), nextOffset: end < all.length ? end : null };
}

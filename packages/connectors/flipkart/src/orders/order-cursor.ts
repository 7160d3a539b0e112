import { decodeCursor, encodeCursor } from "@counterfoil/connector-kit";
import { z } from "zod";

const dayMs = 86_400_000;
const hourMs = 3_600_000;
/** A window begins this long before the last one ended: clocks differ, and lists lag behind. */
const overlapMs = 10 * 60_000;
const defaultImportMs = 90 * dayMs;

const time = z.number().int();
const windowSchema = z.object({ from: time, to: time });

/** How to ask for a page: by Flipkart's own address of it, or by a search that begins later. */
const pageSchema = z.object({
  /** Where the search begins; null for the window's own beginning. */
  from: time.nullable(),
  /** Flipkart's address of the page; null to search. */
  url: z.string().nullable(),
  /** A search that begins later must show one of these again, unless they changed; else `instead` is asked for. */
  proof: z.array(z.string()),
  instead: z.string().nullable(),
});
export type PagePlan = z.infer<typeof pageSchema>;
export const firstPage: PagePlan = { from: null, url: null, proof: [], instead: null };

const roundSchema = z.object({
  v: z.literal(1),
  phase: z.literal("round"),
  window: windowSchema,
  sweeps: z.boolean(),
  sweptAt: time,
  step: z.number().int().nonnegative(),
  page: pageSchema,
});
/** A round of searches under way. */
export type OrderRound = z.infer<typeof roundSchema>;

const cursorSchema = z.discriminatedUnion("phase", [
  roundSchema,
  /** Everything changed up to `to` has been delivered. */
  z.object({ v: z.literal(1), phase: z.literal("done"), to: time, sweptAt: time }),
]);

/** The round that a cursor stands in, or the next one. */
export function openRound(cursor: string | null, startFrom: string | undefined, now: number): OrderRound {
  const stored = cursor === null ? null : decodeCursor(cursorSchema, cursor);
  if (stored?.phase === "round") return stored;
  const from = stored === null ? startOf(startFrom, now) : stored.to - overlapMs;
  const sweeps = stored !== null && now - stored.sweptAt >= hourMs;
  const sweptAt = sweeps || stored === null ? now : stored.sweptAt;
  return { v: 1, phase: "round", window: { from, to: now }, sweeps, sweptAt, step: 0, page: firstPage };
}

/** The cursor before a page of a round; after the last page, that of the whole round. */
export function cursorOf(next: OrderRound | null, round: OrderRound): string {
  if (next !== null) return encodeCursor(next);
  return encodeCursor({ v: 1, phase: "done", to: round.window.to, sweptAt: round.sweptAt });
}

function startOf(startFrom: string | undefined, now: number): number {
  const asked = startFrom === undefined ? Number.NaN : Date.parse(startFrom);
  return Number.isNaN(asked) ? now - defaultImportMs : asked;
}

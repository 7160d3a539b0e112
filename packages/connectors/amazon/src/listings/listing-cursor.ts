import { decodeCursor, encodeCursor } from "@counterfoil/connector-kit";
import { z } from "zod";

const marketplaceIds = z.array(z.string()).min(1);

const cursorSchema = z.discriminatedUnion("phase", [
  /** Pages of the listings search, for up to a thousand SKUs. */
  z.object({ v: z.literal(1), phase: z.literal("search"), marketplaceIds, pageToken: z.string().nullable() }),
  /** A report for each marketplace, for larger shops: the one at `index`, from its row `offset` on. */
  z.object({
    v: z.literal(1),
    phase: z.literal("report"),
    marketplaceIds,
    index: z.number().int().nonnegative(),
    reportId: z.string().nullable(),
    offset: z.number().int().nonnegative(),
  }),
  z.object({ v: z.literal(1), phase: z.literal("done") }),
]);
export type ListingCursor = z.infer<typeof cursorSchema>;
export type SearchCursor = Extract<ListingCursor, { phase: "search" }>;
export type ReportCursor = Extract<ListingCursor, { phase: "report" }>;

export function readListingCursor(text: string): ListingCursor {
  return decodeCursor(cursorSchema, text);
}

export function writeListingCursor(cursor: ListingCursor): string {
  return encodeCursor(cursor);
}

export function firstReport(ids: readonly string[]): ReportCursor {
  return { v: 1, phase: "report", marketplaceIds: [...ids], index: 0, reportId: null, offset: 0 };
}

/** The cursor after the last row of a marketplace's report. */
export function afterReport(cursor: ReportCursor): ListingCursor {
  const index = cursor.index + 1;
  if (index >= cursor.marketplaceIds.length) return { v: 1, phase: "done" };
  return { ...cursor, index, reportId: null, offset: 0 };
}

import { type BoardFilter, boardFilters, countBoard, readBoard } from "@counterfoil/db";
import { z } from "zod";
import type { Verb } from "../context.ts";
import { cutPage, pageInput, readCursor } from "../paging.ts";
import { type ListingRowView, listingRowView } from "./listing-view.ts";

export const listListingsInput = z
  .object({
    filter: z.enum(boardFilters).default("all"),
    q: z.string().max(200).optional(),
    connectionId: z.uuid().optional(),
    /** Whether to count as well: that looks at every listing, the page at its own alone. */
    counts: z.boolean().default(true),
    ...pageInput,
  })
  .prefault({});

export const countListingsInput = listListingsInput.unwrap().pick({ q: true, connectionId: true }).prefault({});

export interface ListingList {
  listings: ListingRowView[];
  nextCursor: string | null;
  /** How many listings each filter shows, with the same search; null where that was not asked for. */
  counts: Record<BoardFilter, number> | null;
}

/** Listings beside the stock behind them. Looking changes nothing. */
export async function listListings({ ctx, input }: Verb<z.infer<typeof listListingsInput>>): Promise<ListingList> {
  const [title, id] = readCursor(input.cursor, ["text", "id"]) ?? [];
  const after = title === undefined || id === undefined ? null : { title, id };
  const search = { words: input.q, connectionId: input.connectionId };
  return await ctx.db.inWorkspace(ctx.workspaceId, async (tx) => {
    const rows = await readBoard(tx, { ...search, filter: input.filter, after, limit: input.limit + 1 });
    const { page, nextCursor } = cutPage(rows, input.limit, (row) => [row.title.toLowerCase(), row.id]);
    return {
      listings: page.map(listingRowView),
      nextCursor,
      counts: input.counts ? await countBoard(tx, search) : null,
    };
  });
}

/** How many listings each filter shows. */
export async function countListings({
  ctx,
  input,
}: Verb<z.infer<typeof countListingsInput>>): Promise<Record<BoardFilter, number>> {
  const search = { words: input.q, connectionId: input.connectionId };
  return await ctx.db.inWorkspace(ctx.workspaceId, (tx) => countBoard(tx, search));
}

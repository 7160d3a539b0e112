import type { KnownProduct } from "@counterfoil/core/products";
import { readUnplacedListings } from "@counterfoil/db";
import { z } from "zod";
import type { Verb } from "../context.ts";
import { cutPage, pageInput, readCursor } from "../paging.ts";
import { openBook } from "./place-listings.ts";
import { type UnplacedListingView, unplacedView } from "./product-view.ts";

export const listUnplacedInput = z.object(pageInput).prefault({});

export interface UnplacedList {
  listings: UnplacedListingView[];
  nextCursor: string | null;
}

const candidatesShown = 8;

/** Listings of which a person is to say what product they are, each with the products that it may be. */
export async function listUnplaced({ ctx, input }: Verb<z.infer<typeof listUnplacedInput>>): Promise<UnplacedList> {
  const [after = null] = readCursor(input.cursor, ["id"]) ?? [];
  return await ctx.db.inWorkspace(ctx.workspaceId, async (tx) => {
    const rows = await readUnplacedListings(tx, { after, limit: input.limit + 1 });
    const { page, nextCursor } = cutPage(rows, input.limit, ({ id }) => [id]);
    const book = await openBook(tx, ctx, page);
    const likely = new Map(page.map((row) => [row.id, book.like(row).slice(0, candidatesShown)]));
    const ids = [...new Set([...likely.values()].flat().map(({ id }) => id))];
    const titles =
      ids.length === 0 ? [] : await tx.selectFrom("products").select(["id", "title"]).where("id", "in", ids).execute();
    const titleOf = new Map(titles.map(({ id, title }) => [id, title]));
    const candidates = (products: readonly KnownProduct[]) =>
      products.map(({ id }) => ({ id, title: titleOf.get(id) ?? "" }));
    return { listings: page.map((row) => unplacedView(row, candidates(likely.get(row.id) ?? []))), nextCursor };
  });
}

import { listingAsLine, suggest } from "@counterfoil/core/matching";
import { readBoardRow, readListingToLink, readTiedItems } from "@counterfoil/db";
import { z } from "zod";
import type { Verb } from "../context.ts";
import { freshStockIndex } from "../resolution/stock-index-cache.ts";
import { notFound } from "../service-error.ts";
import { toListing } from "./link-listings.ts";
import { type ListingRowView, listingRowView, type TiedItemView, tiedItemView } from "./listing-view.ts";

export const getListingInput = z.object({ id: z.uuid() });

/** A unit that the listing may offer. */
export interface SuggestedItemView {
  inventoryItemId: string;
  sku: string | null;
  title: string;
  condition: string | null;
  location: string | null;
  available: number;
  score: number;
  reasons: { text: string; effect: "agrees" | "contradicts" | "neutral" }[];
}

export interface ListingDetailView extends ListingRowView {
  items: TiedItemView[];
  /** What else it may offer, likeliest first; only for a listing that nothing is tied to. */
  suggestions: SuggestedItemView[];
}

const suggestionsShown = 8;

/** One listing with what is tied to it, or what may be. Throws `not_found`. */
export async function getListing({ ctx, input }: Verb<z.infer<typeof getListingInput>>): Promise<ListingDetailView> {
  return await ctx.db.inWorkspace(ctx.workspaceId, async (tx) => {
    const row = await readBoardRow(tx, input.id);
    const listing = await readListingToLink(tx, input.id);
    if (row === null || listing === null) throw notFound("The listing");
    const items = (await readTiedItems(tx, input.id)).map(tiedItemView);
    const view = listingRowView(row);
    if (items.length > 0) return { ...view, items, suggestions: [] };
    const index = await freshStockIndex(tx, ctx);
    const refused = new Set(listing.refused);
    const suggestions = suggest(listingAsLine(toListing(listing)), index, suggestionsShown)
      .filter(({ itemId }) => !refused.has(itemId))
      .flatMap(({ itemId, available, score, reasons }): SuggestedItemView[] => {
        const item = index.get(itemId);
        if (!item) return [];
        const { sku, title, condition, location } = item;
        return [{ inventoryItemId: itemId, sku, title, condition, location, available, score, reasons: [...reasons] }];
      });
    return { ...view, items, suggestions };
  });
}

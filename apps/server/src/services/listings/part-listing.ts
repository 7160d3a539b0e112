import { deleteListingLinks, readListingToLink } from "@counterfoil/db";
import type { z } from "zod";
import { writeAudit } from "../audit/write-audit.ts";
import type { Verb } from "../context.ts";
import { conflict, notFound } from "../service-error.ts";
import { announceListings } from "./announce-listings.ts";
import type { tieListingInput } from "./tie-listing.ts";

/** Parts a listing from items. No machine ties them again; what the platform shows stays as it is. */
export async function partListing({ ctx, input }: Verb<z.infer<typeof tieListingInput>>): Promise<{ ok: true }> {
  const { listingId, inventoryItemIds } = input;
  await ctx.db.inWorkspace(ctx.workspaceId, async (tx) => {
    const listing = await readListingToLink(tx, listingId);
    if (listing === null) throw notFound("The listing");
    const parted = await deleteListingLinks(tx, { listingId, itemIds: inventoryItemIds });
    if (parted.length === 0) throw conflict("These units are not tied to this listing any more.");
    await tx
      .insertInto("refused_links")
      .values(
        parted.map((item_id) => ({
          ...{ workspace_id: ctx.workspaceId, listing_id: listingId, item_id, refused_by: ctx.actor.name },
        })),
      )
      .onConflict((known) => known.doNothing())
      .execute();
    await writeAudit(tx, ctx, {
      ...{ action: "listing-unlinked", subjectType: "listing", subjectId: listingId },
      text: `Parted "${listing.title}" from ${parted.length === 1 ? "a unit" : `${parted.length} units`}.`,
      detail: { inventoryItemIds: parted },
    });
  });
  announceListings(ctx, inventoryItemIds);
  return { ok: true };
}

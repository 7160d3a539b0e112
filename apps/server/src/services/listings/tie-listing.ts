import { dropDeadLinks, insertListingLinks, readListingToLink, saveLinkReasons } from "@counterfoil/db";
import { z } from "zod";
import { writeAudit } from "../audit/write-audit.ts";
import type { Verb } from "../context.ts";
import { invalid, notFound } from "../service-error.ts";
import { announceListings } from "./announce-listings.ts";

export const tieListingInput = z.object({
  listingId: z.uuid(),
  inventoryItemIds: z.array(z.uuid()).min(1).max(200),
});

/** Ties a listing to the items that it offers. A person's tie goes before what the machine thinks. */
export async function tieListing({ ctx, input }: Verb<z.infer<typeof tieListingInput>>): Promise<{ ok: true }> {
  const { listingId, inventoryItemIds } = input;
  await ctx.db.inWorkspace(ctx.workspaceId, async (tx) => {
    const listing = await readListingToLink(tx, listingId);
    if (listing === null) throw notFound("The listing");
    const known = await tx
      .selectFrom("inventory_items")
      .select("id")
      .where("id", "in", inventoryItemIds)
      .where("removed_at", "is", null)
      .execute();
    if (known.length < new Set(inventoryItemIds).size)
      throw invalid("Not all of these units are in the stock.", [
        { path: "inventoryItemIds", message: "names a unit that does not exist" },
      ]);
    await tx
      .deleteFrom("refused_links")
      .where("listing_id", "=", listingId)
      .where("item_id", "in", inventoryItemIds)
      .execute();
    const links = inventoryItemIds.map((item_id) => ({ listing_id: listingId, item_id }));
    const by = { method: "manual", made_by_kind: "person", made_by: ctx.actor.name } as const;
    await insertListingLinks(
      tx,
      links.map((link) => ({ ...link, ...by })),
    );
    await dropDeadLinks(tx, links);
    await saveLinkReasons(tx, [{ id: listingId, link_reason: null }]);
    await writeAudit(tx, ctx, {
      ...{ action: "listing-linked", subjectType: "listing", subjectId: listingId },
      text: `Tied "${listing.title}" to ${known.length === 1 ? "a unit" : `${known.length} units`}.`,
      detail: { inventoryItemIds },
    });
  });
  announceListings(ctx, inventoryItemIds);
  return { ok: true };
}

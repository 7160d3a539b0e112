import {
  type Database,
  dropEmptyVariant,
  lockProducts,
  markProductDue,
  type NewVariant,
  type PlaceableRow,
  readPlaceable,
  savePlaces,
} from "@counterfoil/db";
import type { Transaction } from "kysely";
import { z } from "zod";
import { writeAudit } from "../audit/write-audit.ts";
import type { ServiceContext, Verb } from "../context.ts";
import { notFound } from "../service-error.ts";
import { requestProducts } from "./request-products.ts";

export const placeListingInput = z.object({
  listingId: z.uuid(),
  /** The product that it is; null makes a new one of it. */
  productId: z.uuid().nullable(),
});

/** Says which product a listing is. A person's word stays: no sync moves the listing, nor the one made in its place. */
export async function placeListingByHand({
  ctx,
  input,
}: Verb<z.infer<typeof placeListingInput>>): Promise<{ productId: string }> {
  const productId = await ctx.db.inWorkspace(ctx.workspaceId, async (tx) => {
    await lockProducts(tx);
    const listing = await readPlaceable(tx, input.listingId);
    if (listing === null) throw notFound("The listing");
    const target = input.productId ?? ctx.newId();
    if (input.productId !== null) await requireProduct(tx, input.productId);
    const { variantId, variants } = await variantFor(tx, ctx, { listing, target });
    await savePlaces(tx, {
      products: input.productId === null ? [{ id: target, title: titleOf(listing) }] : [],
      variants,
      listings: [{ id: listing.id, variant_id: variantId, placed_by: "person", place_reason: null }],
    });
    if (listing.variant_id !== null && listing.variant_id !== variantId) await leave(tx, listing.variant_id);
    await writeAudit(tx, ctx, {
      ...{ action: "listing-placed", subjectType: "listing", subjectId: listing.id },
      text: `Said which product "${titleOf(listing)}" is.`,
      detail: { productId: target },
    });
    return target;
  });
  await requestProducts(ctx);
  ctx.events.publish(ctx.workspaceId, { type: "listings-changed" });
  return { productId };
}

function titleOf(listing: PlaceableRow): string {
  return listing.title || listing.sku || listing.external_id;
}

async function requireProduct(tx: Transaction<Database>, id: string): Promise<void> {
  const known = await tx.selectFrom("products").select("id").where("id", "=", id).executeTakeFirst();
  if (known === undefined) throw notFound("The product");
}

/** The product's variant with the listing's SKU, or a new one. */
async function variantFor(
  tx: Transaction<Database>,
  ctx: ServiceContext,
  { listing, target }: { listing: PlaceableRow; target: string },
): Promise<{ variantId: string; variants: NewVariant[] }> {
  const { sku, sku_key, condition, options } = listing;
  const known =
    sku_key === null
      ? undefined
      : await tx
          .selectFrom("product_variants")
          .select("id")
          .where("product_id", "=", target)
          .where("sku_key", "=", sku_key)
          .orderBy("created_at")
          .executeTakeFirst();
  if (known !== undefined) return { variantId: known.id, variants: [] };
  const id = ctx.newId();
  return { variantId: id, variants: [{ id, product_id: target, sku, condition, options }] };
}

/** What the listing left behind is made anew, or goes where nothing is left of it. */
async function leave(tx: Transaction<Database>, variantId: string): Promise<void> {
  const left = await tx
    .selectFrom("product_variants")
    .select("product_id")
    .where("id", "=", variantId)
    .executeTakeFirst();
  if (left === undefined) return;
  await markProductDue(tx, left.product_id);
  await dropEmptyVariant(tx, variantId);
}

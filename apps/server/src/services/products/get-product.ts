import type { Identifier, ListingAttribute } from "@counterfoil/core/model";
import { readProductParts, readProductRow } from "@counterfoil/db";
import { z } from "zod";
import type { Verb } from "../context.ts";
import { groupBy } from "../group-by.ts";
import { notFound } from "../service-error.ts";
import {
  type ProductListView,
  type ProductUnitView,
  type ProductVariantView,
  productListingView,
  productListView,
  productUnitView,
} from "./product-view.ts";

export const getProductInput = z.object({ productId: z.uuid() });

export interface ProductDetailView extends ProductListView {
  attributes: ListingAttribute[];
  imageUrls: string[];
  identifiers: Identifier[];
  updatedAt: string;
  variantList: ProductVariantView[];
  /** Units behind it: tied to one of its listings, or carrying the SKU of a variant. */
  unitList: ProductUnitView[];
}

/** One product with its variants, listings and units. Throws `not_found`. */
export async function getProduct({ ctx, input }: Verb<z.infer<typeof getProductInput>>): Promise<ProductDetailView> {
  return await ctx.db.inWorkspace(ctx.workspaceId, async (tx) => {
    const row = await readProductRow(tx, input.productId);
    if (row === null) throw notFound("The product");
    const { variants, identifiers, listings, units } = await readProductParts(tx, input.productId);
    const byVariant = groupBy(listings, (listing) => listing.variant_id);
    return {
      ...productListView(row),
      ...{
        attributes: row.attributes,
        imageUrls: row.image_urls,
        identifiers,
        updatedAt: row.updated_at.toISOString(),
      },
      variantList: variants.map((variant) => ({
        ...variant,
        listings: (byVariant.get(variant.id) ?? []).map(productListingView),
      })),
      unitList: units.map(productUnitView),
    };
  });
}

import { z } from "zod";
import type { FlipkartWorld } from "../flipkart-world.ts";
import type { FlipkartOperation } from "../operation.ts";
import { readToken, writeToken } from "../paging.ts";
import { idList, readBody } from "../read-body.ts";
import { listingView } from "./listing-view.ts";

const MOST_SKUS = 100;

const searchSchema = z.object({
  filters: z.object({ listing_status: z.enum(["ACTIVE", "INACTIVE"]).optional() }).default({}),
  page_id: z.string().nullish(),
});

/** Reading listings: enumeration by pages, details by SKU. */
export function listingOperations(world: FlipkartWorld): FlipkartOperation[] {
  return [
    {
      operation: "searchListings",
      method: "POST",
      path: "/listings/v3/search",
      async handle(c) {
        const { filters, page_id: pageId } = await readBody(c, searchSchema);
        const { listingsPageSize: size } = world.behaviour;
        const start = pageId ? readToken(decodeURIComponent(pageId), z.unknown()).offset : 0;
        const offset = c.get("fault")?.kind === "duplicated-page" ? Math.max(0, start - size) : start;
        const found = world.listings.where(
          ({ status }) => filters.listing_status === undefined || status === filters.listing_status,
        );
        const hasMore = offset + size < found.length;
        return c.json({
          next_page_id: hasMore ? decodeURIComponent(writeToken(filters, offset + size)) : null,
          has_more: hasMore,
          listings: found.slice(offset, offset + size).map(({ listingId, productId, sku }) => ({
            listing_id: listingId,
            product_id: productId,
            sku_id: sku,
          })),
        });
      },
    },
    {
      operation: "getListings",
      method: "GET",
      path: "/listings/v3/:skuIds",
      handle(c) {
        const skus = idList(c.req.param("skuIds"), MOST_SKUS);
        const invalid = skus.filter(isMalformed);
        const valid = skus.filter((sku) => !isMalformed(sku));
        const known = valid.flatMap((sku) => world.listings.get(sku) ?? []);
        return c.json({
          available: Object.fromEntries(known.map((listing) => [listing.sku, listingView(listing)])),
          unavailable: valid.filter((sku) => !world.listings.has(sku)),
          invalid,
        });
      },
    },
  ];
}

/** No SKU of Flipkart's is that long or has such letters. */
function isMalformed(sku: string): boolean {
  return sku.trim() === "" || sku.length > 64 || /[<>]/.test(sku);
}

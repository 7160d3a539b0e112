import { z } from "zod";
import type { Listing, Seller } from "../amazon-entities.ts";
import { accessDenied, invalidInput, notFound } from "../amazon-errors.ts";
import { listingRoles } from "../amazon-roles.ts";
import { type AmazonWorld, skuKey } from "../amazon-world.ts";
import type { SellerCaller } from "../caller.ts";
import { type ApiContext, listParameter, readJson, type SellerOperation } from "../operation.ts";
import { lookOf, placesOf } from "./listing-look.ts";
import { viewListing } from "./listing-view.ts";
import { searchListings } from "./search-listings.ts";
import { attributesSchema, patchSchema, type Submission, submit } from "./submissions.ts";

const BASE = "/listings/2021-08-01/items";
const putBody = z.object({
  productType: z.string().min(1),
  requirements: z.enum(["LISTING", "LISTING_PRODUCT_ONLY", "LISTING_OFFER_ONLY"]).optional(),
  attributes: attributesSchema,
});
const patchBody = z.object({ productType: z.string().min(1), patches: z.array(patchSchema).min(1) });

/** Listings Items 2021-08-01. */
export function listingOperations(world: AmazonWorld): SellerOperation[] {
  const common = { roles: listingRoles, path: `${BASE}/:sellerId/:sku` } as const;
  return [
    {
      operation: "searchListingsItems",
      method: "GET",
      path: `${BASE}/:sellerId`,
      roles: listingRoles,
      handle: (c, { seller }) => c.json(searchListings(world, c, requireOwn(c, seller))),
    },
    {
      ...common,
      operation: "getListingsItem",
      method: "GET",
      handle(c, { seller }) {
        const look = lookOf(c, requireOwn(c, seller));
        return c.json(viewListing(world, known(world, c, seller), look));
      },
    },
    {
      ...common,
      operation: "patchListingsItem",
      method: "PATCH",
      async handle(c, caller) {
        const { patches } = await bodyOf(c, patchBody);
        return answer(world, c, caller, { via: "patch", change: { patches } });
      },
    },
    {
      ...common,
      operation: "putListingsItem",
      method: "PUT",
      async handle(c, caller) {
        const { attributes, productType } = await bodyOf(c, putBody);
        return answer(world, c, caller, { via: "put", change: { attributes, productType } });
      },
    },
    {
      ...common,
      operation: "deleteListingsItem",
      method: "DELETE",
      handle: (c, caller) => answer(world, c, caller, { via: "patch", change: null }),
    },
  ];
}

function answer(
  world: AmazonWorld,
  c: ApiContext,
  { seller }: SellerCaller,
  wanted: Pick<Submission, "via" | "change">,
): Response {
  const marketplaceIds = placesOf(c, requireOwn(c, seller));
  const [marketplaceId = ""] = marketplaceIds;
  const mode = c.req.query("mode");
  if (mode !== undefined && mode !== "VALIDATION_PREVIEW") throw invalidInput("Invalid Input", "Unknown mode");
  const sku = skuOf(c);
  const { status, submissionId, asin, issues } = submit(
    world,
    seller,
    { ...wanted, sku, marketplaceId },
    { preview: mode !== undefined },
  );
  const identifiers = marketplaceIds.map((id) => ({ marketplaceId: id, ...(asin !== null && { asin }) }));
  const included = listParameter(c, "includedData");
  return c.json({
    sku,
    status,
    submissionId,
    issues,
    ...(included.includes("identifiers") && { identifiers: status === "INVALID" ? [] : identifiers }),
  });
}

async function bodyOf<S extends z.ZodType>(c: ApiContext, schema: S): Promise<z.output<S>> {
  const body = schema.safeParse(await readJson(c));
  if (!body.success) throw invalidInput("Invalid Input", z.prettifyError(body.error));
  return body.data;
}

// A seller id that is not the token's own is refused as any foreign thing is.
function requireOwn(c: ApiContext, seller: Seller): Seller {
  if (c.req.param("sellerId") !== seller.sellerId) throw accessDenied();
  return seller;
}

function skuOf(c: ApiContext): string {
  return c.req.param("sku") ?? "";
}

function known(world: AmazonWorld, c: ApiContext, { sellerId }: Seller): Listing {
  const listing = world.listings.get(skuKey(sellerId, skuOf(c)));
  if (listing === undefined) throw notFound(`SKU '${skuOf(c)}' not found`);
  return listing;
}

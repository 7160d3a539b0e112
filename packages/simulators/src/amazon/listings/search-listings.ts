import type { Listing, Seller } from "../amazon-entities.ts";
import { invalidInput } from "../amazon-errors.ts";
import type { AmazonWorld } from "../amazon-world.ts";
import { type ApiContext, instantParameter, listParameter } from "../operation.ts";
import { readPage, sortKey } from "../paging.ts";
import { lookOf } from "./listing-look.ts";
import { viewListing } from "./listing-view.ts";
import { statusesOf } from "./stock.ts";

const MAX_PAGE = 20;
const MAX_IDENTIFIERS = 20;
const MAX_RESULTS = 1000;
const TOKEN_SECONDS = 3600;
const identifierTypes = ["ASIN", "EAN", "FNSKU", "GTIN", "ISBN", "JAN", "MINSAN", "SKU", "UPC"];

/** `searchListingsItems`. Amazon pages through the first thousand hits only. */
export function searchListings(world: AmazonWorld, c: ApiContext, seller: Seller) {
  const look = lookOf(c, seller);
  const fits = [bySku(world, c), byTime(c), byStatus(world, c)];
  const page = readPage(world, c, {
    operation: "searchListingsItems",
    sellerId: seller.sellerId,
    tokenName: "pageToken",
    tokenSeconds: TOKEN_SECONDS,
    pageSize: pageSizeOf(c),
    limit: MAX_RESULTS,
    rows: () =>
      world.listings.where(
        (listing) =>
          listing.sellerId === seller.sellerId &&
          listing.offers.some(({ marketplaceId }) => look.marketplaceIds.includes(marketplaceId)) &&
          fits.every((test) => test(listing)),
      ),
    ...sorting(c),
  });
  return {
    numberOfResults: page.total,
    items: page.rows.map((listing) => viewListing(world, listing, look)),
    ...(page.nextToken !== null && { pagination: { nextToken: page.nextToken } }),
  };
}

function sorting(c: ApiContext) {
  const by = c.req.query("sortBy") ?? "lastUpdatedDate";
  if (!["sku", "createdDate", "lastUpdatedDate"].includes(by)) throw invalidInput("Invalid Input", "Unknown sortBy");
  const at = (listing: Listing) => (by === "createdDate" ? listing.createdAt : listing.updatedAt);
  return {
    keyOf: (listing: Listing) => (by === "sku" ? listing.sku : sortKey(at(listing), listing.sku)),
    descending: (c.req.query("sortOrder") ?? "DESC") === "DESC",
  };
}

function bySku(world: AmazonWorld, c: ApiContext) {
  const identifiers = listParameter(c, "identifiers");
  const type = c.req.query("identifiersType");
  if (identifiers.length === 0) return () => true;
  if (type === undefined || !identifierTypes.includes(type)) {
    throw invalidInput("Invalid Input", "identifiersType is required with identifiers");
  }
  if (identifiers.length > MAX_IDENTIFIERS)
    throw invalidInput("Invalid Input", `At most ${MAX_IDENTIFIERS} identifiers`);
  const fnSkuOf = ({ sku, sellerId }: Listing) =>
    world.warehouse.find((item) => item.sku === sku && item.sellerId === sellerId)?.fnSku ?? "";
  // The simulator knows no barcodes: a search for one finds nothing.
  const identifierOf = (listing: Listing) =>
    type === "SKU" ? listing.sku : type === "ASIN" ? listing.asin : type === "FNSKU" ? fnSkuOf(listing) : "";
  return (listing: Listing) => identifiers.includes(identifierOf(listing));
}

function byTime(c: ApiContext) {
  const within = (name: string, at: number) => {
    const after = instantParameter(c, `${name}After`);
    const before = instantParameter(c, `${name}Before`);
    return (after === null || at >= after) && (before === null || at <= before);
  };
  return ({ createdAt, updatedAt }: Listing) => within("created", createdAt) && within("lastUpdated", updatedAt);
}

function byStatus(world: AmazonWorld, c: ApiContext) {
  const wanted = listParameter(c, "withStatus");
  const unwanted = listParameter(c, "withoutStatus");
  return (listing: Listing) => {
    const statuses = statusesOf(world, listing);
    return wanted.every((status) => statuses.includes(status)) && !unwanted.some((status) => statuses.includes(status));
  };
}

function pageSizeOf(c: ApiContext): number {
  const size = Number(c.req.query("pageSize") ?? 10);
  if (!Number.isInteger(size) || size < 1 || size > MAX_PAGE) {
    throw invalidInput("Invalid Input", "pageSize must be from 1 to 20");
  }
  return size;
}

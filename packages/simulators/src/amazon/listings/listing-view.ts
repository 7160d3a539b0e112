import type { Listing } from "../amazon-entities.ts";
import { type AmazonWorld, instantText } from "../amazon-world.ts";
import { money } from "../money.ts";
import { statusesOf } from "./stock.ts";

export const includable = [
  "summaries",
  "attributes",
  "issues",
  "offers",
  "fulfillmentAvailability",
  "procurement",
  "relationships",
  "productTypes",
] as const;

/** A listing as Listings Items answers it, for the marketplaces asked about. */
export function viewListing(
  world: AmazonWorld,
  listing: Listing,
  { marketplaceIds, included }: { marketplaceIds: readonly string[]; included: readonly string[] },
) {
  const has = (part: (typeof includable)[number]) => included.includes(part);
  const offers = listing.offers.filter(({ marketplaceId }) => marketplaceIds.includes(marketplaceId));
  const places = offers.map(({ marketplaceId }) => marketplaceId);
  return {
    sku: listing.sku,
    ...(has("summaries") && { summaries: places.map((marketplaceId) => summary(world, listing, marketplaceId)) }),
    ...(has("attributes") && { attributes: listing.attributes }),
    ...(has("issues") && { issues: listing.issues }),
    ...(has("offers") && {
      offers: offers.map(({ marketplaceId, price, currency }) => ({
        marketplaceId,
        offerType: "B2C",
        price: money(price, currency),
        audience: { value: "ALL", displayName: "Sell on Amazon" },
      })),
    }),
    ...(has("fulfillmentAvailability") && {
      fulfillmentAvailability: listing.availability.map(({ channelCode, quantity }) => ({
        fulfillmentChannelCode: channelCode,
        ...(quantity !== null && { quantity }),
      })),
    }),
    ...(has("relationships") && {
      relationships: places.map((marketplaceId) => ({ marketplaceId, relationships: [] })),
    }),
    ...(has("productTypes") && {
      productTypes: places.map((marketplaceId) => ({ marketplaceId, productType: listing.productType })),
    }),
  };
}

function summary(world: AmazonWorld, listing: Listing, marketplaceId: string) {
  const fnSku = world.warehouse.find(
    ({ sku, sellerId }) => sku === listing.sku && sellerId === listing.sellerId,
  )?.fnSku;
  return {
    marketplaceId,
    asin: listing.asin,
    productType: listing.productType,
    conditionType: listing.conditionType,
    status: statusesOf(world, listing),
    ...(fnSku !== undefined && { fnSku }),
    itemName: listing.title,
    createdDate: instantText(listing.createdAt),
    lastUpdatedDate: instantText(listing.updatedAt),
    mainImage: { link: `https://m.media-amazon.com/images/I/${listing.asin}.jpg`, height: 500, width: 500 },
  };
}

import type { Listing, ListingReference, Money } from "@counterfoil/core/model";
import type { WireListing } from "../flipkart-schemas.ts";
import { paise, plainSku, textOrNull } from "../flipkart-values.ts";
import { channelOf } from "./fulfillment-channel.ts";

/** Where a listing lives. The product id is needed for every change, so it is kept beside the SKU. */
export function listingReference(sku: string, listing: WireListing): ListingReference {
  const profile = textOrNull(listing.fulfillment_profile);
  return {
    externalId: listing.listing_id,
    variationId: null,
    sku: plainSku(sku),
    platformData: {
      productId: listing.product_id,
      // The SKU exactly as Flipkart's own lists have it.
      ...(plainSku(sku) !== sku && { wireSku: sku }),
      ...(profile !== null && { fulfillmentProfile: profile }),
    },
  };
}

/** The SKU as Flipkart is to be asked for it; null where it is not known. */
export function wireSku({ sku, platformData }: ListingReference): string | null {
  return platformData["wireSku"] ?? sku;
}

/** A listing in the common shape. */
export function mapListing(
  sku: string,
  listing: WireListing,
  context: { locationId: string | undefined; raw: unknown },
): Listing {
  const quantity = offeredQuantity(listing, context.locationId);
  return {
    platform: "flipkart",
    reference: listingReference(sku, listing),
    title: textOrNull(listing.product_title) ?? sku,
    status: statusOf(listing, quantity),
    quantity,
    price: priceOf(listing),
    condition: null,
    identifiers: [],
    variation: [],
    location: null,
    url: textOrNull(listing.product_url),
    imageUrl: null,
    fulfilledBy: channelOf(listing.fulfillment_profile) === "flipkart" ? "platform" : "seller",
    raw: context.raw,
  };
}

/** Units offered: at the chosen location, or at all of them. A disabled location offers none. */
export function offeredQuantity(listing: WireListing, locationId: string | undefined): number {
  return (listing.locations ?? [])
    .filter(({ id, status }) => (locationId === undefined || id === locationId) && !isDisabled(status))
    .reduce((sum, { inventory }) => sum + Math.max(0, Math.trunc(inventory ?? 0)), 0);
}

export function isDisabled(status: string | null | undefined): boolean {
  return status?.toUpperCase() === "DISABLED";
}

// Flipkart sells in rupees alone; a price in anything else is not understood rather than read as rupees.
function priceOf({ price }: WireListing): Money | null {
  if (price?.currency && price.currency.toUpperCase() !== "INR") return null;
  return paise(price?.selling_price ?? price?.flipkart_selling_price);
}

function statusOf(listing: WireListing, quantity: number): Listing["status"] {
  if (listing.archived_status?.toUpperCase() === "ARCHIVED") return "ended";
  switch (listing.listing_status?.toUpperCase()) {
    case "ACTIVE":
      return quantity > 0 ? "active" : "out_of_stock";
    case "INACTIVE":
      return "ended";
    default:
      return "unknown";
  }
}

import type { Listing } from "@counterfoil/core/model";
import type { WireInventoryItem, WireOffer } from "../ebay-schemas.ts";
import { money, textOrNull } from "../ebay-values.ts";
import { conditionOfName } from "./listing-conditions.ts";
import { toPlatformData, variationKey } from "./listing-reference.ts";
import { aspectsAsAttributes, categoryOfOffer, conditionWord } from "./listing-words.ts";
import { productIdentifiers } from "./product-identifiers.ts";

/** A listing of the Inventory API: one offer of one inventory item. An unpublished offer is a draft. */
export function mapOffer(offer: WireOffer, item: WireInventoryItem, raw: unknown): Listing {
  const listingId = textOrNull(offer.listing?.listingId);
  const quantity = offeredQuantity(offer, item);
  const { product } = item;
  const epid = textOrNull(product?.epid);
  return {
    platform: "ebay",
    reference: {
      externalId: listingId ?? `offer:${offer.offerId}`,
      variationId: isVariation(item) ? variationKey(offer.sku, []) : null,
      sku: offer.sku,
      platformData: toPlatformData({ model: "INVENTORY", offerId: offer.offerId, ...(epid && { epid }) }),
    },
    title: product?.title ?? "",
    status: statusOf(offer, listingId, quantity),
    quantity,
    price: money(offer.pricingSummary?.price),
    condition: conditionOfName(item.condition),
    identifiers: productIdentifiers({
      ean: product?.ean ?? [],
      upc: product?.upc ?? [],
      isbn: product?.isbn ?? [],
      brand: product?.brand ?? null,
      mpn: product?.mpn ?? null,
    }),
    variation: [],
    location: null,
    url: null,
    imageUrl: textOrNull(product?.imageUrls?.[0]),
    imageUrls: product?.imageUrls ?? [],
    category: categoryOfOffer(offer.categoryId),
    attributes: [...aspectsAsAttributes(product?.aspects), ...conditionWord(item.condition)],
    raw,
  };
}

/** What buyers see: the lesser of the item's quantity and the offer's own limit; null where eBay gives neither. */
export function offeredQuantity(offer: WireOffer, item: WireInventoryItem | null): number | null {
  const known = [offer.availableQuantity, item?.availability?.shipToLocationAvailability?.quantity].filter(
    (quantity) => quantity !== null && quantity !== undefined,
  );
  return known.length > 0 ? Math.min(...known) : null;
}

/** Whether the item is one variation of a group, which is one listing. */
function isVariation(item: WireInventoryItem): boolean {
  return (item.groupIds ?? []).length > 0 || (item.inventoryItemGroupKeys ?? []).length > 0;
}

function statusOf(offer: WireOffer, listingId: string | null, quantity: number | null): Listing["status"] {
  if (offer.status === "UNPUBLISHED" || listingId === null) return "draft";
  switch (offer.listing?.listingStatus) {
    case "ENDED":
    case "EBAY_ENDED":
    case "INACTIVE":
    case "NOT_LISTED":
      return "ended";
    case "OUT_OF_STOCK":
      return "out_of_stock";
    case "ACTIVE":
    case null:
    case undefined:
      return quantity === 0 ? "out_of_stock" : "active";
    default:
      return "unknown";
  }
}

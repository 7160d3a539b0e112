import type { Listing, Variation } from "./ebay-entities.ts";
import { type EbayWorld, inventoryKey } from "./ebay-world.ts";

/** The variation of a listing by SKU or id; undefined for single-variation listings. */
export function variationOf(listing: Listing, by: { sku?: string | null; variationId?: string | null }) {
  return listing.variations.find(
    (variation) =>
      (by.variationId != null && variation.variationId === by.variationId) ||
      (by.variationId == null && by.sku != null && variation.sku === by.sku),
  );
}

/** Units left of a listing; the sum over its variations when it has any. */
export function availableOf(listing: Listing): number {
  if (listing.variations.length === 0) return listing.available;
  return listing.variations.reduce((sum, { available }) => sum + available, 0);
}

export function soldOf(listing: Listing): number {
  if (listing.variations.length === 0) return listing.sold;
  return listing.variations.reduce((sum, { sold }) => sum + sold, 0);
}

/** Takes sold units out of stock (or puts them back, when negative), in both models. */
export function sellUnits(world: EbayWorld, listing: Listing, variation: Variation | undefined, quantity: number) {
  const target = variation ?? listing;
  target.sold += quantity;
  if (listing.model === "TRADING") {
    target.available -= quantity;
    return;
  }
  const offer = world.offers.find(({ listingId }) => listingId === listing.itemId);
  const item = offer && world.inventoryItems.get(inventoryKey(offer.username, offer.sku));
  if (offer === undefined || item === undefined) throw new Error(`Listing ${listing.itemId} has no offer`);
  item.quantity -= quantity;
  if (offer.availableQuantity !== null) offer.availableQuantity -= quantity;
  refreshInventoryListings(world, item.username, item.sku);
}

/** Carries an inventory item's quantity and its offers' limits and prices over to the listings made from them. */
export function refreshInventoryListings(world: EbayWorld, username: string, sku: string) {
  const item = world.inventoryItems.get(inventoryKey(username, sku));
  for (const offer of world.offers.where((row) => row.username === username && row.sku === sku)) {
    const listing = offer.listingId === null ? undefined : world.listings.get(offer.listingId);
    if (listing === undefined) continue;
    const quantity = item?.quantity ?? 0;
    listing.available = Math.min(quantity, offer.availableQuantity ?? quantity);
    listing.price = offer.price;
  }
}

/** Writes down that somebody set a quantity, with what it was before; setting the same quantity is no effect. */
export function recordStockChange(
  world: EbayWorld,
  change: { itemId: string; sku: string | null; from: number; to: number; via: string },
) {
  if (change.from === change.to) return;
  world.ledger.append("stock-changed", change);
}

/** Runs a change made through the Inventory API and records what it did to the listing of the SKU, if there is one. */
export function recordInventoryChange(world: EbayWorld, username: string, sku: string, change: () => void) {
  const offer = world.offers.find((row) => row.username === username && row.sku === sku && row.listingId !== null);
  const listing = offer?.listingId == null ? undefined : world.listings.get(offer.listingId);
  const from = listing?.available ?? 0;
  change();
  refreshInventoryListings(world, username, sku);
  if (listing === undefined) return;
  recordStockChange(world, { itemId: listing.itemId, sku, from, to: listing.available, via: "inventory" });
}

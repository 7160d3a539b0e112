import type { Listing } from "../amazon-entities.ts";
import { type AmazonWorld, skuKey } from "../amazon-world.ts";
import { announceListing, announceQuantity } from "../notifications/announce.ts";

/** Units of the seller's own stock on sale; null when the listing has no `DEFAULT` row, or no figure in it. */
export function merchantQuantity({ availability }: Listing): number | null {
  return availability.find(({ channelCode }) => channelCode === "DEFAULT")?.quantity ?? null;
}

/** True when Amazon sends the goods from its warehouses. */
export function isFulfilledByAmazon({ availability }: Listing): boolean {
  return availability.some(({ channelCode }) => channelCode.startsWith("AMAZON_"));
}

/** Units that a buyer could take now. */
export function sellableOf(world: AmazonWorld, listing: Listing): number {
  if (!isFulfilledByAmazon(listing)) return merchantQuantity(listing) ?? 0;
  return world.warehouse.get(skuKey(listing.sellerId, listing.sku))?.fulfillable ?? 0;
}

/** `BUYABLE` and `DISCOVERABLE`, as far as they hold. */
export function statusesOf(world: AmazonWorld, listing: Listing): string[] {
  if (!listing.isActive) return [];
  const priced = listing.offers.length > 0;
  return sellableOf(world, listing) > 0 && priced ? ["BUYABLE", "DISCOVERABLE"] : ["DISCOVERABLE"];
}

/** Changes a listing and tells ledger and subscribers what became of stock, prices and status. */
export function changeListing(world: AmazonWorld, listing: Listing, via: string, change: () => void) {
  const { sellerId, sku } = listing;
  const before = { quantity: merchantQuantity(listing), offers: listing.offers, status: statusesOf(world, listing) };
  change();
  listing.updatedAt = world.clock.milliseconds();
  const quantity = merchantQuantity(listing);
  if (quantity !== before.quantity) {
    world.ledger.append("stock-changed", { sellerId, sku, from: before.quantity, to: quantity, via });
    announceQuantity(world, listing, quantity ?? 0);
  }
  if (JSON.stringify(listing.offers) !== JSON.stringify(before.offers)) {
    world.ledger.append("price-changed", { sellerId, sku, offers: listing.offers, via });
  }
  const status = statusesOf(world, listing);
  if (status.join() !== before.status.join()) announceListing(world, listing, status);
}

/** Sold units leave the stock, or come back when negative. The sale itself is no stock write: the ledger has the order. */
export function sellUnits(world: AmazonWorld, listing: Listing, units: number) {
  if (isFulfilledByAmazon(listing)) {
    const item = world.warehouse.get(skuKey(listing.sellerId, listing.sku));
    if (item === undefined) return;
    item.fulfillable -= units;
    item.updatedAt = world.clock.milliseconds();
    return;
  }
  const row = listing.availability.find(({ channelCode }) => channelCode === "DEFAULT");
  const before = statusesOf(world, listing);
  if (row === undefined || row.quantity === null) return;
  row.quantity -= units;
  listing.updatedAt = world.clock.milliseconds();
  announceQuantity(world, listing, row.quantity);
  const status = statusesOf(world, listing);
  if (status.join() !== before.join()) announceListing(world, listing, status);
}

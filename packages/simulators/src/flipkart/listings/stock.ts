import type { Listing, ListingLocation, OrderItem, Shipment } from "../flipkart-entities.ts";
import type { FlipkartWorld } from "../flipkart-world.ts";
import { unitsLeft } from "../shipments/shipment-parts.ts";

interface Units {
  locationId: string;
  quantity: number;
}

/** A buyer takes units: they leave the offer and are held for the order. */
export function holdUnits(world: FlipkartWorld, sku: string, { locationId, quantity }: Units) {
  change(world, sku, locationId, (location) => {
    location.inventory -= quantity;
    location.pendingInventory += quantity;
  });
}

/** A cancelled part comes back into the offer. */
export function releaseUnits(world: FlipkartWorld, { sku }: OrderItem, { locationId, quantity }: Units) {
  change(world, sku, locationId, (location) => {
    location.inventory += quantity;
    location.pendingInventory = Math.max(0, location.pendingInventory - quantity);
  });
}

/** The seller had nothing to send: the offer goes to nothing. */
export function sellOut(world: FlipkartWorld, { sku }: OrderItem, { locationId, quantity }: Units) {
  change(world, sku, locationId, (location) => {
    location.inventory = 0;
    location.pendingInventory = Math.max(0, location.pendingInventory - quantity);
  });
}

/** A parcel left: its units are held no longer. */
export function consumeUnits(world: FlipkartWorld, shipment: Shipment) {
  for (const item of shipment.items) {
    change(world, item.sku, shipment.locationId, (location) => {
      location.pendingInventory = Math.max(0, location.pendingInventory - unitsLeft(item));
    });
  }
}

/** Units for sale over all locations that are switched on. */
export function unitsForSale({ locations }: Listing): number {
  return locations.filter(({ status }) => status === "ENABLED").reduce((sum, { inventory }) => sum + inventory, 0);
}

function change(world: FlipkartWorld, sku: string, locationId: string, apply: (location: ListingLocation) => void) {
  const location = world.listings.get(sku)?.locations.find(({ id }) => id === locationId);
  if (location !== undefined) apply(location);
}

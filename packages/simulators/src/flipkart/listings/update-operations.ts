import { z } from "zod";
import type { Listing } from "../flipkart-entities.ts";
import { badRequest } from "../flipkart-errors.ts";
import type { FlipkartWorld } from "../flipkart-world.ts";
import type { FlipkartOperation } from "../operation.ts";
import { readBody } from "../read-body.ts";

const MOST_SKUS = 10;

const inventorySchema = z.record(
  z.string(),
  z.object({
    product_id: z.string(),
    locations: z
      .array(z.object({ id: z.string(), inventory: z.number(), status: z.enum(["ENABLED", "DISABLED"]).optional() }))
      .min(1),
  }),
);
const priceSchema = z.record(
  z.string(),
  z.object({
    product_id: z.string(),
    price: z.object({ mrp: z.number(), selling_price: z.number(), currency: z.literal("INR") }),
  }),
);
type InventoryChange = z.output<typeof inventorySchema>[string];
type PriceChange = z.output<typeof priceSchema>[string];

/** Writing stock and prices: a map of SKUs in, a map of outcomes back. */
export function updateOperations(world: FlipkartWorld): FlipkartOperation[] {
  return [
    {
      operation: "updateInventory",
      method: "POST",
      path: "/listings/v3/update/inventory",
      async handle(c) {
        const changes = await readBody(c, inventorySchema);
        return c.json(
          eachSku(changes, (sku, change) => setInventory(world, requireListing(world, sku, change), change)),
        );
      },
    },
    {
      operation: "updatePrice",
      method: "POST",
      path: "/listings/v3/update/price",
      async handle(c) {
        const changes = await readBody(c, priceSchema);
        return c.json(eachSku(changes, (sku, change) => setPrice(world, requireListing(world, sku, change), change)));
      },
    },
  ];
}

/** Thrown for one SKU of a batch. Flipkart publishes no numbers: these are of the simulation. */
class SkuRefusal extends Error {
  readonly code: number;
  readonly attribute: string | null;

  constructor(code: number, description: string, attribute: string | null = null) {
    super(description);
    this.code = code;
    this.attribute = attribute;
  }
}

function eachSku<T>(changes: Record<string, T>, run: (sku: string, change: T) => void) {
  const entries = Object.entries(changes);
  if (entries.length === 0) throw badRequest("No SKU was given");
  if (entries.length > MOST_SKUS) throw badRequest(`At most ${MOST_SKUS} SKUs are allowed in one call`);
  return Object.fromEntries(entries.map(([sku, change]) => [sku, outcome(() => run(sku, change))]));
}

function outcome(run: () => void) {
  try {
    run();
    return { status: "SUCCESS" };
  } catch (error) {
    if (!(error instanceof SkuRefusal)) throw error;
    const detail = { severity: "ERROR", code: error.code, description: error.message, path: "" };
    if (error.attribute === null) return { status: "FAILURE", errors: [detail] };
    return { status: "FAILURE", errors: [], attribute_errors: [{ ...detail, attribute: error.attribute }] };
  }
}

function requireListing(world: FlipkartWorld, sku: string, { product_id: productId }: { product_id: string }): Listing {
  const listing = world.listings.get(sku);
  if (listing === undefined) throw new SkuRefusal(1001, `Listing not found for SKU ${sku}`);
  if (listing.productId !== productId) throw new SkuRefusal(1002, `Product ${productId} does not belong to SKU ${sku}`);
  return listing;
}

function setInventory(world: FlipkartWorld, listing: Listing, { locations }: InventoryChange) {
  if (listing.fulfillmentProfile === "FBF")
    throw new SkuRefusal(1003, "Inventory of FBF listings cannot be updated", "inventory");
  for (const wanted of locations) {
    const location = listing.locations.find(({ id }) => id === wanted.id);
    if (location === undefined) throw new SkuRefusal(1004, `Invalid location provided: ${wanted.id}`, "locations");
    if (!Number.isSafeInteger(wanted.inventory) || wanted.inventory < 0) {
      throw new SkuRefusal(1005, "Inventory must be a whole number, 0 or more", "inventory");
    }
    if (world.behaviour.needsLocationStatus && wanted.status === undefined) {
      throw new SkuRefusal(1006, "Location status is mandatory", "locations");
    }
  }
  for (const wanted of locations) applyInventory(world, listing, wanted);
}

function applyInventory(world: FlipkartWorld, listing: Listing, wanted: InventoryChange["locations"][number]) {
  const location = listing.locations.find(({ id }) => id === wanted.id);
  if (location === undefined) return;
  const { sku, listingId } = listing;
  const from = location.inventory;
  location.inventory = wanted.inventory;
  if (from !== wanted.inventory) {
    world.ledger.append("stock-changed", { sku, listingId, locationId: wanted.id, from, to: wanted.inventory });
  }
  if (wanted.status === undefined || wanted.status === location.status) return;
  location.status = wanted.status;
  world.ledger.append("location-status-changed", { sku, listingId, locationId: wanted.id, status: wanted.status });
}

function setPrice(world: FlipkartWorld, listing: Listing, { price }: PriceChange) {
  const { mrp, selling_price: sellingPrice } = price;
  if (!Number.isSafeInteger(mrp) || !Number.isSafeInteger(sellingPrice) || sellingPrice <= 0) {
    throw new SkuRefusal(1007, "Prices are whole rupees", "selling_price");
  }
  if (sellingPrice > mrp) throw new SkuRefusal(1008, "The selling price must not exceed the MRP", "selling_price");
  if (listing.mrp === mrp && listing.sellingPrice === sellingPrice) return;
  Object.assign(listing, { mrp, sellingPrice });
  world.ledger.append("price-changed", { sku: listing.sku, listingId: listing.listingId, mrp, sellingPrice });
}

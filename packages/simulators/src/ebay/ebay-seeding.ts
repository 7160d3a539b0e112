import type { SeededRandom } from "../kit/index.ts";
import { parseDecimal } from "./amounts.ts";
import type { Listing, Seller } from "./ebay-entities.ts";
import { SCOPE_TEXTS } from "./ebay-scopes.ts";
import type { EbayApplicationSeed, EbayListingSeed, EbaySeed, EbaySellerSeed, EbayVariationSeed } from "./ebay-seed.ts";
import type { EbayWorld } from "./ebay-world.ts";
import { seedOrder } from "./order-seeding.ts";

const GTC_PERIOD_MS = 30 * 24 * 3600 * 1000;

/** Fills the empty world from a seed: applications, sellers, listings, then orders. */
export function seedWorld(world: EbayWorld, seed: EbaySeed) {
  world.settings.accessTokenSeconds = 7200;
  for (const application of seed.applications) addApplication(world, application);
  for (const seller of seed.sellers) addSeller(world, seller);
  const soldBySeed = countSold(seed);
  for (const listing of seed.listings ?? []) addListing(world, listing, soldBySeed);
  for (const order of seed.orders ?? []) seedOrder(world, order);
  for (const { seller, payoutId, paidAt, amount, transactionCount } of seed.payouts ?? []) {
    const { username } = sellerNamed(world, seller);
    const basics = { payoutId, username, paidAt: Date.parse(paidAt), transactionCount };
    world.pastPayouts.insert({ ...basics, amount: parseDecimal(amount) });
  }
}

/** The seller of that name, or the first one. */
export function sellerNamed(world: EbayWorld, username: string | undefined): Seller {
  const seller = username === undefined ? world.sellers.all()[0] : world.sellers.get(username);
  if (seller === undefined) throw new Error(`The simulated eBay has no seller ${username ?? ""}`);
  return seller;
}

function addApplication(world: EbayWorld, seed: EbayApplicationSeed) {
  world.applications.insert({
    clientId: seed.clientId,
    clientSecret: seed.clientSecret,
    ruName: seed.ruName,
    acceptedUrl: seed.acceptedUrl,
    declinedUrl: seed.declinedUrl ?? seed.acceptedUrl,
    title: seed.title ?? "An application",
    devId: seed.devId ?? null,
    scopes: seed.scopes ?? Object.keys(SCOPE_TEXTS),
    enabled: true,
  });
}

function addSeller(world: EbayWorld, seed: EbaySellerSeed) {
  world.sellers.insert({
    username: seed.username,
    userId: seed.userId ?? makeUserId(world.random),
    marketplaceId: seed.marketplaceId ?? "EBAY_GB",
    currency: seed.currency ?? "GBP",
    accountType: seed.accountType ?? "BUSINESS",
    requiresDigitalSignature: seed.requiresDigitalSignature ?? false,
    outOfStockControl: seed.outOfStockControl ?? true,
  });
}

function makeUserId(random: SeededRandom) {
  const alphabet = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"];
  return Array.from({ length: 11 }, () => random.pick(alphabet)).join("");
}

// Sold units per listing, and per variation as `itemId/sku`.
function countSold(seed: EbaySeed): Map<string, number> {
  const sold = new Map<string, number>();
  const count = (key: string, quantity: number) => sold.set(key, (sold.get(key) ?? 0) + quantity);
  for (const order of seed.orders ?? []) {
    if (order.cancellation?.state === "CANCELED") continue;
    for (const { itemId, sku, variationId, quantity } of order.lines) {
      if (itemId === undefined) continue;
      count(itemId, quantity);
      const variation = variationId ?? sku;
      if (variation !== undefined) count(`${itemId}/${variation}`, quantity);
    }
  }
  return sold;
}

function addListing(world: EbayWorld, seed: EbayListingSeed, soldBySeed: Map<string, number>) {
  const seller = sellerNamed(world, seed.seller);
  const startedAt = seed.startedAt ?? new Date(world.clock.milliseconds() - GTC_PERIOD_MS).toISOString();
  const itemId = seed.itemId ?? nextItemId(world);
  const listing: Listing = {
    itemId,
    username: seller.username,
    model: seed.model ?? "TRADING",
    sku: seed.sku ?? null,
    title: seed.title,
    price: parseDecimal(seed.price),
    currency: seller.currency,
    available: seed.available ?? 0,
    sold: seed.sold ?? soldBySeed.get(itemId) ?? 0,
    marketplaceId: seed.marketplaceId ?? seller.marketplaceId,
    condition: seed.condition ?? "NEW",
    status: seed.status ?? "ACTIVE",
    startedAt,
    endsAt: seed.endedAt ?? nextRenewal(startedAt, world.clock.milliseconds()),
    pictureUrl: seed.pictureUrl ?? null,
    format: seed.format ?? "FIXED_PRICE",
    trackBy: seed.trackBy ?? "ItemID",
    onHold: seed.onHold ?? false,
    variations: (seed.variations ?? []).map((variation) => makeVariation(world, seed, variation, soldBySeed, itemId)),
  };
  world.listings.insert(listing);
  if (listing.model === "INVENTORY") addOffer(world, listing, seed);
}

function makeVariation(
  world: EbayWorld,
  listing: EbayListingSeed,
  seed: EbayVariationSeed,
  ...[soldBySeed, itemId]: [Map<string, number>, string]
) {
  const variationId = seed.variationId ?? String(world.store.nextNumber("variation", 610_000_000_001));
  const sold = soldBySeed.get(`${itemId}/${variationId}`) ?? soldBySeed.get(`${itemId}/${seed.sku ?? ""}`);
  return {
    variationId,
    sku: seed.sku ?? null,
    aspects: Object.entries(seed.aspects).map(([name, value]) => ({ name, value })),
    price: parseDecimal(seed.price ?? listing.price),
    available: seed.available,
    sold: seed.sold ?? sold ?? 0,
  };
}

// A listing of the Inventory API always has a SKU, an inventory item and a published offer behind it.
function addOffer(world: EbayWorld, listing: Listing, seed: EbayListingSeed) {
  if (listing.sku === null) throw new Error(`Listing "${listing.title}" of model INVENTORY needs a SKU`);
  const { username, sku, title, price, currency, marketplaceId } = listing;
  world.inventoryItems.insert({
    username,
    sku,
    quantity: listing.available,
    condition: listing.condition,
    locale: "en_GB",
    product: { title, ...(listing.pictureUrl !== null && { imageUrls: [listing.pictureUrl] }) },
  });
  const offerId = seed.offerId ?? String(world.store.nextNumber("offer", 80_000_000_001));
  const { itemId: listingId, available: availableQuantity } = listing;
  const terms = { format: "FIXED_PRICE" as const, price, currency, availableQuantity, listingId };
  world.offers.insert({ offerId, username, sku, marketplaceId, ...terms });
}

function nextItemId(world: EbayWorld): string {
  return String(world.store.nextNumber("item", 140_000_000_001));
}

// Good-'til-cancelled listings renew every 30 days.
function nextRenewal(startedAt: string, now: number): string {
  const start = Date.parse(startedAt);
  const periods = Math.max(1, Math.ceil((now - start + 1) / GTC_PERIOD_MS));
  return new Date(start + periods * GTC_PERIOD_MS).toISOString();
}

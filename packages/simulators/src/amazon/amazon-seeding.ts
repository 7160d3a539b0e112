import type { SeededRandom } from "../kit/index.ts";
import type { Listing } from "./amazon-entities.ts";
import { defineRates } from "./amazon-rates.ts";
import { allRoles } from "./amazon-roles.ts";
import type { AmazonApplicationSeed, AmazonListingSeed, AmazonSeed, AmazonSellerSeed } from "./amazon-seed.ts";
import { type AmazonWorld, initialSettings } from "./amazon-world.ts";
import { attributesOf } from "./listings/attributes.ts";
import { amazonChannels, marketplaceOf } from "./marketplaces.ts";
import { parseMoney } from "./money.ts";
import { SECRET_DAYS } from "./oauth/client-secrets.ts";
import { seedOrder } from "./orders/order-seeding.ts";
import { homeMarketplace, sellerNamed } from "./sellers.ts";

const DAY = 86_400_000;

/** Fills the empty world from a seed: applications, sellers, listings and warehouse stock, then orders. */
export function seedWorld(world: AmazonWorld, seed: AmazonSeed) {
  Object.assign(world.settings, initialSettings(seed.timing));
  defineRates(world, seed.rateFactor ?? 1);
  for (const application of seed.applications) addApplication(world, application);
  for (const seller of seed.sellers) addSeller(world, seller);
  for (const listing of seed.listings ?? []) addListing(world, listing);
  for (const order of seed.orders ?? []) seedOrder(world, order);
}

function addApplication(world: AmazonWorld, seed: AmazonApplicationSeed) {
  const createdAt =
    seed.clientSecretCreatedAt === undefined ? world.clock.milliseconds() : Date.parse(seed.clientSecretCreatedAt);
  const { clientId } = world.applications.insert({
    clientId: seed.clientId,
    applicationId: seed.applicationId,
    title: seed.title ?? "An application",
    redirectUris: seed.redirectUris ?? [],
    draft: seed.draft ?? false,
    roles: seed.roles ?? allRoles,
    secrets: [{ secret: seed.clientSecret, createdAt, expiresAt: createdAt + SECRET_DAYS * DAY }],
  });
  for (const { refreshToken, sellerId } of seed.grants ?? []) {
    world.grants.put({ refreshToken, clientId, sellerId, revoked: false });
  }
}

function addSeller(world: AmazonWorld, seed: AmazonSellerSeed) {
  for (const id of seed.marketplaceIds) {
    if (marketplaceOf(id).region !== seed.region) throw new Error(`Marketplace ${id} is not in ${seed.region}`);
  }
  world.sellers.insert({
    sellerId: seed.sellerId,
    region: seed.region,
    storeName: seed.storeName ?? seed.sellerId,
    sellingPlan: seed.sellingPlan ?? "PROFESSIONAL",
    marketplaces: seed.marketplaceIds.map((marketplaceId) => ({
      marketplaceId,
      isParticipating: true,
      hasSuspendedListings: false,
    })),
  });
}

function addListing(world: AmazonWorld, seed: AmazonListingSeed) {
  const seller = sellerNamed(world, seed.sellerId);
  const createdAt = seed.createdAt === undefined ? world.clock.milliseconds() : Date.parse(seed.createdAt);
  const ids = seed.marketplaceIds ?? [homeMarketplace(seller)];
  const channelCode = amazonChannels[seller.region];
  const listing: Listing = {
    sellerId: seller.sellerId,
    sku: seed.sku,
    listingId: listingIdFrom(world.random),
    asin: seed.asin ?? asinFrom(world.random),
    productType: seed.productType ?? "TOY_BUILDING_BLOCK",
    title: seed.title,
    conditionType: seed.conditionType ?? "new_new",
    offers: ids.map((marketplaceId) => {
      const { currency } = marketplaceOf(marketplaceId);
      return { marketplaceId, price: parseMoney(seed.price, currency), currency };
    }),
    availability: [
      ...(seed.fba === undefined ? [] : [{ channelCode, quantity: null }]),
      ...(seed.quantity === undefined ? [] : [{ channelCode: "DEFAULT", quantity: seed.quantity }]),
    ],
    attributes: {},
    issues: [],
    isActive: seed.isActive ?? true,
    createdAt,
    updatedAt: seed.updatedAt === undefined ? createdAt : Date.parse(seed.updatedAt),
    appliesAt: null,
    appliesVia: null,
  };
  listing.attributes = attributesOf(listing, seed.handlingDays ?? null);
  world.listings.insert(listing);
  if (seed.fba !== undefined) addWarehouseItem(world, listing, seed.fba);
}

function addWarehouseItem(world: AmazonWorld, listing: Listing, fba: NonNullable<AmazonListingSeed["fba"]>) {
  const [offer] = listing.offers;
  world.warehouse.insert({
    sellerId: listing.sellerId,
    sku: listing.sku,
    asin: listing.asin,
    fnSku: fba.fnSku ?? `X00${capitals(world.random, 7)}`,
    marketplaceId: offer?.marketplaceId ?? "",
    title: listing.title,
    condition: "NewItem",
    fulfillable: fba.fulfillable,
    inbound: fba.inbound ?? 0,
    reserved: fba.reserved ?? 0,
    unfulfillable: fba.unfulfillable ?? 0,
    updatedAt: listing.updatedAt,
  });
}

export function asinFrom(random: SeededRandom): string {
  return `B0${capitals(random, 8)}`;
}

export function listingIdFrom(random: SeededRandom): string {
  return `${random.digits(4)}${capitals(random, 7)}`;
}

function capitals(random: SeededRandom, length: number): string {
  const alphabet = [..."ABCDEFGHJKLMNPQRSTVWXYZ0123456789"];
  return Array.from({ length }, () => random.pick(alphabet)).join("");
}

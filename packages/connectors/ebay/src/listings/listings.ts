import {
  type CallLimits,
  callLimits,
  decodeCursor,
  encodeCursor,
  type FetchedPage,
  type ListingsCapability,
  readPages,
} from "@counterfoil/connector-kit";
import type { Listing } from "@counterfoil/core/model";
import { z } from "zod";
import type { WireInventoryItem, WireOffer } from "../ebay-schemas.ts";
import { mapLimited } from "../map-limited.ts";
import type { InventoryReader } from "./inventory-reader.ts";
import { toPlatformData } from "./listing-reference.ts";
import { mapOffer } from "./map-offer.ts";
import { mapTradingItem } from "./map-trading-item.ts";
import type { TradingReader } from "./trading-reader.ts";

const dayMs = 86_400_000;
/** Listings that ended lately are listed too, as ended; eBay allows 120 days in all. */
const endedDays = 28;
const aheadDays = 91;
const offerCallsAtOnce = 4;

const number = z.number().int().nonnegative();
const cursorSchema = z.discriminatedUnion("phase", [
  z.object({
    v: z.literal(1),
    phase: z.literal("classic"),
    page: number,
    from: z.iso.datetime(),
    to: z.iso.datetime(),
  }),
  z.object({ v: z.literal(1), phase: z.literal("inventory"), page: number }),
  z.object({ v: z.literal(1), phase: z.literal("end") }),
]);
type ListingCursor = z.infer<typeof cursorSchema>;

/** What one run knows of the Inventory API: its items, their offers, and the offers met as running listings. */
interface Inventory {
  items: Map<string, WireInventoryItem>;
  offers: Map<string, WireOffer[]>;
  met: Set<string>;
}

/**
 * All listings: first the Trading API's, which show both models, then the offers that have no running listing (drafts
 * and ended ones). A listing is of the model INVENTORY when an offer of its SKU says that it is behind it.
 */
export function createListings(
  readers: { trading: TradingReader; inventory: InventoryReader },
  now: () => number,
): ListingsCapability {
  return {
    async *all(text, options) {
      const limits = callLimits(options, now);
      let cursor: ListingCursor = text === null ? firstCursor(now()) : decodeCursor(cursorSchema, text);
      if (cursor.phase === "end") return;
      const inventory: Inventory = {
        items: await readInventory(readers.inventory, limits),
        offers: new Map(),
        met: new Set<string>(),
      };
      if (cursor.phase === "classic") {
        const { from, to } = cursor;
        for await (const page of classicPages(cursor, { readers, inventory, limits })) {
          cursor = decodeCursor(cursorSchema, page.cursor);
          yield page;
        }
        const stoppedInside = cursor.phase === "classic" && cursor.from === from && cursor.to === to;
        if (stoppedInside) return;
      }
      if (cursor.phase === "inventory") yield* offerPages(cursor.page, { readers, inventory, limits });
    },
  };
}

interface Run {
  readers: { trading: TradingReader; inventory: InventoryReader };
  inventory: Inventory;
  limits: CallLimits;
}

function firstCursor(now: number): ListingCursor {
  const day = (offset: number) => new Date(now + offset * dayMs).toISOString();
  return { v: 1, phase: "classic", page: 1, from: day(-endedDays), to: day(aheadDays) };
}

function classicPages(start: Extract<ListingCursor, { phase: "classic" }>, run: Run) {
  const write = (cursor: ListingCursor) => encodeCursor(cursor);
  return readPages<Listing, number>({
    first: start.page,
    fetch: (page) => fetchClassicPage(page, start, run),
    cursor: (next) => write(next === null ? { v: 1, phase: "inventory", page: 0 } : { ...start, page: next }),
    keyOf,
  });
}

async function fetchClassicPage(
  page: number,
  period: { from: string; to: string },
  run: Run,
): Promise<FetchedPage<Listing, number>> {
  const { readers, inventory, limits } = run;
  const { items, problems, next } = await readers.trading.sellerList(page, period, limits);
  const listings = items.flatMap(({ item, raw }) => mapTradingItem(item, raw));
  const known = listings.filter(({ reference }) => reference.sku !== null && inventory.items.has(reference.sku));
  const skus = [...new Set(known.map(({ reference }) => reference.sku as string))];
  await mapLimited(skus, offerCallsAtOnce, (sku) => offersOf(sku, run));
  return { items: listings.map((listing) => withModel(listing, inventory)), problems, next };
}

async function offersOf(sku: string, { readers, inventory, limits }: Run): Promise<WireOffer[]> {
  const known = inventory.offers.get(sku);
  if (known) return known;
  const offers = await readers.inventory.offers(sku, "refresh_catalogue", limits);
  inventory.offers.set(sku, offers);
  return offers;
}

/** Marks a listing that an offer of the Inventory API stands behind. */
function withModel(listing: Listing, { offers, met }: Inventory): Listing {
  const { reference } = listing;
  const offer = (offers.get(reference.sku ?? "") ?? []).find(
    ({ listing: published }) => published?.listingId === reference.externalId,
  );
  if (!offer) return listing;
  met.add(offer.offerId);
  const data = toPlatformData({ model: "INVENTORY", offerId: offer.offerId });
  return { ...listing, reference: { ...reference, platformData: { ...reference.platformData, ...data } } };
}

function offerPages(first: number, run: Run) {
  return readPages<Listing, number>({
    first,
    fetch: (page) => fetchOfferPage(page, run),
    cursor: (next) => encodeCursor(next === null ? { v: 1, phase: "end" } : { v: 1, phase: "inventory", page: next }),
    keyOf,
  });
}

async function fetchOfferPage(page: number, run: Run): Promise<FetchedPage<Listing, number>> {
  const { readers, inventory, limits } = run;
  const { items, problems, next } = await readers.inventory.items(page, limits);
  const listings = await mapLimited(items, offerCallsAtOnce, async (item) => {
    const offers = await offersOf(item.sku, run);
    return offers
      .filter(({ offerId }) => !inventory.met.has(offerId))
      .map((offer) => mapOffer(offer, item, { inventoryItem: item, offer }));
  });
  return { items: listings.flat(), problems, next };
}

async function readInventory(reader: InventoryReader, limits: CallLimits): Promise<Map<string, WireInventoryItem>> {
  const items = new Map<string, WireInventoryItem>();
  for (let page: number | null = 0; page !== null; ) {
    const read: Awaited<ReturnType<InventoryReader["items"]>> = await reader.items(page, limits);
    const before = items.size;
    for (const item of read.items) items.set(item.sku, item);
    // A page without anything new is the end, whatever its link says.
    page = items.size > before ? read.next : null;
  }
  return items;
}

function keyOf({ reference }: Listing): string {
  return `${reference.externalId} ${reference.variationId ?? ""}`;
}

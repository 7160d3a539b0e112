import { batches, type CallLimits, ConnectorError } from "@counterfoil/connector-kit";
import type { ListingReference } from "@counterfoil/core/model";
import type { WireInventoryItem } from "../ebay-schemas.ts";
import type { InventoryReader } from "../listings/inventory-reader.ts";
import { listingData, variationKey } from "../listings/listing-reference.ts";
import { offeredQuantity } from "../listings/map-offer.ts";
import { availableQuantity, hasEnded } from "../listings/map-trading-item.ts";
import type { TradingReader } from "../listings/trading-reader.ts";
import { mapLimited } from "../map-limited.ts";
import type { TradingItem, TradingVariation } from "../trading/trading-schemas.ts";
import { inventoryBatchSize } from "./inventory-stock.ts";

/** Up to here listings are read one by one; beyond, the whole active list is cheaper. */
const singleReads = 20;
const callsAtOnce = 4;
const endedStatuses: ReadonlySet<string> = new Set(["ENDED", "EBAY_ENDED", "INACTIVE", "NOT_LISTED"]);

export interface StockReaders {
  trading: TradingReader;
  inventory: InventoryReader;
}

/** Units for sale of classic listings; null for those that are over or unknown. */
export async function readClassicStock(
  listings: readonly ListingReference[],
  { trading }: StockReaders,
  limits: CallLimits,
): Promise<(number | null)[]> {
  const ids = [...new Set(listings.map(({ externalId }) => externalId))];
  const items =
    ids.length <= singleReads ? await readSingly(ids, trading, limits) : await readAll(ids, trading, limits);
  return listings.map((listing) => {
    const item = items.get(listing.externalId);
    return item && !hasEnded(item) ? quantityOf(item, listing) : null;
  });
}

/** Units for sale of listings of the Inventory API; null for those that are over or unknown. */
export async function readInventoryStock(
  listings: readonly ListingReference[],
  { inventory }: StockReaders,
  limits: CallLimits,
): Promise<(number | null)[]> {
  const skus = [...new Set(listings.flatMap(({ sku }) => (sku === null ? [] : [sku])))];
  const items = new Map<string, WireInventoryItem>();
  for (const batch of batches(skus, inventoryBatchSize)) {
    for (const [sku, item] of await inventory.itemsBySku(batch, "withdraw_stock", limits)) items.set(sku, item);
  }
  return mapLimited(listings, callsAtOnce, async (listing) => {
    const { offerId } = listingData(listing);
    const offers = await inventory.offers(listing.sku ?? "", "withdraw_stock", limits);
    const offer = offers.find((each) =>
      offerId ? each.offerId === offerId : each.listing?.listingId === listing.externalId,
    );
    if (!offer || endedStatuses.has(offer.listing?.listingStatus ?? "")) return null;
    return offeredQuantity(offer, items.get(listing.sku ?? "") ?? null);
  });
}

async function readSingly(ids: readonly string[], trading: TradingReader, limits: CallLimits) {
  const items = new Map<string, TradingItem>();
  await mapLimited(ids, callsAtOnce, async (id) => {
    try {
      items.set(id, await trading.item(id, limits));
    } catch (error) {
      if (!ConnectorError.is(error) || error.code !== "not_found") throw error;
    }
  });
  return items;
}

async function readAll(ids: readonly string[], trading: TradingReader, limits: CallLimits) {
  const wanted = new Set(ids);
  const items = new Map<string, TradingItem>();
  for (let page: number | null = 1; page !== null && items.size < wanted.size; ) {
    const read: Awaited<ReturnType<TradingReader["activeList"]>> = await trading.activeList(page, limits);
    for (const { item } of read.items) if (wanted.has(item.ItemID)) items.set(item.ItemID, item);
    page = read.next;
  }
  return items;
}

function quantityOf(item: TradingItem, listing: ListingReference): number | null {
  const variations = item.Variations?.Variation ?? [];
  if (variations.length === 0) return availableQuantity(item);
  const bySku = variations.filter((variation) => listing.sku !== null && variation.SKU === listing.sku);
  const [only] = bySku.length === 1 ? bySku : variations.filter((variation) => isVariation(variation, listing));
  return only ? availableQuantity(only) : null;
}

/** Whether a reference's key names this variation, for those without a SKU of their own. */
function isVariation(variation: TradingVariation, listing: ListingReference): boolean {
  const specifics = (variation.VariationSpecifics?.NameValueList ?? []).map(({ Name, Value }) => ({
    name: Name,
    value: (Value ?? []).join(", "),
  }));
  return listing.variationId?.endsWith(variationKey(null, specifics)) === true;
}

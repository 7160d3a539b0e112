import type { Listing, Money } from "@counterfoil/core/model";
import { money, textOrNull } from "../ebay-values.ts";
import type { TradingAmount, TradingItem, TradingSpecifics, TradingVariation } from "../trading/trading-schemas.ts";
import { conditionOfId } from "./listing-conditions.ts";
import { type EbayListingData, toPlatformData, variationKey } from "./listing-reference.ts";
import { categoryOfItem, conditionWord, specificsAsAttributes } from "./listing-words.ts";
import { productIdentifiers } from "./product-identifiers.ts";

/** A classic listing as one record, or as one for each of its variations. */
export function mapTradingItem(item: TradingItem, raw: unknown): Listing[] {
  const variations = item.Variations?.Variation ?? [];
  if (variations.length === 0) return [mapSingle(item, raw)];
  const { Variations: _, ...rawItem } = raw as Record<string, unknown>;
  const rawVariations = rawVariationsOf(raw);
  const skus = variations.map((variation) => variation.SKU ?? null);
  return variations.map((variation, index) => {
    const sku = skus[index] ?? null;
    const isShared = sku !== null && skus.filter((other) => other === sku).length > 1;
    const rawVariation = { item: rawItem, variation: rawVariations[index] };
    return mapVariation(item, variation, { isShared, raw: rawVariation });
  });
}

/** Units for sale now. `Quantity` counts every unit ever offered, sold ones included: never taken as it is. */
export function availableQuantity(record: {
  Quantity?: number | null | undefined;
  QuantityAvailable?: number | null | undefined;
  SellingStatus?: { QuantitySold?: number | null | undefined } | null | undefined;
}): number | null {
  if (record.QuantityAvailable !== null && record.QuantityAvailable !== undefined) return record.QuantityAvailable;
  const sold = record.SellingStatus?.QuantitySold;
  if (record.Quantity === null || record.Quantity === undefined || sold === null || sold === undefined) return null;
  return Math.max(0, record.Quantity - sold);
}

/** Whether the listing is over. Lists of active items give no status: those are running. */
export function hasEnded(item: TradingItem): boolean {
  const status = item.SellingStatus?.ListingStatus;
  return status === "Completed" || status === "Ended";
}

function mapSingle(item: TradingItem, raw: unknown): Listing {
  const quantity = hasEnded(item) ? 0 : availableQuantity(item);
  const details = item.ProductListingDetails;
  return {
    ...shared(item, quantity),
    reference: {
      externalId: item.ItemID,
      variationId: null,
      sku: item.SKU ?? null,
      platformData: toPlatformData(dataOf(item, false)),
    },
    quantity,
    price: tradingMoney(item.SellingStatus?.CurrentPrice ?? item.BuyItNowPrice ?? item.StartPrice),
    identifiers: productIdentifiers({
      ean: [details?.EAN],
      upc: [details?.UPC],
      isbn: [details?.ISBN],
      brand: details?.BrandMPN?.Brand ?? null,
      mpn: details?.BrandMPN?.MPN ?? null,
    }),
    variation: [],
    raw,
  };
}

function mapVariation(
  item: TradingItem,
  variation: TradingVariation,
  context: { isShared: boolean; raw: unknown },
): Listing {
  const quantity = hasEnded(item) ? 0 : availableQuantity(variation);
  const specifics = specificsOf(variation.VariationSpecifics);
  const sku = variation.SKU ?? null;
  const details = variation.VariationProductListingDetails;
  const key = variationKey(sku, specifics);
  return {
    ...shared(item, quantity),
    reference: {
      externalId: item.ItemID,
      // Two variations with one SKU are still two records.
      variationId: context.isShared ? `${key} ${variationKey(null, specifics)}` : key,
      sku,
      platformData: toPlatformData(dataOf(item, context.isShared)),
    },
    quantity,
    price: tradingMoney(variation.StartPrice ?? item.SellingStatus?.CurrentPrice),
    identifiers: productIdentifiers({
      ean: [details?.EAN],
      upc: [details?.UPC],
      isbn: [details?.ISBN],
      brand: item.ProductListingDetails?.BrandMPN?.Brand ?? null,
    }),
    variation: specifics,
    raw: context.raw,
  };
}

function shared(item: TradingItem, quantity: number | null) {
  return {
    platform: "ebay",
    title: item.Title ?? "",
    status: statusOf(item, quantity),
    condition: conditionOfId(item.ConditionID),
    location: null,
    url: textOrNull(item.ListingDetails?.ViewItemURL),
    imageUrl: textOrNull(item.PictureDetails?.GalleryURL) ?? textOrNull(item.PictureDetails?.PictureURL?.[0]),
    imageUrls: (item.PictureDetails?.PictureURL ?? []).filter((url) => url !== ""),
    category: categoryOfItem(item.PrimaryCategory),
    attributes: [...specificsAsAttributes(item.ItemSpecifics), ...conditionWord(item.ConditionDisplayName)],
  };
}

function statusOf(item: TradingItem, quantity: number | null): Listing["status"] {
  if (hasEnded(item)) return "ended";
  const status = item.SellingStatus?.ListingStatus;
  if (status !== "Active" && status !== null && status !== undefined) return "unknown";
  return quantity === 0 ? "out_of_stock" : "active";
}

function dataOf(item: TradingItem, isShared: boolean): EbayListingData {
  const epid = item.ProductListingDetails?.ProductReferenceID;
  return {
    model: "TRADING",
    ...(item.InventoryTrackingMethod === "SKU" && { tracking: "SKU" }),
    ...(isShared && { sku: "shared" }),
    ...(epid && { epid }),
  };
}

function tradingMoney(amount: TradingAmount): Money | null {
  return amount ? money({ value: amount["#text"], currency: amount["@currencyID"] }) : null;
}

function specificsOf(specifics: TradingSpecifics): { name: string; value: string }[] {
  return (specifics?.NameValueList ?? []).map(({ Name, Value }) => ({ name: Name, value: (Value ?? []).join(", ") }));
}

function rawVariationsOf(raw: unknown): unknown[] {
  const variations = (raw as { Variations?: { Variation?: unknown } }).Variations?.Variation;
  return Array.isArray(variations) ? variations : [];
}

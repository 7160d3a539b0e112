import type { Listing } from "@counterfoil/core/model";
import { marketplaceOf } from "../amazon-marketplaces.ts";
import type { WireItem } from "../amazon-schemas.ts";
import { conditionOf, money, textOrNull } from "../amazon-values.ts";
import { fulfillmentOf, merchantQuantity, toPlatformData } from "./fulfillment-channel.ts";

export interface ItemMapping {
  raw: unknown;
  /** The marketplace whose title, price and state are shown where the item is in several. */
  home: string;
  /** Units in Amazon's warehouses by SKU. */
  amazonStock: ReadonlyMap<string, number>;
}

/** A listings item in the common shape: one for each SKU, since its stock is one number in all marketplaces. */
export function mapItem(item: WireItem, { raw, home, amazonStock }: ItemMapping): Listing {
  const summaries = item.summaries ?? [];
  const summary = summaries.find(({ marketplaceId }) => marketplaceId === home) ?? summaries[0];
  const asin = textOrNull(summary?.asin);
  const fulfillment = fulfillmentOf(item.fulfillmentAvailability);
  const quantity =
    fulfillment === "amazon" ? (amazonStock.get(item.sku) ?? null) : merchantQuantity(item.fulfillmentAvailability);
  const [kind, ...detail] = (summary?.conditionType ?? "").split("_");
  return {
    platform: "amazon",
    reference: {
      externalId: asin ?? item.sku,
      variationId: item.sku,
      sku: item.sku,
      platformData: toPlatformData({
        fulfillment,
        ...(summary?.productType && { productType: summary.productType }),
        marketplaceIds: summaries.map(({ marketplaceId }) => marketplaceId).join(","),
      }),
    },
    title: textOrNull(summary?.itemName) ?? asin ?? item.sku,
    status: statusOf(summary?.status, quantity),
    quantity,
    price: priceOf(item, summary?.marketplaceId),
    condition: conditionOf(kind, detail.join("_")),
    identifiers: asin ? [{ type: "asin", value: asin }] : [],
    variation: [],
    location: null,
    url: asin ? productUrl(asin, summary?.marketplaceId) : null,
    imageUrl: textOrNull(summary?.mainImage?.link),
    category: summary?.productType ? { id: summary.productType, path: [] } : null,
    attributes: summary?.conditionType ? [{ name: "Condition", value: summary.conditionType }] : [],
    fulfilledBy: fulfillment === "amazon" ? "platform" : "seller",
    raw,
  };
}

/** Whether buyers can buy it. Amazon tells no reason here: an offer without stock is not buyable either. */
export function statusOf(states: readonly string[] | null | undefined, quantity: number | null): Listing["status"] {
  if (!states) return "unknown";
  if (quantity === 0) return "out_of_stock";
  return states.includes("BUYABLE") ? "active" : "draft";
}

/** The page of a product in a shop; null for a marketplace that is not known. */
export function productUrl(asin: string, marketplaceId: string | null | undefined): string | null {
  const marketplace = marketplaceOf(marketplaceId);
  return marketplace && `https://www.${marketplace.domain}/dp/${encodeURIComponent(asin)}`;
}

function priceOf({ offers }: WireItem, marketplaceId: string | undefined): Listing["price"] {
  const here = (offers ?? []).filter((offer) => offer.marketplaceId === marketplaceId);
  const toConsumers = here.find(({ offerType }) => offerType === "B2C") ?? here[0];
  return money(toConsumers?.price);
}

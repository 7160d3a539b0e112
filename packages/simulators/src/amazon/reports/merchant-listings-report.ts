import type { Listing, Report } from "../amazon-entities.ts";
import { type AmazonWorld, instantText } from "../amazon-world.ts";
import { isFulfilledByAmazon, merchantQuantity, sellableOf } from "../listings/stock.ts";
import { amazonChannels, marketplaceOf } from "../marketplaces.ts";
import { moneyText } from "../money.ts";

const columns = [
  "item-name",
  "item-description",
  "listing-id",
  "seller-sku",
  "price",
  "quantity",
  "open-date",
  "image-url",
  "item-is-marketplace",
  "product-id-type",
  "zshop-shipping-fee",
  "item-note",
  "item-condition",
  "zshop-category1",
  "zshop-browse-path",
  "zshop-storefront-feature",
  "asin1",
  "asin2",
  "asin3",
  "will-ship-internationally",
  "expedited-shipping",
  "zshop-boldface",
  "product-id",
  "bid-for-featured-placement",
  "add-delete",
  "pending-quantity",
  "fulfillment-channel",
  "merchant-shipping-group",
  "status",
] as const;

/** The same columns as a German account may get them. */
const localized: Partial<Record<(typeof columns)[number], string>> = {
  "item-name": "Artikelbezeichnung",
  "seller-sku": "Händler-SKU",
  price: "Preis",
  quantity: "Menge",
  "open-date": "Erstellungsdatum",
  "fulfillment-channel": "Versender",
  status: "Status",
};

/** `GET_MERCHANT_LISTINGS_ALL_DATA` of one marketplace: tab-separated, a header row; null when there is nothing. */
export function merchantListingsReport(world: AmazonWorld, { sellerId, marketplaceIds }: Report): Buffer | null {
  const [marketplaceId = ""] = marketplaceIds;
  const listings = world.listings.where(
    (listing) => listing.sellerId === sellerId && listing.offers.some((offer) => offer.marketplaceId === marketplaceId),
  );
  if (listings.length === 0) return null;
  const header = columns.map((column) => (world.settings.localizedHeaders ? (localized[column] ?? column) : column));
  const rows = listings.map((listing) => {
    const values = rowOf(world, listing, marketplaceId);
    return columns.map((column) => values[column] ?? "");
  });
  const text = [header, ...rows].map((cells) => `${cells.map(withoutTabs).join("\t")}\r\n`).join("");
  return Buffer.from(text, world.settings.reportCharset === "UTF-8" ? "utf8" : "latin1");
}

function rowOf(world: AmazonWorld, listing: Listing, marketplaceId: string): Partial<Record<string, string>> {
  const offer = listing.offers.find((row) => row.marketplaceId === marketplaceId);
  const byAmazon = isFulfilledByAmazon(listing);
  const quantity = byAmazon ? null : merchantQuantity(listing);
  return {
    "item-name": listing.title,
    "listing-id": listing.listingId,
    "seller-sku": listing.sku,
    price: offer === undefined ? "" : moneyText(offer.price, offer.currency),
    quantity: quantity === null ? "" : String(quantity),
    "open-date": instantText(listing.createdAt).replace("T", " ").replace("Z", " GMT"),
    "item-is-marketplace": "y",
    "product-id-type": "1",
    "item-condition": listing.conditionType === "new_new" ? "11" : "2",
    asin1: listing.asin,
    "product-id": listing.asin,
    "pending-quantity": "0",
    "fulfillment-channel": byAmazon ? amazonChannels[marketplaceOf(marketplaceId).region] : "DEFAULT",
    "merchant-shipping-group": "Migrated Template",
    status: listing.isActive && sellableOf(world, listing) > 0 ? "Active" : "Inactive",
  };
}

function withoutTabs(text: string): string {
  return text.replace(/[\t\r\n]+/g, " ");
}

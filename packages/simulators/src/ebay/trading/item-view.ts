import { decimal } from "../amounts.ts";
import type { Listing, Seller, Variation } from "../ebay-entities.ts";
import { availableOf, soldOf } from "../stock.ts";
import { element } from "./xml.ts";

const CONDITIONS: Readonly<Record<string, readonly [string, string]>> = {
  NEW: ["1000", "New"],
  LIKE_NEW: ["2750", "Like new"],
  NEW_OTHER: ["1500", "New other (see details)"],
  USED_EXCELLENT: ["3000", "Used"],
  USED_VERY_GOOD: ["4000", "Very Good"],
  USED_GOOD: ["5000", "Good"],
  USED_ACCEPTABLE: ["6000", "Acceptable"],
  FOR_PARTS_OR_NOT_WORKING: ["7000", "For parts or not working"],
};

const SITES: Readonly<Record<string, string>> = { EBAY_GB: "UK", EBAY_US: "US", EBAY_DE: "Germany", EBAY_FR: "France" };

/** How much of an item a call shows. */
export interface ItemDetail {
  /** GetMyeBaySelling tells what is left; GetItem and GetSellerList leave the subtraction to the reader. */
  netQuantity: boolean;
  variations: boolean;
}

/** An `Item` element. `Quantity` counts every unit ever offered, the sold ones included. */
export function viewItem(listing: Listing, seller: Seller, detail: ItemDetail) {
  const [conditionId, conditionName] = CONDITIONS[listing.condition] ?? CONDITIONS["NEW"] ?? [];
  const available = availableOf(listing);
  return element("Item", [
    element("ItemID", listing.itemId),
    element("Title", listing.title),
    element("SKU", listing.sku ?? undefined),
    element("Country", "GB"),
    element("Currency", listing.currency),
    element("Site", SITES[listing.marketplaceId] ?? "UK"),
    element("ListingType", listing.format === "AUCTION" ? "Chinese" : "FixedPriceItem"),
    element("ListingDuration", listing.format === "AUCTION" ? "Days_7" : "GTC"),
    money("StartPrice", listing.price, listing.currency),
    detail.netQuantity ? money("BuyItNowPrice", listing.price, listing.currency) : undefined,
    element("Quantity", available + soldOf(listing)),
    detail.netQuantity ? element("QuantityAvailable", available) : undefined,
    element("ConditionID", conditionId),
    element("ConditionDisplayName", conditionName),
    element("InventoryTrackingMethod", listing.trackBy),
    element("Seller", element("UserID", seller.username)),
    viewListingDetails(listing),
    viewSellingStatus(listing),
    listing.pictureUrl === null ? undefined : viewPictures(listing.pictureUrl),
    detail.variations && listing.variations.length > 0 ? viewVariations(listing) : undefined,
  ]);
}

function viewListingDetails({ startedAt, endsAt, itemId }: Listing) {
  return element("ListingDetails", [
    element("StartTime", new Date(startedAt).toISOString()),
    element("EndTime", new Date(endsAt).toISOString()),
    element("ViewItemURL", `https://www.ebay.co.uk/itm/${itemId}`),
  ]);
}

function viewSellingStatus(listing: Listing) {
  return element("SellingStatus", [
    money("CurrentPrice", listing.price, listing.currency),
    element("QuantitySold", soldOf(listing)),
    element("ListingStatus", listing.status === "ACTIVE" ? "Active" : "Completed"),
  ]);
}

function viewPictures(url: string) {
  return element("PictureDetails", [element("GalleryURL", url), element("PictureURL", url)]);
}

function viewVariations(listing: Listing) {
  return element(
    "Variations",
    listing.variations.map((variation) => viewVariation(listing, variation)),
  );
}

function viewVariation({ currency }: Listing, { sku, price, available, sold, aspects }: Variation) {
  const specifics = aspects.map(({ name, value }) =>
    element("NameValueList", [element("Name", name), element("Value", value)]),
  );
  return element("Variation", [
    element("SKU", sku ?? undefined),
    money("StartPrice", price, currency),
    element("Quantity", available + sold),
    element("VariationSpecifics", specifics),
    element("SellingStatus", element("QuantitySold", sold)),
  ]);
}

/** A price with its currency as attribute. */
export function money(name: string, value: number, currencyID: string) {
  return element(name, decimal(value), { currencyID });
}

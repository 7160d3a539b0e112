import type { Listing, Seller } from "../ebay-entities.ts";
import type { EbayWorld } from "../ebay-world.ts";
import { availableOf } from "../stock.ts";
import { money } from "../trading/item-view.ts";
import { element } from "../trading/xml.ts";

/** The active inventory report: every active listing of either model with what is left of it. */
export function activeInventoryReport(world: EbayWorld, seller: Seller): string {
  const listings = world.listings.where(
    ({ username, status, format }) => username === seller.username && status === "ACTIVE" && format === "FIXED_PRICE",
  );
  const report = element(
    "BulkDataExchangeResponses",
    element("ActiveInventoryReport", [
      element("Timestamp", world.clock.iso()),
      element("Ack", "Success"),
      element("Version", "1"),
      ...listings.map(viewDetails),
    ]),
    { xmlns: "urn:ebay:apis:eBLBaseComponents" },
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n${report?.source ?? ""}`;
}

function viewDetails(listing: Listing) {
  const variations = listing.variations.map(({ sku, price, available }) =>
    element("Variation", [
      element("SKU", sku ?? undefined),
      money("Price", price, listing.currency),
      element("Quantity", available),
    ]),
  );
  return element("SKUDetails", [
    element("SKU", listing.sku ?? undefined),
    money("Price", listing.price, listing.currency),
    element("Quantity", availableOf(listing)),
    element("ItemID", listing.itemId),
    variations.length > 0 ? element("Variations", variations) : undefined,
  ]);
}

import { decimal, parseDecimal } from "../amounts.ts";
import type { Listing, Seller, Variation } from "../ebay-entities.ts";
import type { EbayWorld } from "../ebay-world.ts";
import { recordStockChange, variationOf } from "../stock.ts";
import { money } from "./item-view.ts";
import { notifyClosed } from "./platform-notification.ts";
import type { TradingCall } from "./trading-call.ts";
import { type TradingError, TradingRefusal, tradingErrors } from "./trading-errors.ts";
import { element, nodesAt, textAt, type XmlElement, type XmlNode } from "./xml.ts";

const MAX_STATUSES = 4;

/** Calls that change or end classic listings. */
export const reviseCalls: Record<string, TradingCall> = {
  ReviseInventoryStatus: ({ world, seller, request }) => {
    const statuses = nodesAt(request, "InventoryStatus");
    if (statuses.length === 0 || statuses.length > MAX_STATUSES) {
      throw new TradingRefusal(tradingErrors.input("InventoryStatus", "must be given one to four times"));
    }
    const errors: TradingError[] = [];
    const content: (XmlElement | undefined)[] = [];
    for (const status of statuses) {
      try {
        content.push(revise(world, seller, status));
      } catch (error) {
        if (!(error instanceof TradingRefusal)) throw error;
        errors.push(error.error);
      }
    }
    return { content, errors };
  },

  EndFixedPriceItem: ({ world, seller, request }) => {
    const itemId = textAt(request, "ItemID") ?? "";
    if (textAt(request, "EndingReason") === undefined) throw new TradingRefusal(tradingErrors.input("EndingReason"));
    const listing = ownListing(world, seller, itemId);
    if (listing.status === "ENDED") throw new TradingRefusal(tradingErrors.alreadyClosed(itemId));
    if (listing.model === "INVENTORY") throw new TradingRefusal(tradingErrors.inventoryManaged(itemId));
    endListing(world, listing);
    return { content: [element("EndTime", listing.endsAt)] };
  },
};

/** Ends a listing now. */
export function endListing(world: EbayWorld, listing: Listing) {
  listing.status = "ENDED";
  listing.endsAt = world.clock.iso();
  world.ledger.append("listing-ended", { itemId: listing.itemId });
  notifyClosed(world, listing);
}

function revise(world: EbayWorld, seller: Seller, status: XmlNode): XmlElement | undefined {
  const listing = findListing(world, seller, status);
  const { itemId } = listing;
  checkRevisable(listing);
  const target = targetOf(listing, status);
  const quantity = readQuantity(status, seller);
  const price = readPrice(status);
  if (quantity === undefined && price === undefined) throw new TradingRefusal(tradingErrors.input("Quantity"));
  if (!world.quotas.take("listing.revisions", itemId).allowed) {
    throw new TradingRefusal(tradingErrors.tooManyRevisions(itemId));
  }
  if (quantity !== undefined) {
    recordStockChange(world, { itemId, sku: target.sku, from: target.available, to: quantity, via: "trading" });
    target.available = quantity;
  }
  if (price !== undefined) {
    target.price = price;
    world.ledger.append("price-changed", { itemId, sku: target.sku, price: decimal(price) });
  }
  return element("InventoryStatus", [
    element("SKU", target.sku ?? ""),
    element("ItemID", itemId),
    money("StartPrice", target.price, listing.currency),
    // What is read back includes the units sold so far.
    element("Quantity", target.available + target.sold),
  ]);
}

// By ItemID, or by SKU alone where the listing is tracked by SKU.
function findListing(world: EbayWorld, seller: Seller, status: XmlNode): Listing {
  const itemId = textAt(status, "ItemID");
  if (itemId !== undefined) return ownListing(world, seller, itemId);
  const sku = textAt(status, "SKU");
  if (sku === undefined) throw new TradingRefusal(tradingErrors.input("ItemID"));
  const found = world.listings.find(
    (row) => row.username === seller.username && row.trackBy === "SKU" && row.sku === sku && row.status === "ACTIVE",
  );
  if (found === undefined) throw new TradingRefusal(tradingErrors.itemUnknown(sku));
  return found;
}

function ownListing(world: EbayWorld, seller: Seller, itemId: string): Listing {
  const listing = world.listings.get(itemId);
  if (listing === undefined || listing.username !== seller.username)
    throw new TradingRefusal(tradingErrors.itemUnknown(itemId));
  return listing;
}

function checkRevisable({ itemId, status, model, format }: Listing) {
  if (status === "ENDED") throw new TradingRefusal(tradingErrors.itemEnded(itemId));
  if (model === "INVENTORY") throw new TradingRefusal(tradingErrors.inventoryManaged(itemId));
  if (format !== "FIXED_PRICE") throw new TradingRefusal(tradingErrors.input("ItemID", "is no fixed-price listing"));
}

function targetOf(listing: Listing, status: XmlNode): Listing | Variation {
  if (listing.variations.length === 0) return listing;
  const sku = textAt(status, "SKU");
  const variation = sku === undefined ? undefined : variationOf(listing, { sku });
  if (variation === undefined) {
    throw new TradingRefusal(tradingErrors.input("SKU", "must name a variation of the listing"));
  }
  return variation;
}

function readQuantity(status: XmlNode, seller: Seller): number | undefined {
  const text = textAt(status, "Quantity");
  if (text === undefined) return undefined;
  if (!/^\d+$/.test(text)) throw new TradingRefusal(tradingErrors.input("Quantity"));
  if (Number(text) === 0 && !seller.outOfStockControl) throw new TradingRefusal(tradingErrors.quantityZero());
  return Number(text);
}

function readPrice(status: XmlNode): number | undefined {
  // A price with attributes still parses to its text, because attributes are ignored.
  const text = textAt(status, "StartPrice");
  if (text === undefined) return undefined;
  if (!/^\d+(\.\d{1,2})?$/.test(text)) throw new TradingRefusal(tradingErrors.input("StartPrice"));
  return parseDecimal(text);
}

import type { Listing, Seller } from "../ebay-entities.ts";
import type { EbayWorld } from "../ebay-world.ts";
import { viewItem } from "./item-view.ts";
import { readPage, type TradingCall, type TradingInput } from "./trading-call.ts";
import { TradingRefusal, tradingErrors } from "./trading-errors.ts";
import { element, nodesAt, textAt } from "./xml.ts";

const DAY_MS = 24 * 3600 * 1000;
const MAX_SPAN_MS = 120 * DAY_MS;

/** Calls that read listings of either model. */
export const listingCalls: Record<string, TradingCall> = {
  GetMyeBaySelling: ({ world, seller, request }) => {
    const [activeList] = nodesAt(request, "ActiveList");
    if (textAt(activeList, "Include") !== "true") return { content: [] };
    const listings = listingsOf(world, seller).filter(({ status }) => status === "ACTIVE");
    const { size, number } = readPage(nodesAt(activeList, "Pagination")[0]);
    const variations = textAt(request, "HideVariations") !== "true";
    const items = listings
      .slice((number - 1) * size, number * size)
      .map((listing) => viewItem(listing, seller, { netQuantity: true, variations }));
    const list = [element("ItemArray", items), viewPagination(listings.length, size)];
    return { content: [element("ActiveList", list)] };
  },

  GetSellerList: (input) => {
    const { request, seller } = input;
    const listings = listingsInWindow(input);
    const { size, number } = readPage(nodesAt(request, "Pagination")[0]);
    const page = listings.slice((number - 1) * size, number * size);
    const variations = textAt(request, "IncludeVariations") === "true";
    return {
      content: [
        viewPagination(listings.length, size),
        element("HasMoreItems", number * size < listings.length),
        element(
          "ItemArray",
          page.map((listing) => viewItem(listing, seller, { netQuantity: false, variations })),
        ),
        element("ItemsPerPage", size),
        element("PageNumber", number),
        element("ReturnedItemCountActual", page.length),
      ],
    };
  },

  GetItem: ({ world, seller, request }) => {
    const itemId = textAt(request, "ItemID");
    if (itemId === undefined) throw new TradingRefusal(tradingErrors.input("ItemID"));
    const listing = world.listings.get(itemId);
    const owner = listing && world.sellers.get(listing.username);
    if (listing === undefined || owner === undefined || owner.username !== seller.username) {
      throw new TradingRefusal(tradingErrors.itemUnknown(itemId));
    }
    return { content: [viewItem(listing, owner, { netQuantity: false, variations: true })] };
  },
};

function listingsOf(world: EbayWorld, seller: Seller): Listing[] {
  return world.listings.where(({ username }) => username === seller.username);
}

// One of the two windows is compulsory, at most 120 days wide.
function listingsInWindow({ world, seller, request }: TradingInput): Listing[] {
  for (const kind of ["End", "Start"] as const) {
    const from = Date.parse(textAt(request, `${kind}TimeFrom`) ?? "");
    const to = Date.parse(textAt(request, `${kind}TimeTo`) ?? "");
    if (Number.isNaN(from) || Number.isNaN(to)) continue;
    if (to < from || to - from > MAX_SPAN_MS) {
      throw new TradingRefusal(tradingErrors.input(`${kind}TimeTo`, "must lie within 120 days of the start"));
    }
    return listingsOf(world, seller).filter((listing) => {
      const time = Date.parse(kind === "End" ? listing.endsAt : listing.startedAt);
      return time >= from && time <= to;
    });
  }
  throw new TradingRefusal(tradingErrors.input("EndTimeFrom"));
}

function viewPagination(total: number, size: number) {
  return element("PaginationResult", [
    element("TotalNumberOfPages", Math.ceil(total / size)),
    element("TotalNumberOfEntries", total),
  ]);
}

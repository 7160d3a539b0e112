import { type CallLimits, type PageProblem, readRecords } from "@counterfoil/connector-kit";
import type { EbayClient } from "../ebay-client.ts";
import {
  itemAnswerSchema,
  mySellingSchema,
  sellerListSchema,
  type TradingItem,
  tradingItemSchema,
} from "../trading/trading-schemas.ts";

/** Full items are large (they hold the description), light ones are not. */
const fullItemsAPage = 100;
const lightItemsAPage = 200;

/** An item, and the XML it came from as plain objects. */
export interface ReadItem {
  item: TradingItem;
  raw: unknown;
}

export interface TradingPage {
  items: ReadItem[];
  problems: PageProblem[];
  /** Number of the next page, counted from 1; null at the end. */
  next: number | null;
}

/** Reads of the Trading API. */
export interface TradingReader {
  /** Listings in full detail whose end lies between the two dates (at most 120 days apart). */
  sellerList(page: number, period: { from: string; to: string }, limits: CallLimits): Promise<TradingPage>;
  /** Active listings with quantities only. */
  activeList(page: number, limits: CallLimits): Promise<TradingPage>;
  /** One listing. Throws `not_found`. */
  item(itemId: string, limits: CallLimits): Promise<TradingItem>;
}

export function createTradingReader(client: EbayClient): TradingReader {
  return {
    async sellerList(page, period, limits) {
      const answer = await client.trading(
        {
          name: "GetSellerList",
          request: {
            DetailLevel: "ReturnAll",
            EndTimeFrom: period.from,
            EndTimeTo: period.to,
            IncludeVariations: true,
            Pagination: { EntriesPerPage: fullItemsAPage, PageNumber: page },
          },
          schema: sellerListSchema,
          lane: "refresh_catalogue",
          effect: "read",
        },
        limits,
      );
      const records = answer.ItemArray?.Item ?? [];
      const totalPages = answer.PaginationResult?.TotalNumberOfPages ?? null;
      const more = answer.HasMoreItems ? answer.HasMoreItems === "true" : totalPages !== null && page < totalPages;
      return { ...readItems(records), next: records.length > 0 && more ? page + 1 : null };
    },

    async activeList(page, limits) {
      const answer = await client.trading(
        {
          name: "GetMyeBaySelling",
          request: {
            ActiveList: { Include: true, Pagination: { EntriesPerPage: lightItemsAPage, PageNumber: page } },
          },
          schema: mySellingSchema,
          lane: "refresh_catalogue",
          effect: "read",
        },
        limits,
      );
      const records = answer.ActiveList?.ItemArray?.Item ?? [];
      const totalPages = answer.ActiveList?.PaginationResult?.TotalNumberOfPages ?? 0;
      return { ...readItems(records), next: records.length > 0 && page < totalPages ? page + 1 : null };
    },

    async item(itemId, limits) {
      const answer = await client.trading(
        {
          name: "GetItem",
          request: { ItemID: itemId, DetailLevel: "ReturnAll" },
          schema: itemAnswerSchema,
          lane: "withdraw_stock",
          effect: "read",
        },
        limits,
      );
      return answer.Item[0] as TradingItem;
    },
  };
}

function readItems(records: readonly unknown[]): { items: ReadItem[]; problems: PageProblem[] } {
  const items: ReadItem[] = [];
  const problems: PageProblem[] = [];
  for (const raw of records) {
    const read = readRecords([raw], { schema: tradingItemSchema, map: (item) => item, idOf: itemIdOf });
    items.push(...read.items.map((item) => ({ item, raw })));
    problems.push(...read.problems);
  }
  return { items, problems };
}

function itemIdOf(raw: unknown): string | null {
  const id = (raw as { ItemID?: unknown } | null)?.ItemID;
  return typeof id === "string" ? id : null;
}

import { type SaleWord, saleWords } from "../../lib/sale-words.ts";
import { readFlag, readOneOf, readText } from "../../lib/search-params.ts";

export interface OrdersSearch {
  q?: string;
  word?: SaleWord;
  platform?: string;
  linked?: "needs_link" | "partial" | "linked";
  country?: string;
  late?: true;
  sku?: string;
  from?: string;
  to?: string;
}

const day = /^\d{4}-\d{2}-\d{2}$/;

function readDay(value: unknown): string | undefined {
  const text = readText(value);
  return text && day.test(text) ? text : undefined;
}

export function ordersSearch(search: Record<string, unknown>): OrdersSearch {
  return {
    q: readText(search["q"]),
    word: readOneOf(search["word"], saleWords),
    platform: readText(search["platform"]),
    linked: readOneOf(search["linked"], ["needs_link", "partial", "linked"] as const),
    country: readText(search["country"]),
    late: readFlag(search["late"]),
    sku: readText(search["sku"]),
    from: readDay(search["from"]),
    to: readDay(search["to"]),
  };
}

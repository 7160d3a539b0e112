import { type SaleWord, saleWords } from "../../lib/sale-words.ts";
import { readOneOf, readText } from "../../lib/search-params.ts";

export interface OrdersSearch {
  q?: string;
  word?: SaleWord;
  platform?: string;
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
    from: readDay(search["from"]),
    to: readDay(search["to"]),
  };
}

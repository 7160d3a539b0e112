import type { OrdersQuery } from "../../lib/api-types.ts";
import type { SaleWord } from "../../lib/sale-words.ts";

interface Filters {
  q?: string;
  word?: SaleWord;
  platform?: string;
  from?: string;
  to?: string;
}

/** Turns the filters of the address into what the server is asked. */
export function ordersQueryOf({ word, from, to, ...filters }: Filters): Omit<OrdersQuery, "cursor" | "limit"> {
  return {
    ...filters,
    ...(from ? { from: new Date(`${from}T00:00:00`).toISOString() } : {}),
    ...(to ? { to: new Date(`${to}T23:59:59.999`).toISOString() } : {}),
  };
}

import type { OrdersQuery } from "../../lib/api-types.ts";
import type { SaleWord } from "../../lib/sale-words.ts";

/** What the address asks for. */
export interface OrderFilters {
  q?: string;
  word?: SaleWord;
  platform?: string;
  linked?: "needs_link" | "partial" | "linked";
  /** Two letters; shorter while it is typed. */
  country?: string;
  late?: true;
  sku?: string;
  /** `YYYY-MM-DD`, both days included. */
  from?: string;
  to?: string;
}

type Filters = Omit<OrdersQuery, "cursor" | "limit">;

const words: Readonly<Record<SaleWord, NonNullable<Filters["word"]>>> = {
  needsLink: "needs_link",
  ready: "ready",
  onHold: "on_hold",
  sent: "sent",
  problem: "problem",
  done: "done",
};

const closed: ReadonlySet<SaleWord> = new Set(["sent", "problem", "done"]);

/** The filters of the address as the question to the server: what is to be sent next comes first. */
export function orderQueryOf({ word, from, to, linked, country, ...filters }: OrderFilters): Filters {
  return {
    ...filters,
    ...(linked ? { linkState: linked } : {}),
    ...(country?.trim().length === 2 ? { country: country.trim() } : {}),
    ...(word ? { word: words[word] } : {}),
    ...(from ? { from: new Date(`${from}T00:00:00`).toISOString() } : {}),
    ...(to ? { to: new Date(`${to}T23:59:59.999`).toISOString() } : {}),
    sort: word && closed.has(word) ? "placed" : "ship_by",
  };
}

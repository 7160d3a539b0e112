import type { OrderRow, OrdersQuery } from "../../lib/api-types.ts";
import type { SaleWord } from "../../lib/sale-words.ts";

/** What the address asks for. */
export interface OrderFilters {
  q?: string;
  word?: SaleWord;
  platform?: string;
  /** `YYYY-MM-DD`, both days included. */
  from?: string;
  to?: string;
}

type Filters = Omit<OrdersQuery, "cursor" | "limit">;

const open: OrderRow["status"][] = ["paid", "packed", "partially_shipped"];

// "Needs a link" is two questions to the server: nothing linked yet, and partly linked.
const wordFilters: Readonly<Record<SaleWord, readonly Pick<Filters, "status" | "linkState">[]>> = {
  needsLink: [
    { status: open, linkState: "needs_link" },
    { status: open, linkState: "partial" },
  ],
  ready: [{ status: open, linkState: "linked" }],
  onHold: [{ status: ["on_hold", "pending"] }],
  sent: [{ status: ["shipped"] }],
  problem: [{ status: ["cancelled", "refunded", "returned", "unknown"] }],
  done: [{ status: ["delivered", "completed"] }],
};

/** The filters of the address as questions to the server; their answers are shown as one list. */
export function orderQueriesOf({ word, from, to, ...filters }: OrderFilters): Filters[] {
  const shared: Filters = {
    ...filters,
    ...(from ? { from: new Date(`${from}T00:00:00`).toISOString() } : {}),
    ...(to ? { to: new Date(`${to}T23:59:59.999`).toISOString() } : {}),
  };
  return word ? wordFilters[word].map((filter) => ({ ...shared, ...filter })) : [shared];
}

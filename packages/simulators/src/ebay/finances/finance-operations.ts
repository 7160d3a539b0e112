import type { Seller } from "../ebay-entities.ts";
import { refusal } from "../ebay-errors.ts";
import { scope } from "../ebay-scopes.ts";
import type { EbayWorld } from "../ebay-world.ts";
import { hrefOf, type RestContext, type UserOperation } from "../rest-operation.ts";
import {
  type FinanceRecord,
  financeRecords,
  payoutIdOf,
  payoutsOf,
  viewPayout,
  viewTransaction,
} from "./finance-records.ts";

const refuse = refusal("API_FINANCES");
const BASE = "/sell/finances/v1";

/** Finances: sales, refunds and daily payouts; 204 without a body when there is nothing. Signed for EU and UK sellers. */
export function financeOperations(world: EbayWorld): UserOperation[] {
  const common = {
    method: "GET",
    quota: "sell.finances",
    scopes: [scope("sell.finances")],
    signed: true,
    token: "user",
  } as const;
  return [
    {
      ...common,
      operation: "getTransactions",
      path: `${BASE}/transaction`,
      handle(c, seller) {
        const passes = transactionFilter(c.req.query("filter") ?? "");
        const records = financeRecords(world, seller).filter(passes).map(viewTransaction);
        return answerPage(c, { name: "transactions", rows: records, maxLimit: 1000 });
      },
    },
    {
      ...common,
      operation: "getPayouts",
      path: `${BASE}/payout`,
      handle(c, seller: Seller) {
        const isWithin = dateFilter(c.req.query("filter") ?? "", "payoutDate");
        const payouts = payoutsOf(world, seller).filter(({ paidAt }) => isWithin(paidAt));
        const rows = payouts.map((payout) => viewPayout(payout, seller.currency));
        return answerPage(c, { name: "payouts", rows, maxLimit: 200 });
      },
    },
  ];
}

interface Answer {
  name: "transactions" | "payouts";
  rows: readonly unknown[];
  maxLimit: number;
}

function answerPage(c: RestContext, { name, rows, maxLimit }: Answer) {
  const limit = pageNumber(c, { name: "limit", fallback: 20, max: maxLimit });
  const offset = pageNumber(c, { name: "offset", fallback: 0, max: Number.MAX_SAFE_INTEGER });
  if (rows.length === 0) return c.body(null, 204);
  const href = (at: number) => hrefOf(c, { filter: c.req.query("filter"), limit, offset: at });
  return c.json({
    href: href(offset),
    total: rows.length,
    limit,
    offset,
    ...(offset + limit < rows.length && { next: href(offset + limit) }),
    ...(offset > 0 && { prev: href(Math.max(0, offset - limit)) }),
    [name]: rows.slice(offset, offset + limit),
  });
}

function pageNumber(
  c: RestContext,
  { name, fallback, max }: { name: "limit" | "offset"; fallback: number; max: number },
): number {
  const text = c.req.query(name) ?? String(fallback);
  if (!/^\d+$/.test(text) || Number(text) > max || (name === "limit" && Number(text) < 1)) {
    throw refuse(400, [135003, "The value of pagination is invalid."]);
  }
  return Number(text);
}

// transactionDate:[from..to], transactionType:{SALE}, orderId:{…} and payoutId:{…}; others are not simulated.
function transactionFilter(filter: string): (record: FinanceRecord) => boolean {
  const braces = (name: string) => new RegExp(`${name}:\\{([^}]*)\\}`).exec(filter)?.[1];
  const [type, orderId, payoutId] = [braces("transactionType"), braces("orderId"), braces("payoutId")];
  const isWithin = dateFilter(filter, "transactionDate");
  return (record) =>
    (type === undefined || record.type === type) &&
    (orderId === undefined || record.order.orderId === orderId) &&
    (payoutId === undefined || (record.payoutDay !== null && payoutIdOf(record.payoutDay) === payoutId)) &&
    isWithin(record.at);
}

function dateFilter(filter: string, name: string): (at: number) => boolean {
  const range = new RegExp(`${name}:\\[([^\\]]*?)\\.\\.([^\\]]*)\\]`).exec(filter);
  const [from, to] = [dateOr(range?.[1], Number.NEGATIVE_INFINITY), dateOr(range?.[2], Number.POSITIVE_INFINITY)];
  return (at) => at >= from && at <= to;
}

function dateOr(text: string | undefined, fallback: number): number {
  if (text === undefined || text === "") return fallback;
  const time = Date.parse(text);
  if (Number.isNaN(time)) throw refuse(400, [135008, "The value of transaction date filter is invalid."]);
  return time;
}

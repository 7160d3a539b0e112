import { type Database, type OrderLinkState, searchOrders } from "@counterfoil/db";
import { type RawBuilder, sql, type Transaction } from "kysely";
import type { OrderQuestion } from "./list-orders.ts";
import { isOfWord } from "./sale-words.ts";

export type Filter = RawBuilder<boolean>;

/** A question as conditions on `orders`. */
export interface OrderFilters {
  /** What the counts of all words keep to, but for the words of the search. */
  wide: Filter[];
  /** Word, status and link state. */
  narrow: Filter[];
  /** Of the words of the search; the counts keep to them too. */
  words: Filter[];
  /** Whether the words of the search tell so little that what holds them is not to be counted. */
  searchIsWide: boolean;
}

/** Reads a question. Its words are looked up, so this asks the database. */
export async function readFilters(
  tx: Transaction<Database>,
  question: OrderQuestion,
  now: Date,
): Promise<OrderFilters> {
  const { conditions, isWide } = await searchOrders(tx, question.q);
  return {
    wide: plainFilters(question, now),
    words: conditions,
    narrow: narrowFilters(question),
    searchIsWide: isWide,
  };
}

function plainFilters(question: OrderQuestion, now: Date): Filter[] {
  const { platform, from, to, country, late, sku, minTotal, maxTotal } = question;
  return [
    ...(platform === undefined ? [] : [sql<boolean>`orders.platform = ${platform}`]),
    ...(from === undefined ? [] : [sql<boolean>`orders.placed_at >= ${from}::timestamptz`]),
    ...(to === undefined ? [] : [sql<boolean>`orders.placed_at < ${to}::timestamptz`]),
    ...(country === undefined ? [] : [sql<boolean>`orders.country_code = ${country}`]),
    ...(late === true ? [lateAt(now)] : []),
    ...(sku === undefined ? [] : [hasSku(sku)]),
    ...(minTotal === undefined ? [] : [sql<boolean>`orders.total_minor >= ${minTotal}`]),
    ...(maxTotal === undefined ? [] : [sql<boolean>`orders.total_minor <= ${maxTotal}`]),
  ];
}

function lateAt(now: Date): Filter {
  return sql`orders.ship_by < ${now} and orders.status in ('paid', 'packed', 'partially_shipped')`;
}

function hasSku(sku: string): Filter {
  return sql`exists (select from order_lines as line where line.order_id = orders.id and line.removed_at is null
    and line.sku_key = normalize_sku(${sku}))`;
}

/** The states that a filter by links stands for. */
export const linkStates: Readonly<Record<NonNullable<OrderQuestion["linkState"]>, readonly OrderLinkState[]>> = {
  needs_link: ["needs_link"],
  partial: ["partial"],
  linked: ["linked", "settled"],
};

function narrowFilters({ word, status, linkState }: OrderQuestion): Filter[] {
  return [
    ...(word === undefined ? [] : [isOfWord(word)]),
    ...(status === undefined || status.length === 0 ? [] : [sql<boolean>`orders.status in (${sql.join(status)})`]),
    ...(linkState === undefined ? [] : [sql<boolean>`orders.link_state in (${sql.join([...linkStates[linkState]])})`]),
  ];
}

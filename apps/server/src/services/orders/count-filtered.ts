import { countOrdersByKind, countOrdersWhere, type Database, type OrderKindCount } from "@counterfoil/db";
import { type RawBuilder, sql, type Transaction } from "kysely";
import type { OrderQuestion } from "./list-orders.ts";
import { linkStates, type OrderFilters } from "./order-filters.ts";
import type { OrderListView } from "./order-views.ts";
import { countWords, kindIsOfWord } from "./sale-words.ts";

type Tx = Transaction<Database>;
type Counted = Pick<OrderListView, "total" | "totalIsAtLeast" | "counts">;
/** How many orders a question finds. */
export type OrderTotal = Pick<Counted, "total" | "totalIsAtLeast">;

/** So many orders of a filter are counted one by one; all orders, or a platform's, are known however many they are. */
const mostCounted = 10_000;
/** Of words that many orders hold, so many of the newest orders are looked at. */
const mostLookedAt = 10_000;

/** The total of a question, and the counts of all words over its wider filters. */
export async function countFiltered(tx: Tx, question: OrderQuestion, filters: OrderFilters): Promise<Counted> {
  if (filters.searchIsWide) return { ...(await countWide(tx, filters)), counts: null };
  if (isPlain(question, filters)) return summed(await countOrdersByKind(tx, question.platform), question);
  const wide = [...filters.wide, ...filters.words];
  const kinds = await countOrdersWhere(tx, { conditions: wide, most: mostCounted + 1 });
  if (sumOf(kinds) <= mostCounted) return summed(kinds, question);
  if (filters.narrow.length === 0) return { total: mostCounted, totalIsAtLeast: true, counts: null };
  const conditions = [...wide, ...filters.narrow];
  return { ...bounded(sumOf(await countOrdersWhere(tx, { conditions, most: mostCounted + 1 }))), counts: null };
}

/** Whether the counts that the database keeps answer the question: all orders, or those of a platform. */
function isPlain({ platform }: OrderQuestion, { wide, words }: OrderFilters): boolean {
  return words.length === 0 && wide.length === (platform === undefined ? 0 : 1);
}

function summed(kinds: readonly OrderKindCount[], { word, status, linkState }: OrderQuestion): Counted {
  const wanted = kinds.filter(
    (kind) =>
      (word === undefined || kindIsOfWord(kind, word)) &&
      (!status?.length || status.includes(kind.status)) &&
      (linkState === undefined || linkStates[linkState].includes(kind.link_state)),
  );
  return { total: sumOf(wanted), totalIsAtLeast: false, counts: countWords(kinds) };
}

function sumOf(kinds: readonly OrderKindCount[]): number {
  return kinds.reduce((sum, { count }) => sum + count, 0);
}

function bounded(found: number): OrderTotal {
  return { total: Math.min(found, mostCounted), totalIsAtLeast: found > mostCounted };
}

/** How many of the newest orders fit: a least number, unless these are all orders there are. */
async function countWide(tx: Tx, { wide, narrow, words }: OrderFilters): Promise<OrderTotal> {
  const conditions: RawBuilder<boolean>[] = [...wide, ...narrow, ...words];
  const { rows } = await sql<{ found: number; seen: number }>`
    select count(*) filter (where ${sql.join(conditions, sql` and `)})::integer as found, count(*)::integer as seen
    from (select * from orders order by placed_at desc, id desc limit ${mostLookedAt}) as orders`.execute(tx);
  const { found = 0, seen = 0 } = rows[0] ?? {};
  return { total: found, totalIsAtLeast: seen === mostLookedAt };
}

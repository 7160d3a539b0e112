import { type RawBuilder, sql, type Transaction } from "kysely";
import type { Database } from "../database.ts";
import { searchPattern } from "../search-pattern.ts";

/** Past so many orders that hold a word, the word does not narrow a search: they are met on the way through a list. */
const mostFound = 5_000;
/** The trigram index knows words of three letters and more. */
const shortestFound = 3;

/** What a search text asks of orders. */
export interface OrderSearch {
  /** Conditions on `orders`, all of which must hold. Empty where the text holds no word. */
  conditions: RawBuilder<boolean>[];
  /** Whether so many orders may hold the words that they are not to be counted one by one. */
  isWide: boolean;
}

/**
 * Looks up the longest words first, parted by spaces and taken literally: the first that few orders hold gives the
 * orders, and the other words are looked for in these alone.
 */
export async function searchOrders(tx: Transaction<Database>, text: string | undefined): Promise<OrderSearch> {
  const words = (text ?? "").split(/\s+/).filter((word) => searchPattern(word) !== null);
  words.sort((a, b) => b.length - a.length);
  for (const [index, word] of words.entries()) {
    if (word.length < shortestFound) break;
    const found = await findOrders(tx, word);
    if (found === null) continue;
    const others = words.filter((_, other) => other !== index).map(holds);
    return { conditions: [sql<boolean>`orders.id = any(${found}::uuid[])`, ...others], isWide: false };
  }
  return { conditions: words.map(holds), isWide: words.length > 0 };
}

function holds(word: string): RawBuilder<boolean> {
  return sql<boolean>`orders.search_text ilike ${searchPattern(word)}`;
}

/** The orders that hold a word; null where they are too many. */
async function findOrders(tx: Transaction<Database>, word: string): Promise<string[] | null> {
  const { rows } = await sql<{ found: string[] | null }>`select array_agg(id)::text[] as found
    from find_orders(${searchPattern(word)}, ${mostFound + 1}) as id`.execute(tx);
  const found = rows[0]?.found ?? [];
  return found.length > mostFound ? null : found;
}

import { type RawBuilder, sql, type Transaction } from "kysely";
import type { Database } from "../database.ts";
import { isLookedUp, searchPattern } from "../search-pattern.ts";

/** Past so many orders that hold the words, these do not narrow a search: orders are met on the way through a list. */
const mostFound = 5_000;

/** What a search text asks of orders. */
export interface OrderSearch {
  /** Conditions on `orders`, all of which must hold. Empty where the text holds no word. */
  conditions: RawBuilder<boolean>[];
  /** Whether so many orders may hold the words that they are not to be counted one by one. */
  isWide: boolean;
}

/** Looks all words up at once, parted by spaces and taken literally; too short ones are looked for in what is found. */
export async function searchOrders(tx: Transaction<Database>, text: string | undefined): Promise<OrderSearch> {
  const words = (text ?? "").split(/\s+/).filter((word) => searchPattern(word) !== null);
  const found = await findOrders(tx, words.filter(isLookedUp));
  if (found === null) return { conditions: words.map(holds), isWide: words.length > 0 };
  const others = words.filter((word) => !isLookedUp(word)).map(holds);
  return { conditions: [sql<boolean>`orders.id = any(${found}::uuid[])`, ...others], isWide: false };
}

function holds(word: string): RawBuilder<boolean> {
  return sql<boolean>`orders.search_text ilike ${searchPattern(word)}`;
}

/** The orders that hold all the words; null where they are too many, or no word was given. */
async function findOrders(tx: Transaction<Database>, words: readonly string[]): Promise<string[] | null> {
  if (words.length === 0) return null;
  const { rows } = await sql<{ found: string[] | null }>`select array_agg(id)::text[] as found
    from find_orders(${words.map(searchPattern)}::text[], ${mostFound + 1}) as id`.execute(tx);
  const found = rows[0]?.found ?? [];
  return found.length > mostFound ? null : found;
}

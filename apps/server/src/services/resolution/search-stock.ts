import { assess, type Candidate } from "@counterfoil/core/matching";
import type { Database } from "@counterfoil/db";
import { sql, type Transaction } from "kysely";
import { z } from "zod";
import type { Verb } from "../context.ts";
import { holdsWords } from "../search-words.ts";
import { readCandidateViews } from "./candidate-views.ts";
import { lineOf, requireEntry } from "./entry-rows.ts";
import type { CandidateView } from "./entry-views.ts";
import { LineSheet } from "./line-sheet.ts";
import { toMatchLine } from "./match-line.ts";
import { freshStockIndex } from "./stock-index-cache.ts";

export const searchStockInput = z.object({
  entryId: z.uuid(),
  q: z.string().trim().max(200),
  limit: z.number().int().min(1).max(100).default(20),
});

/**
 * Searches the workspace's own stock for the entry's line: every word of the text, taken literally, in the title, SKU,
 * location, note or an identifier. Free units come first, then by how well they fit the line.
 */
export async function searchStock({ ctx, input }: Verb<z.infer<typeof searchStockInput>>): Promise<CandidateView[]> {
  return await ctx.db.inWorkspace(ctx.workspaceId, async (tx) => {
    const entry = await requireEntry(tx, input.entryId);
    const sheet = await LineSheet.peek(tx, [entry.order_id]);
    const ids = await findItems(tx, input);
    const scored = assess(toMatchLine(lineOf(sheet, entry.line_id)), await freshStockIndex(tx, ctx), ids);
    const ranked = [...scored].sort(byFreeThenScore).slice(0, input.limit);
    return await readCandidateViews(tx, ranked);
  });
}

function byFreeThenScore(a: Candidate, b: Candidate): number {
  return Number(b.available > 0) - Number(a.available > 0) || b.score - a.score;
}

const identifiers = sql`coalesce((select string_agg(part.value, ' ') from inventory_identifiers as part
  where part.item_id = item.id), '')`;

async function findItems(tx: Transaction<Database>, input: { q: string; limit: number }): Promise<string[]> {
  const words = holdsWords(sql`(item.search_text || ' ' || ${identifiers})`, input.q);
  if (words === null) return [];
  const { rows } = await sql<{ id: string }>`
    select item.id from inventory_items as item
    where item.removed_at is null and ${words}
    order by (item.status in ('in_stock', 'listed') and item.quantity_on_hand > item.quantity_claimed) desc,
      item.title, item.id
    limit ${input.limit * 5}`.execute(tx);
  return rows.map((row) => row.id);
}

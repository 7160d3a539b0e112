import { queueReasons } from "@counterfoil/core/resolution";
import type { Database } from "@counterfoil/db";
import { type RawBuilder, sql, type Transaction } from "kysely";
import { z } from "zod";
import type { Verb } from "../context.ts";
import { cutPage, numberedPageInput, readCursor, rowsBefore } from "../paging.ts";
import { holdsWords } from "../search-words.ts";
import { entryRowViews, selectEntries } from "./entry-row-views.ts";
import type { EntryListView, EntryStats } from "./entry-views.ts";
import { readStats } from "./queue-stats.ts";

export const listEntriesInput = z
  .object({
    platform: z.string().optional(),
    status: z.enum(["pending", "resolved", "skipped", "no_inventory"]).default("pending"),
    q: z.string().max(200).optional(),
    reason: z.enum(queueReasons).optional(),
    sort: z.enum(["oldest", "newest"]).default("oldest"),
    ...numberedPageInput,
  })
  .prefault({});
type ListEntriesInput = z.infer<typeof listEntriesInput>;

/** Lines that wait, or waited, for a person; the oldest sale first unless asked otherwise. */
export async function listEntries({ ctx, input }: Verb<ListEntriesInput>): Promise<EntryListView> {
  const after = readCursor(input.cursor, ["time", "id"]);
  const filters = filtersOf(input);
  return await ctx.db.inWorkspace(ctx.workspaceId, async (tx) => {
    const direction = input.sort === "oldest" ? "asc" : "desc";
    const compare = sql.raw(direction === "asc" ? ">" : "<");
    let query = selectEntries(tx);
    for (const filter of filters) query = query.where(filter);
    if (after !== null)
      query = query.where(
        sql<boolean>`(queue_entries.order_placed_at, queue_entries.id) ${compare} (${after[0]}::timestamptz, ${after[1]}::uuid)`,
      );
    const rows = await query
      .orderBy("queue_entries.order_placed_at", direction)
      .orderBy("queue_entries.id", direction)
      .offset(rowsBefore(input))
      .limit(input.limit + 1)
      .execute();
    const { page, nextCursor } = cutPage(rows, input.limit, (row) => [row.order_placed_at.toISOString(), row.id]);
    const total = await countEntries(tx, filters);
    const stats = sumStats((await readStats(tx)).filter(({ platform }) => (input.platform ?? platform) === platform));
    return { entries: await entryRowViews(tx, page), nextCursor, total, stats };
  });
}

function filtersOf(input: ListEntriesInput): RawBuilder<boolean>[] {
  const words = holdsWords(sql`queue_entries.search_text`, input.q);
  return [
    sql<boolean>`queue_entries.status = ${input.status}`,
    ...(input.platform === undefined ? [] : [sql<boolean>`queue_entries.platform = ${input.platform}`]),
    ...(input.reason === undefined ? [] : [sql<boolean>`queue_entries.reason = ${input.reason}`]),
    ...(words === null ? [] : [words]),
  ];
}

async function countEntries(tx: Transaction<Database>, filters: readonly RawBuilder<boolean>[]): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::integer as count from queue_entries where ${sql.join(filters, sql` and `)}`.execute(tx);
  return rows[0]?.count ?? 0;
}

function sumStats(parts: readonly EntryStats[]): EntryStats {
  const sum = (pick: (stats: EntryStats) => number) => parts.reduce((total, stats) => total + pick(stats), 0);
  return {
    pending: sum((stats) => stats.pending),
    resolved: sum((stats) => stats.resolved),
    skipped: sum((stats) => stats.skipped),
    noInventory: sum((stats) => stats.noInventory),
  };
}

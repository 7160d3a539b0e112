import type { Database } from "@counterfoil/db";
import { sql, type Transaction } from "kysely";
import type { Verb } from "../context.ts";
import type { EntryStats } from "./entry-views.ts";

export interface PlatformEntryStats extends EntryStats {
  platform: string;
}

/** Counts of entries by platform. */
export async function readStats(tx: Transaction<Database>): Promise<PlatformEntryStats[]> {
  const count = (status: string) => sql<number>`(count(*) filter (where status = ${status}))::integer`;
  return await tx
    .selectFrom("queue_entries")
    .select([
      "platform",
      count("pending").as("pending"),
      count("resolved").as("resolved"),
      count("skipped").as("skipped"),
      count("no_inventory").as("noInventory"),
    ])
    .groupBy("platform")
    .orderBy("platform")
    .execute();
}

/** How many lines wait on each platform, and what became of the others. */
export async function queueStats({ ctx }: Pick<Verb<void>, "ctx">): Promise<PlatformEntryStats[]> {
  return await ctx.db.inWorkspace(ctx.workspaceId, readStats);
}

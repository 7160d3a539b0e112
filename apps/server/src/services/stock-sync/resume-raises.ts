import { settlingMs } from "@counterfoil/core/stock";
import type { ServiceContext } from "../context.ts";
import { wakeStockPush } from "./wake-stock-push.ts";

/** Lets figures go that waited until the platform's orders were read; after an unexplained fall, read late enough. */
export async function resumeRaises(ctx: ServiceContext, connectionId: string): Promise<void> {
  const waiting = await ctx.db.inWorkspace(ctx.workspaceId, async (tx) => {
    const read = await tx
      .selectFrom("sync_runs")
      .select("started_at")
      .where("connection_id", "=", connectionId)
      .where("kind", "=", "orders")
      .where("state", "=", "done")
      .orderBy("started_at", "desc")
      .executeTakeFirst();
    const settledBy = new Date((read?.started_at.getTime() ?? 0) - settlingMs);
    return await tx
      .updateTable("stock_tasks")
      .set({ available_at: null })
      .where("connection_id", "=", connectionId)
      .where("state", "=", "pending")
      .where("raise_since", "is not", null)
      .where((row) => row.or([row("fell", "=", false), row("raise_since", "<=", settledBy)]))
      .executeTakeFirst();
  });
  if (waiting.numUpdatedRows > 0n) wakeStockPush(ctx);
}

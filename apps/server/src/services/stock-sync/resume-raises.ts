import type { ServiceContext } from "../context.ts";
import { wakeStockPush } from "./wake-stock-push.ts";

/** Lets figures go that waited until the platform's orders were read. */
export async function resumeRaises(ctx: ServiceContext, connectionId: string): Promise<void> {
  const waiting = await ctx.db.inWorkspace(ctx.workspaceId, (tx) =>
    tx
      .updateTable("stock_tasks")
      .set({ available_at: null })
      .where("connection_id", "=", connectionId)
      .where("state", "=", "pending")
      .where("raise_since", "is not", null)
      .where("fell", "=", false)
      .executeTakeFirst(),
  );
  if (waiting.numUpdatedRows > 0n) wakeStockPush(ctx);
}

import { healsBySelf } from "@counterfoil/core/stock";
import { raiseStockTasks, readDrift } from "@counterfoil/db";
import type { ServiceContext } from "../context.ts";
import { requireStockChannel } from "./stock-channel.ts";

/**
 * Has figures sent again that differ on the platform although nothing changed here, as far as the connection's rule allows
 * that without asking. The others stay as they are and are shown.
 */
export async function healDrift(ctx: ServiceContext, connectionId: string): Promise<number> {
  return await ctx.db.inWorkspace(ctx.workspaceId, async (tx) => {
    const { buffer, drift_rule: rule, paused } = await requireStockChannel(tx, connectionId);
    if (paused) return 0;
    const drifted = await readDrift(tx, { connectionId, buffer });
    const listingIds = drifted.filter((row) => healsBySelf(rule, row)).map((row) => row.listing_id);
    await raiseStockTasks(tx, { listingIds, cause: "drift" });
    return listingIds.length;
  });
}

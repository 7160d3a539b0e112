import { byUrgency } from "@counterfoil/core/stock";
import {
  dropStockTasks,
  dropTasksOfConnection,
  readOpenStockTasks,
  retryTransaction,
  settleStockTasks,
} from "@counterfoil/db";
import type { ServiceContext } from "../context.ts";
import { holdForRehearsal, withdrawRehearsal, withWanted } from "./hold-for-rehearsal.ts";
import { requireStockChannel } from "./stock-channel.ts";

/**
 * What is to be sent to a connection's platform now, most urgent first. Listings whose figure is known to be there
 * already are settled; those that nothing is tied to are dropped; what has to wait for a person is held.
 */
export async function planPush(ctx: ServiceContext, connectionId: string): Promise<string[]> {
  const now = ctx.now();
  return await retryTransaction(() =>
    ctx.db.inWorkspace(ctx.workspaceId, async (tx) => {
      const channel = await requireStockChannel(tx, connectionId);
      if (channel.paused || channel.disconnected_at !== null) return [];
      if (channel.read_only) {
        await dropTasksOfConnection(tx, connectionId);
        await withdrawRehearsal(tx, ctx, connectionId);
        return [];
      }
      const tasks = await readOpenStockTasks(tx, { connectionId, now });
      if (tasks.length === 0) return [];
      const unlinked = tasks.filter(({ links }) => links === 0);
      await dropStockTasks(
        tx,
        unlinked.map((task) => task.listing_id),
      );
      const linked = withWanted(
        tasks.filter(({ links }) => links > 0),
        channel,
      );
      const going = await holdForRehearsal(tx, ctx, { channel, tasks: linked });
      const there = going.filter((task) => task.quantity === task.wanted && task.state === "pending" && !task.in_doubt);
      await settleStockTasks(tx, { tasks: there, now });
      return going
        .filter((task) => !there.includes(task))
        .map(({ listing_id, quantity, wanted, changed_at }) => ({
          ...{ listingId: listing_id, known: quantity, wanted, changedAt: changed_at.toISOString() },
        }))
        .sort(byUrgency)
        .map(({ listingId }) => listingId);
    }),
  );
}

import { bySlowness } from "@counterfoil/core/stock";
import { type DueStockConnection, findDueStockConnections } from "@counterfoil/db";
import type { ServerParts, ServiceContext } from "../context.ts";

/** Starts sending for each connection of the workspace that has something to send, the slowest platform first. */
export async function enqueueStockPushes(ctx: ServiceContext): Promise<void> {
  const now = ctx.now();
  await enqueue(ctx, await ctx.db.inWorkspace(ctx.workspaceId, (tx) => findDueStockConnections(tx, { now })));
}

/** The same for all workspaces: pauses that ran out, and what a killed process left behind. */
export async function enqueueAllStockPushes(parts: ServerParts): Promise<void> {
  const now = parts.now();
  await enqueue(parts, await parts.db.asSystem((tx) => findDueStockConnections(tx, { now })));
}

async function enqueue(parts: Pick<ServerParts, "jobs">, due: readonly DueStockConnection[]): Promise<void> {
  const ordered = due
    .map(({ workspace_id: workspaceId, connection_id: connectionId, pace_ms: paceMs }) => ({
      ...{ workspaceId, connectionId, paceMs },
    }))
    .sort(bySlowness);
  await parts.jobs.enqueueAll(
    "stock.push",
    ordered.map(({ workspaceId, connectionId }) => ({
      payload: { workspaceId, connectionId },
      singletonKey: connectionId,
    })),
  );
}

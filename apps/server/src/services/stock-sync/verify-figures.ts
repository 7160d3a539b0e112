import { findConnectionsToVerify } from "@counterfoil/db";
import { openConnector } from "../connections/open-connector.ts";
import type { ServerParts, Verb } from "../context.ts";
import { enqueueStockPushes } from "./enqueue-stock-pushes.ts";
import { healDrift } from "./heal-drift.ts";
import { readLevels } from "./run-stock-sync.ts";

/** Reads figures back that were sent some minutes ago: a platform that took one and shows another is noticed. */
export async function verifyFigures({
  ctx,
  input: { connectionId, signal },
}: Verb<{ connectionId: string; signal: AbortSignal }>): Promise<void> {
  const connector = await openConnector(ctx, connectionId);
  await readLevels(ctx, { connectionId, connector, run: null, signal, verifyBy: ctx.now() });
  await healDrift(ctx, connectionId);
  await enqueueStockPushes(ctx);
  ctx.events.publish(ctx.workspaceId, { type: "listings-changed" });
}

/** Starts the reading back that is due, for all workspaces. */
export async function enqueueDueVerifications(parts: ServerParts): Promise<void> {
  const due = await parts.db.asSystem((tx) => findConnectionsToVerify(tx, { now: parts.now() }));
  for (const { workspace_id: workspaceId, connection_id: connectionId } of due)
    await parts.jobs.enqueue("stock.verify", { workspaceId, connectionId }, { singletonKey: connectionId });
}

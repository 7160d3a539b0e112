import type { Manifest } from "@counterfoil/connector-kit";
import type { ServiceContext } from "../context.ts";

/**
 * Reads orders right after a platform was connected, so that the page fills without another click. The connection is
 * stored by then: a queue that cannot be reached only means that the minute's round starts the sync.
 */
export async function startFirstSync(ctx: ServiceContext, manifest: Manifest, connectionId: string): Promise<void> {
  if (!manifest.capabilities.orders) return;
  const payload = { workspaceId: ctx.workspaceId, connectionId, runId: null };
  try {
    await ctx.jobs.enqueue("orders.sync", payload, { singletonKey: connectionId });
  } catch (error) {
    ctx.logger.error({ err: error, connectionId }, "the first sync could not be started");
  }
}

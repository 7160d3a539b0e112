import type { Manifest } from "@counterfoil/connector-kit";
import type { ServiceContext } from "../context.ts";

/** Reads orders right after a platform was connected, so that the page fills without another click. */
export async function startFirstSync(ctx: ServiceContext, manifest: Manifest, connectionId: string): Promise<void> {
  if (!manifest.capabilities.orders) return;
  const payload = { workspaceId: ctx.workspaceId, connectionId, runId: null };
  await ctx.jobs.enqueue("orders.sync", payload, { singletonKey: connectionId });
}

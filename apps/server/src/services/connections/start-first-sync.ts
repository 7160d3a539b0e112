import type { Manifest } from "@counterfoil/connector-kit";
import type { ServiceContext } from "../context.ts";
import { lookForApproval } from "../finance/await-approval.ts";

/**
 * Reads what matters right after a platform was connected, so that the page fills without another click; a bank at once
 * when its consent is approved. The connection is stored by then: a queue that cannot be reached only means that the
 * minute's round starts the sync.
 */
export async function startFirstSync(ctx: ServiceContext, manifest: Manifest, connectionId: string): Promise<void> {
  const { orders, finances, bankTransactions } = manifest.capabilities;
  const payload = { workspaceId: ctx.workspaceId, connectionId, runId: null };
  try {
    if (orders) await ctx.jobs.enqueue("orders.sync", payload, { singletonKey: connectionId });
    if (finances) await ctx.jobs.enqueue("finances.sync", payload, { singletonKey: connectionId });
    if (bankTransactions) await lookForApproval(ctx, connectionId);
  } catch (error) {
    ctx.logger.error({ err: error, connectionId }, "the first sync could not be started");
  }
}

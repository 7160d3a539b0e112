import type { ServiceContext } from "../context.ts";

/**
 * Has the workspace's open lines looked at again in the background: call it after stock, mappings or the policy
 * changed, outside the transaction that changed them. Several calls in a row lead to one look. `everything` also looks
 * at lines that changed stock cannot concern, as after a change of mappings or policy.
 */
export async function requestReevaluation(
  ctx: ServiceContext,
  { everything = false }: { everything?: boolean } = {},
): Promise<void> {
  const { workspaceId } = ctx;
  const singletonKey = everything ? `${workspaceId}:everything` : workspaceId;
  await ctx.jobs.enqueue("resolution.reevaluate", { workspaceId, everything }, { singletonKey });
}

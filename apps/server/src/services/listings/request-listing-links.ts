import type { ServiceContext } from "../context.ts";

/** Has listings without units looked at again in the background. Several calls in a row lead to one look. */
export async function requestListingLinks(ctx: ServiceContext): Promise<void> {
  const { workspaceId } = ctx;
  await ctx.jobs.enqueue("listings.link", { workspaceId }, { singletonKey: workspaceId });
}

import type { ServiceContext } from "../context.ts";

/** Has listings placed in products, and products made anew, in the background. Several calls in a row lead to one pass. */
export async function requestProducts(ctx: ServiceContext): Promise<void> {
  const { workspaceId } = ctx;
  await ctx.jobs.enqueue("products.map", { workspaceId, which: "due" }, { singletonKey: `${workspaceId} due` });
}

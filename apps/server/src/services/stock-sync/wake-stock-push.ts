import type { ServiceContext } from "../context.ts";

/**
 * Has waiting figures sent soon: call it after stock changed, outside the transaction that changed it. What is to be sent
 * is written down already by the database; a call that is lost only means that the minute's round sends it.
 */
export function wakeStockPush(ctx: ServiceContext): void {
  const { workspaceId } = ctx;
  ctx.jobs.enqueue("stock.wake", { workspaceId }, { singletonKey: workspaceId }).catch((error: unknown) => {
    ctx.logger.warn({ err: error }, "stock figures wait for the minute's round");
  });
}

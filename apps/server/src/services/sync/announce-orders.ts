import type { ServiceContext } from "../context.ts";
import { requestReevaluation } from "../resolution/request-reevaluation.ts";
import { wakeStockPush } from "../stock-sync/wake-stock-push.ts";
import type { WrittenOrders } from "./write-orders.ts";

/** Tells pages what was written, and has open lines looked at again when units became free. */
export async function announceOrders(
  ctx: ServiceContext,
  { written, platform }: { written: readonly WrittenOrders[]; platform: string },
): Promise<void> {
  const orderIds = written.flatMap((part) => part.orderIds);
  const inventoryItemIds = written.flatMap((part) => part.itemIds);
  if (orderIds.length > 0) {
    ctx.events.publish(ctx.workspaceId, { type: "orders-changed", orderIds });
    ctx.events.publish(ctx.workspaceId, { type: "resolution-changed", platform });
    // Also for orders that take no unit yet: one that is not paid holds its units on all platforms.
    wakeStockPush(ctx);
  }
  if (inventoryItemIds.length > 0) ctx.events.publish(ctx.workspaceId, { type: "inventory-changed", inventoryItemIds });
  if (written.some((part) => part.freedUnits)) await requestReevaluation(ctx);
}

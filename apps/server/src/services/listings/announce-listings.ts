import type { ServiceContext } from "../context.ts";
import { wakeStockPush } from "../stock-sync/wake-stock-push.ts";

/** What follows when listings, or what is tied to them, changed by hand: pages re-read, and figures are sent. */
export function announceListings(ctx: ServiceContext, inventoryItemIds: readonly string[] = []): void {
  ctx.events.publish(ctx.workspaceId, { type: "listings-changed" });
  if (inventoryItemIds.length > 0) ctx.events.publish(ctx.workspaceId, { type: "inventory-changed", inventoryItemIds });
  wakeStockPush(ctx);
}

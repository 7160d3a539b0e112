import type { ServiceContext } from "../context.ts";
import { requestListingLinks } from "../listings/request-listing-links.ts";
import { requestReevaluation } from "../resolution/request-reevaluation.ts";
import { wakeStockPush } from "../stock-sync/wake-stock-push.ts";

const mostIdsNamed = 50;

/** What follows a committed change of stock: the page re-reads, and sales that wait are looked at again. */
export async function stockChanged(ctx: ServiceContext, itemIds: readonly string[]): Promise<void> {
  const named = itemIds.length <= mostIdsNamed ? { inventoryItemIds: itemIds } : {};
  ctx.events.publish(ctx.workspaceId, { type: "inventory-changed", ...named });
  await requestReevaluation(ctx);
  await requestListingLinks(ctx);
  wakeStockPush(ctx);
}

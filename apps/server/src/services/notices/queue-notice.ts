import type { Database, OrderRow } from "@counterfoil/db";
import type { Transaction } from "kysely";
import type { ServiceContext } from "../context.ts";
import { noticeWay, readNoticeSettings } from "./notice-settings.ts";

/**
 * Notes that the buyer of a parcel is to be told, where the seller chose that for the platform. Once for each parcel,
 * however often it is confirmed. Answers whether there is something to send.
 */
export async function queueNotice(
  tx: Transaction<Database>,
  ctx: ServiceContext,
  { order, shipmentId }: { order: Pick<OrderRow, "id" | "platform" | "demo">; shipmentId: string },
): Promise<boolean> {
  const way = noticeWay(ctx, order.platform);
  // A made-up buyer of the demo shop has no letter box.
  if (way === null || order.demo) return false;
  const { platforms } = await readNoticeSettings(tx);
  if (!platforms.includes(order.platform)) return false;
  const { numInsertedOrUpdatedRows = 0n } = await tx
    .insertInto("buyer_notices")
    .values({
      ...{ workspace_id: ctx.workspaceId, id: ctx.newId(), order_id: order.id, shipment_id: shipmentId },
      ...{ state: "waiting", way, available_at: ctx.now(), created_at: ctx.now() },
    })
    .onConflict((known) => known.columns(["workspace_id", "shipment_id"]).doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows > 0n;
}

/** Has what waits sent in the background; what this misses is found by the minute's round. */
export async function startNotices(ctx: ServiceContext): Promise<void> {
  const { workspaceId } = ctx;
  await ctx.jobs.enqueue("notices.deliver", { workspaceId }, { singletonKey: workspaceId });
}

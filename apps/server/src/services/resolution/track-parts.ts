import { retryTransaction } from "@counterfoil/db";
import type { ServiceContext } from "../context.ts";
import { readLinkPolicy } from "../policy/link-policy.ts";
import { systemDecider } from "./decider.ts";
import { LineSheet } from "./line-sheet.ts";
import { linkOpenLines } from "./link-open-lines.ts";
import { announceLines } from "./reevaluate-open-lines.ts";
import { type SavedSheet, saveSheet } from "./save-sheet.ts";
import { freshStockIndex } from "./stock-index-cache.ts";

const ordersAtOnce = 100;

/**
 * Opens the loose parts that a connection left alone, in orders that have not been dispatched, and lets the matcher look
 * at them. What was dispatched before stays closed: its stock was never counted here.
 */
export async function trackParts(ctx: ServiceContext, connectionId: string): Promise<void> {
  for (let after: string | null = null; ; ) {
    const orderIds = await nextOrders(ctx, connectionId, after);
    if (orderIds.length === 0) return;
    const saved = await retryTransaction(() => track(ctx, orderIds));
    if (saved.orderIds.length > 0) announceLines(ctx, saved);
    after = orderIds.at(-1) ?? null;
  }
}

async function nextOrders(ctx: ServiceContext, connectionId: string, after: string | null): Promise<string[]> {
  return await ctx.db.inWorkspace(ctx.workspaceId, async (tx) => {
    let query = tx
      .selectFrom("order_lines")
      .innerJoin("orders", "orders.id", "order_lines.order_id")
      .select("orders.id")
      .distinct()
      .where("orders.connection_id", "=", connectionId)
      .where("orders.status", "in", ["pending", "paid", "packed", "partially_shipped", "on_hold"])
      .where("order_lines.state", "=", "released")
      .where("order_lines.kind", "=", "part")
      .orderBy("orders.id")
      .limit(ordersAtOnce);
    if (after !== null) query = query.where("orders.id", ">", after);
    return (await query.execute()).map(({ id }) => id);
  });
}

async function track(ctx: ServiceContext, orderIds: readonly string[]): Promise<SavedSheet> {
  return await ctx.db.inWorkspace(ctx.workspaceId, async (tx) => {
    const at = ctx.now().toISOString();
    const sheet = await LineSheet.open(tx, orderIds);
    const opened = [...sheet.lines.values()].filter(
      (line) => sheet.command(line, { type: "track", by: systemDecider, at }).accepted,
    );
    const chosen = new Set(opened.map(({ row }) => row.id));
    const index = await freshStockIndex(tx, ctx);
    await linkOpenLines(tx, { ctx, sheet, index, policy: await readLinkPolicy(tx), chosen });
    return await saveSheet(tx, ctx, sheet);
  });
}

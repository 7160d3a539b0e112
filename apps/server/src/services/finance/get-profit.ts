import { readOrdersOfItem, readProfitFacts } from "@counterfoil/db";
import { z } from "zod";
import type { Verb } from "../context.ts";
import type { OrderProfitView } from "./finance-views.ts";
import { orderProfits } from "./order-profit.ts";
import { readBooks } from "./reconcile.ts";

export const getProfitInput = z.union([z.object({ orderId: z.uuid() }), z.object({ itemId: z.uuid() })]);

/**
 * What an order brought, or every order in which units of an item went out: newest first, with that item's units alone.
 * Empty where nothing is known of it.
 */
export async function getProfit({ ctx, input }: Verb<z.infer<typeof getProfitInput>>): Promise<OrderProfitView[]> {
  return await ctx.db.inWorkspace(ctx.workspaceId, async (tx) => {
    const orderIds = "orderId" in input ? [input.orderId] : await readOrdersOfItem(tx, input.itemId);
    if (orderIds.length === 0) return [];
    const { findings } = await readBooks(tx);
    const profits = orderProfits(await readProfitFacts(tx, orderIds)).map((profit) => ({
      ...profit,
      payouts: profit.payouts.map((payout) => ({ ...payout, state: findings.get(payout.id)?.state ?? null })),
    }));
    if ("orderId" in input) return profits;
    return profits.map((profit) => ({
      ...profit,
      units: profit.units.filter(({ itemId }) => itemId === input.itemId),
    }));
  });
}

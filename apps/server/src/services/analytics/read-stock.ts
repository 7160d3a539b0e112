import {
  ageLimits,
  readStockAge as readAge,
  readSellThrough as readFlow,
  readLowGoods as readLow,
} from "@counterfoil/db";
import { z } from "zod";
import type { Verb } from "../context.ts";
import { moneyView } from "../money-view.ts";
import { type ReportInput, reportInput, reportPeriod } from "./report-period.ts";

/** What lies on the shelf now, by the days since it was acquired. `from` and `to` are null at the open ends. */
export async function stockAge({ ctx }: Verb<undefined>) {
  const rows = await ctx.db.inWorkspace(ctx.workspaceId, (tx) => readAge(tx, ctx.now()));
  return rows.map(({ age, currency, units, cost }) => ({
    ...{ known: age !== null, fromDays: age === null ? null : age === 0 ? 0 : (ageLimits[age - 1] ?? null) },
    toDays: age === null ? null : (ageLimits[age] ?? null),
    units,
    cost: moneyView(cost, currency),
  }));
}

/** Units sold in the period, of those that were there when it began and those received in it. */
export async function sellThrough({ ctx, input }: Verb<ReportInput>) {
  const period = await reportPeriod(ctx, input);
  const flow = await ctx.db.inWorkspace(ctx.workspaceId, (tx) => readFlow(tx, period));
  const offered = flow.opening + flow.received;
  return { period, ...flow, rate: offered > 0 ? flow.sold / offered : null };
}

export const lowStockInput = z
  .object({
    ...reportInput.unwrap().shape,
    /** Units to sell up to which stock counts as low. */
    atMost: z.number().int().min(0).max(1_000).default(1),
    limit: z.number().int().min(1).max(500).default(50),
  })
  .prefault({});

/** Goods that sold in the period and of which few are left, most wanted first. */
export async function lowStock({ ctx, input }: Verb<z.infer<typeof lowStockInput>>) {
  const { atMost, limit } = input;
  const period = await reportPeriod(ctx, input);
  const rows = await ctx.db.inWorkspace(ctx.workspaceId, (tx) => readLow(tx, { period, atMost, limit }));
  const goods = rows.map(({ item_id: itemId, ...row }) => ({ itemId, ...row }));
  return { period, goods };
}

import { chooseRule, type OrderRule } from "@counterfoil/core/fulfillment";
import { parseMoney } from "@counterfoil/core/model";
import { z } from "zod";
import type { ServiceContext, Verb } from "../context.ts";
import { requireRole } from "../require-role.ts";
import { conflict, invalid } from "../service-error.ts";
import { actOnOrder } from "./act-on-order.ts";
import { type JudgedOrder, openRuleOrders, readHomeCountry } from "./read-rule-orders.ts";
import { isAutoFulfilled } from "./rules.ts";

export const autoFulfillInput = z
  .object({
    platform: z.string().max(100).optional(),
    criteria: z
      .object({
        /** In the workspace's currency, such as 50 or 49.99. */
        maxOrderValue: z.number().positive().max(1e12).optional(),
        domesticOnly: z.boolean().optional(),
        /** SKUs or product numbers: only orders that hold nothing else. */
        specificProducts: z.array(z.string().trim().min(1).max(200)).min(1).max(200).optional(),
      })
      .default({}),
    dryRun: z.boolean().default(false),
  })
  .prefault({});
type AutoFulfillInput = z.infer<typeof autoFulfillInput>;

const part = 500;

export interface AutoFulfillView {
  /** Orders looked at. */
  processed: number;
  /** Orders that were sent, or in a dry run would be tried. */
  successful: number;
  failed: number;
  results: { orderId: string; platformOrderId: string; matched: boolean; reason: string }[];
}

/**
 * Sends the orders that fit and have a real label or tracking number. A dry run says which would be tried and changes
 * nothing. Throws `conflict` while acting by rules is turned off.
 */
export async function autoFulfill({ ctx, input }: Verb<AutoFulfillInput>): Promise<AutoFulfillView> {
  requireRole(ctx.role, "packer");
  const { home, rule } = await readRule(ctx, input);
  const view: AutoFulfillView = { processed: 0, successful: 0, failed: 0, results: [] };
  for (const order of await readOpen(ctx, input.platform)) {
    view.processed += 1;
    const { rule: chosen, reasons } = chooseRule([rule], order, home);
    const told = chosen === null ? null : await tryOrder(ctx, order, input.dryRun);
    if (told?.done) view.successful += 1;
    if (told && !told.done) view.failed += 1;
    const reason = told?.reason ?? reasons.flatMap((each) => each.reasons).join(" ");
    view.results.push({ orderId: order.id, platformOrderId: order.platformOrderId, matched: chosen !== null, reason });
  }
  return view;
}

async function tryOrder(ctx: ServiceContext, order: JudgedOrder, dryRun: boolean) {
  if (dryRun) return { done: true, reason: "It fits." };
  const { outcome, message } = await actOnOrder(ctx, order, { type: "fulfill" });
  return { done: outcome === "done", reason: message };
}

async function readOpen(ctx: ServiceContext, platform: string | undefined): Promise<JudgedOrder[]> {
  const inWorkspace: Parameters<typeof openRuleOrders>[0] = (work) => ctx.db.inWorkspace(ctx.workspaceId, work);
  const orders: JudgedOrder[] = [];
  for await (const some of openRuleOrders(inWorkspace, { platform, part })) orders.push(...some);
  return orders;
}

async function readRule(ctx: ServiceContext, { criteria }: AutoFulfillInput) {
  return await ctx.db.inWorkspace(ctx.workspaceId, async (tx) => {
    if (!(await isAutoFulfilled(tx)))
      throw conflict("Acting by rules is turned off.", { remedy: "Turn it on under Rules, then try again." });
    const { currency } = await tx.selectFrom("workspaces").select("currency").executeTakeFirstOrThrow();
    const { maxOrderValue, ...conditions } = criteria;
    const limit = maxOrderValue === undefined ? null : parseMoney(String(maxOrderValue), currency);
    if (maxOrderValue !== undefined && limit === null)
      throw invalid("The limit is no amount.", [
        { path: "criteria.maxOrderValue", message: `is no amount in ${currency}` },
      ]);
    const most = limit === null ? {} : { maxOrderValue: limit };
    const rule: OrderRule = {
      ...{ id: "criteria", name: "Criteria", enabled: true, event: "order_paid", action: { type: "fulfill" } },
      conditions: { ...conditions, ...most },
    };
    return { rule, home: await readHomeCountry(tx) };
  });
}

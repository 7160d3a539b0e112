import { chooseRule, type OrderRule } from "@counterfoil/core/fulfillment";
import type { OrderStatus } from "@counterfoil/core/model";
import { z } from "zod";
import type { ServiceContext, Verb } from "../context.ts";
import { type JudgedOrder, readHomeCountry, readRuleOrders } from "./read-rule-orders.ts";
import { readRules } from "./rules.ts";

export const dryRunInput = z
  .object({ days: z.number().int().min(1).max(92).default(31), includeDisabled: z.boolean().default(true) })
  .prefault({});

const mostOrders = 5_000;
const dayMs = 86_400_000;

/** What the rules would have done about an order, had they been asked when it was paid. */
export interface DryRunRow {
  orderId: string;
  platform: string;
  platformOrderId: string;
  /** The rule that would have acted; null where none would. */
  ruleId: string | null;
  overruled: string[];
  reasons: { ruleId: string; reasons: string[] }[];
}

export interface DryRunView {
  orders: number;
  /** True where there were more orders than were looked at. */
  cut: boolean;
  perRule: { ruleId: string; name: string; orders: number }[];
  rows: DryRunRow[];
}

// Orders that went their way since were paid once: a rule would have met them so.
const wentOn: ReadonlySet<OrderStatus> = new Set(["packed", "partially_shipped", "shipped", "delivered", "completed"]);

function asPaid<Judged extends JudgedOrder>(order: Judged): Judged {
  return wentOn.has(order.status) ? { ...order, status: "paid" } : order;
}

/** Tries the rules on the real orders of the last days. Changes nothing. */
export async function dryRunRules({ ctx, input }: Verb<z.infer<typeof dryRunInput>>): Promise<DryRunView> {
  const placedSince = new Date(ctx.now().getTime() - input.days * dayMs);
  const { rules, orders, home } = await readPast(ctx, placedSince);
  const tried: OrderRule[] = rules.map((rule) => (input.includeDisabled ? { ...rule, enabled: true } : rule));
  const rows = orders.slice(0, mostOrders).map((order) => {
    const choice = chooseRule(tried, asPaid(order), home);
    return {
      ...{ orderId: order.id, platform: order.platform, platformOrderId: order.platformOrderId },
      ...{ ruleId: choice.rule?.id ?? null, overruled: choice.overruled.map(({ id }) => id), reasons: choice.reasons },
    };
  });
  const perRule = rules.map(({ id, name }) => ({
    ...{ ruleId: id, name },
    orders: rows.filter(({ ruleId }) => ruleId === id).length,
  }));
  return { orders: rows.length, cut: orders.length > mostOrders, perRule, rows };
}

async function readPast(ctx: ServiceContext, placedSince: Date) {
  return await ctx.db.inWorkspace(ctx.workspaceId, async (tx) => ({
    rules: await readRules(tx),
    orders: await readRuleOrders(tx, { open: false, placedSince, limit: mostOrders + 1 }),
    home: await readHomeCountry(tx),
  }));
}

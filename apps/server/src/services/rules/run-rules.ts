import { chooseRule, type OrderRule } from "@counterfoil/core/fulfillment";
import { writeAudit } from "../audit/write-audit.ts";
import { type ServerParts, type ServiceContext, systemContext } from "../context.ts";
import { actOnOrder } from "./act-on-order.ts";
import { type JudgedOrder, openRuleOrders, readHomeCountry } from "./read-rule-orders.ts";
import { isAutoFulfilled, readRules } from "./rules.ts";

const part = 500;
const tryAgainAfterMs = 3_600_000;

/** Lets the rules of a workspace act on what is open. Each rule acts once on an order; nothing happens while it is off. */
export async function runRules(ctx: ServiceContext): Promise<{ acted: number }> {
  const { on, rules, home, runs } = await readSettings(ctx);
  if (!on) return { acted: 0 };
  let acted = 0;
  const inWorkspace: Parameters<typeof openRuleOrders>[0] = (work) => ctx.db.inWorkspace(ctx.workspaceId, work);
  for await (const orders of openRuleOrders(inWorkspace, { part }))
    for (const order of orders) {
      const { rule } = chooseRule(rules, order, home);
      if (rule === null || runs.has(`${rule.id} ${order.id}`)) continue;
      await act(ctx, rule, order);
      acted += 1;
    }
  return { acted };
}

async function readSettings(ctx: ServiceContext) {
  const since = new Date(ctx.now().getTime() - tryAgainAfterMs);
  return await ctx.db.inWorkspace(ctx.workspaceId, async (tx) => {
    const settled = await tx
      .selectFrom("order_rule_runs")
      .select(["rule_id", "order_id"])
      .where((eb) => eb.or([eb("outcome", "<>", "waiting"), eb("acted_at", ">", since)]))
      .execute();
    return {
      on: await isAutoFulfilled(tx),
      rules: await readRules(tx),
      home: await readHomeCountry(tx),
      runs: new Set(settled.map(({ rule_id, order_id }) => `${rule_id} ${order_id}`)),
    };
  });
}

async function act(ctx: ServiceContext, rule: OrderRule, order: JudgedOrder): Promise<void> {
  const named = { ...ctx, actor: { kind: "system" as const, name: `Rule "${rule.name}"` } };
  const { outcome, message } = await actOnOrder(named, order, rule.action);
  await ctx.db.inWorkspace(ctx.workspaceId, async (tx) => {
    const run = { outcome, message, acted_at: ctx.now() };
    await tx
      .insertInto("order_rule_runs")
      .values({ workspace_id: ctx.workspaceId, rule_id: rule.id, order_id: order.id, ...run })
      .onConflict((known) => known.columns(["workspace_id", "rule_id", "order_id"]).doUpdateSet(run))
      .execute();
    await writeAudit(tx, named, {
      ...{ action: "rule-acted", subjectType: "order", subjectId: order.id },
      ...{ text: message, detail: { ruleId: rule.id, action: rule.action.type, outcome } },
    });
  });
}

/** Runs the rules of every workspace that has them on. */
export async function runAllRules(parts: ServerParts): Promise<void> {
  const rows = await parts.db.asSystem((tx) =>
    tx.selectFrom("fulfillment_settings").select("workspace_id").where("auto_fulfill", "=", true).execute(),
  );
  for (const { workspace_id: workspaceId } of rows)
    await parts.jobs.enqueue("rules.run", { workspaceId }, { singletonKey: workspaceId });
}

/** Runs the rules of one workspace. */
export async function runRulesOf(parts: ServerParts, workspaceId: string): Promise<void> {
  await runRules(systemContext(parts, workspaceId, "rules"));
}

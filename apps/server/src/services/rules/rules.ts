import { findConflicts, type OrderRule } from "@counterfoil/core/fulfillment";
import type { Database, OrderRuleRow } from "@counterfoil/db";
import { sql, type Transaction } from "kysely";
import { z } from "zod";
import { writeAudit } from "../audit/write-audit.ts";
import type { ServiceContext, Verb } from "../context.ts";
import { requireRole } from "../require-role.ts";
import { notFound } from "../service-error.ts";
import { type RulesView, ruleActionSchema, ruleConditionsSchema, type saveRuleInput } from "./rule-input.ts";

type Tx = Transaction<Database>;

export const ruleIdInput = z.object({ id: z.uuid() });
export const orderRulesInput = z.object({ ids: z.array(z.uuid()).min(1).max(200) });
export const ruleSettingsInput = z.object({ autoFulfill: z.boolean() });

/** All rules, by priority. */
export async function listRules({ ctx }: { ctx: ServiceContext }): Promise<RulesView> {
  return await ctx.db.inWorkspace(ctx.workspaceId, async (tx) => {
    const rules = await readRules(tx);
    return { autoFulfill: await isAutoFulfilled(tx), rules, conflicts: findConflicts(rules) };
  });
}

/** The rules as core knows them, by priority. */
export async function readRules(tx: Tx): Promise<OrderRule[]> {
  const rows = await tx.selectFrom("order_rules").selectAll().orderBy("position").orderBy("id").execute();
  return rows.map(toRule);
}

function toRule(row: OrderRuleRow): OrderRule {
  return {
    ...{ id: row.id, name: row.name, enabled: row.enabled },
    event: row.event === "order_ready" ? "order_ready" : "order_paid",
    conditions: ruleConditionsSchema.parse(row.conditions),
    action: ruleActionSchema.parse(row.actions),
  };
}

/** Whether rules may act by themselves: off until somebody turns it on. */
export async function isAutoFulfilled(tx: Tx): Promise<boolean> {
  const row = await tx.selectFrom("fulfillment_settings").select("auto_fulfill").executeTakeFirst();
  return row?.auto_fulfill ?? false;
}

/** Writes a rule. A new one comes last. Throws `not_found` for an id that is no rule. */
export async function saveRule({ ctx, input }: Verb<z.infer<typeof saveRuleInput>>): Promise<RulesView> {
  requireRole(ctx.role, "manager");
  const { id, name, enabled, event } = input;
  const content = {
    name,
    enabled,
    event,
    conditions: JSON.stringify(input.conditions),
    actions: JSON.stringify(input.action),
  };
  await ctx.db.inWorkspace(ctx.workspaceId, async (tx) => {
    const ruleId = id ?? ctx.newId();
    if (id === undefined) {
      const position = sql<number>`(select coalesce(max(position), 0) + 1 from order_rules)`;
      await tx
        .insertInto("order_rules")
        .values({ workspace_id: ctx.workspaceId, id: ruleId, position, ...content })
        .execute();
    } else {
      const changed = await tx
        .updateTable("order_rules")
        .set({ ...content, updated_at: ctx.now() })
        .where("id", "=", id)
        .returning("id")
        .executeTakeFirst();
      if (changed === undefined) throw notFound("The rule");
    }
    const text = `${id === undefined ? "Made" : "Changed"} the rule "${name}"${enabled ? "" : ", switched off"}.`;
    await writeAudit(tx, ctx, {
      action: "rule-saved",
      subjectType: "order_rule",
      subjectId: ruleId,
      text,
      detail: { ...input },
    });
  });
  return await listRules({ ctx });
}

/** Takes a rule away. What it did stays in the audit. */
export async function removeRule({ ctx, input }: Verb<z.infer<typeof ruleIdInput>>): Promise<RulesView> {
  requireRole(ctx.role, "manager");
  await ctx.db.inWorkspace(ctx.workspaceId, async (tx) => {
    const gone = await tx.deleteFrom("order_rules").where("id", "=", input.id).returning("name").executeTakeFirst();
    if (gone === undefined) throw notFound("The rule");
    const text = `Removed the rule "${gone.name}".`;
    await writeAudit(tx, ctx, { action: "rule-removed", subjectType: "order_rule", subjectId: input.id, text });
  });
  return await listRules({ ctx });
}

/** Sets in which order rules are asked; rules that are not named keep their place behind. */
export async function orderRules({ ctx, input }: Verb<z.infer<typeof orderRulesInput>>): Promise<RulesView> {
  requireRole(ctx.role, "manager");
  await ctx.db.inWorkspace(ctx.workspaceId, async (tx) => {
    const known = (await readRules(tx)).map(({ id }) => id);
    const order = [...input.ids.filter((id) => known.includes(id)), ...known.filter((id) => !input.ids.includes(id))];
    for (const [index, id] of order.entries())
      await tx
        .updateTable("order_rules")
        .set({ position: index + 1 })
        .where("id", "=", id)
        .execute();
    await writeAudit(tx, ctx, {
      ...{ action: "rules-ordered", subjectType: "workspace", subjectId: ctx.workspaceId },
      ...{ text: "Changed the order of the rules.", detail: { order } },
    });
  });
  return await listRules({ ctx });
}

/** Turns acting by rules on or off. */
export async function setRuleSettings({ ctx, input }: Verb<z.infer<typeof ruleSettingsInput>>): Promise<RulesView> {
  requireRole(ctx.role, "manager");
  const { autoFulfill: auto_fulfill } = input;
  await ctx.db.inWorkspace(ctx.workspaceId, async (tx) => {
    await tx
      .insertInto("fulfillment_settings")
      .values({ workspace_id: ctx.workspaceId, auto_fulfill })
      .onConflict((known) => known.column("workspace_id").doUpdateSet({ auto_fulfill, updated_at: ctx.now() }))
      .execute();
    await writeAudit(tx, ctx, {
      ...{ action: "auto-fulfillment-set", subjectType: "workspace", subjectId: ctx.workspaceId },
      text: `Turned acting by rules ${auto_fulfill ? "on" : "off"}.`,
    });
  });
  return await listRules({ ctx });
}

import { type OrderRule, type RuleConflict, ruleEvents } from "@counterfoil/core/fulfillment";
import { z } from "zod";

const amount = z.object({ minor: z.number().int().min(0), currency: z.string().regex(/^[A-Z]{3}$/) });
const words = z.array(z.string().trim().min(1).max(200)).min(1).max(200);

export const ruleConditionsSchema = z.object({
  maxOrderValue: amount.optional(),
  minOrderValue: amount.optional(),
  domesticOnly: z.boolean().optional(),
  platforms: words.optional(),
  specificProducts: words.optional(),
  locations: words.optional(),
});

export const ruleActionSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("fulfill") }),
  z.object({ type: z.literal("pack") }),
  z.object({ type: z.literal("hold"), reason: z.string().trim().min(1).max(300) }),
]);

export const saveRuleInput = z.object({
  /** Left out for a new rule, which comes last. */
  id: z.uuid().optional(),
  name: z.string().trim().min(1).max(100),
  enabled: z.boolean().default(false),
  event: z.enum(ruleEvents),
  conditions: ruleConditionsSchema,
  action: ruleActionSchema,
});

/** All rules in the order in which they are asked, with the pairs that may get in each other's way. */
export interface RulesView {
  /** Whether rules act by themselves. */
  autoFulfill: boolean;
  rules: OrderRule[];
  conflicts: RuleConflict[];
}

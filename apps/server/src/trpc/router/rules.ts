import { dryRunInput, dryRunRules } from "../../services/rules/dry-run.ts";
import { saveRuleInput } from "../../services/rules/rule-input.ts";
import {
  listRules,
  orderRules,
  orderRulesInput,
  removeRule,
  ruleIdInput,
  ruleSettingsInput,
  saveRule,
  setRuleSettings,
} from "../../services/rules/rules.ts";
import { router, workspaceProcedure } from "../trpc.ts";

export const rulesRouter = router({
  list: workspaceProcedure.query(({ ctx }) => listRules({ ctx: ctx.service })),
  save: workspaceProcedure.input(saveRuleInput).mutation(({ ctx, input }) => saveRule({ ctx: ctx.service, input })),
  remove: workspaceProcedure.input(ruleIdInput).mutation(({ ctx, input }) => removeRule({ ctx: ctx.service, input })),
  order: workspaceProcedure
    .input(orderRulesInput)
    .mutation(({ ctx, input }) => orderRules({ ctx: ctx.service, input })),
  setSettings: workspaceProcedure
    .input(ruleSettingsInput)
    .mutation(({ ctx, input }) => setRuleSettings({ ctx: ctx.service, input })),
  dryRun: workspaceProcedure.input(dryRunInput).query(({ ctx, input }) => dryRunRules({ ctx: ctx.service, input })),
});

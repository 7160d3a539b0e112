import { getPolicy } from "../../services/policy/get-policy.ts";
import { setBar, setBarInput } from "../../services/policy/set-bar.ts";
import { setPolicy, setPolicyInput } from "../../services/policy/set-policy.ts";
import { simulatePolicy, simulatePolicyInput } from "../../services/policy/simulate-policy.ts";
import { router, workspaceProcedure } from "../trpc.ts";

export const policyRouter = router({
  get: workspaceProcedure.query(({ ctx }) => getPolicy({ ctx: ctx.service })),
  set: workspaceProcedure.input(setPolicyInput).mutation(({ ctx, input }) => setPolicy({ ctx: ctx.service, input })),
  setBar: workspaceProcedure.input(setBarInput).mutation(({ ctx, input }) => setBar({ ctx: ctx.service, input })),
  simulate: workspaceProcedure
    .input(simulatePolicyInput)
    .query(({ ctx, input }) => simulatePolicy({ ctx: ctx.service, input })),
});

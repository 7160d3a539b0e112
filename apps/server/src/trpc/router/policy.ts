import { getPolicy } from "../../services/policy/get-policy.ts";
import { setPolicy, setPolicyInput } from "../../services/policy/set-policy.ts";
import { router, workspaceProcedure } from "../trpc.ts";

export const policyRouter = router({
  get: workspaceProcedure.query(({ ctx }) => getPolicy({ ctx: ctx.service })),
  set: workspaceProcedure.input(setPolicyInput).mutation(({ ctx, input }) => setPolicy({ ctx: ctx.service, input })),
});

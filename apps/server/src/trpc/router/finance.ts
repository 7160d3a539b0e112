import { decidePayout, decidePayoutInput } from "../../services/finance/decide-payout.ts";
import { getPayout, getPayoutInput } from "../../services/finance/get-payout.ts";
import { getProfit, getProfitInput } from "../../services/finance/get-profit.ts";
import { listReconciliation, reconciliationInput } from "../../services/finance/list-reconciliation.ts";
import { refreshFinances } from "../../services/finance/refresh-finances.ts";
import { router, workspaceProcedure } from "../trpc.ts";

export const financeRouter = router({
  reconciliation: workspaceProcedure
    .input(reconciliationInput)
    .query(({ ctx, input }) => listReconciliation({ ctx: ctx.service, input })),
  payout: workspaceProcedure.input(getPayoutInput).query(({ ctx, input }) => getPayout({ ctx: ctx.service, input })),
  decide: workspaceProcedure
    .input(decidePayoutInput)
    .mutation(({ ctx, input }) => decidePayout({ ctx: ctx.service, input })),
  profit: workspaceProcedure.input(getProfitInput).query(({ ctx, input }) => getProfit({ ctx: ctx.service, input })),
  refresh: workspaceProcedure.mutation(({ ctx }) => refreshFinances({ ctx: ctx.service })),
});

import { fulfillmentReport } from "../../services/analytics/fulfillment-report.ts";
import { dispatchReport, dispatchSteps, lateRisk } from "../../services/analytics/read-dispatch.ts";
import { salesReport, salesSteps, statusReport } from "../../services/analytics/read-sales.ts";
import { lowStock, lowStockInput, sellThrough, stockAge } from "../../services/analytics/read-stock.ts";
import { reportInput } from "../../services/analytics/report-period.ts";
import { router, workspaceProcedure } from "../trpc.ts";

const report = workspaceProcedure.input(reportInput);

export const analyticsRouter = router({
  sales: report.query(({ ctx, input }) => salesReport({ ctx: ctx.service, input })),
  salesSteps: report.query(({ ctx, input }) => salesSteps({ ctx: ctx.service, input })),
  statuses: report.query(({ ctx, input }) => statusReport({ ctx: ctx.service, input })),
  dispatch: report.query(({ ctx, input }) => dispatchReport({ ctx: ctx.service, input })),
  dispatchSteps: report.query(({ ctx, input }) => dispatchSteps({ ctx: ctx.service, input })),
  lateRisk: report.query(({ ctx, input }) => lateRisk({ ctx: ctx.service, input })),
  fulfillment: report.query(({ ctx, input }) => fulfillmentReport({ ctx: ctx.service, input })),
  sellThrough: report.query(({ ctx, input }) => sellThrough({ ctx: ctx.service, input })),
  lowStock: workspaceProcedure.input(lowStockInput).query(({ ctx, input }) => lowStock({ ctx: ctx.service, input })),
  stockAge: workspaceProcedure.query(({ ctx }) => stockAge({ ctx: ctx.service, input: undefined })),
});

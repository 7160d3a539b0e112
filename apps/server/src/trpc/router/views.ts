import { listViews, removeView, saveView, saveViewInput, viewIdInput } from "../../services/orders/saved-views.ts";
import { router, workspaceProcedure } from "../trpc.ts";

export const viewsRouter = router({
  list: workspaceProcedure.query(({ ctx }) => listViews({ ctx: ctx.service })),
  save: workspaceProcedure.input(saveViewInput).mutation(({ ctx, input }) => saveView({ ctx: ctx.service, input })),
  remove: workspaceProcedure.input(viewIdInput).mutation(({ ctx, input }) => removeView({ ctx: ctx.service, input })),
});

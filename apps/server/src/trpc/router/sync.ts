import { listRuns, listRunsInput } from "../../services/sync/list-runs.ts";
import { startSync, startSyncInput } from "../../services/sync/start-sync.ts";
import { router, workspaceProcedure } from "../trpc.ts";

export const syncRouter = router({
  run: workspaceProcedure.input(startSyncInput).mutation(({ ctx, input }) => startSync({ ctx: ctx.service, input })),
  runs: workspaceProcedure.input(listRunsInput).query(({ ctx, input }) => listRuns({ ctx: ctx.service, input })),
});

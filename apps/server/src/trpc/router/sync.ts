import { listBudgets } from "../../services/budgets/list-budgets.ts";
import { backfill, backfillInput } from "../../services/sync/backfill.ts";
import { cancelRun, cancelRunInput } from "../../services/sync/cancel-run.ts";
import { listRuns, listRunsInput } from "../../services/sync/list-runs.ts";
import { runNow, runNowInput } from "../../services/sync/run-now.ts";
import {
  listSchedules,
  pauseSync,
  pauseSyncInput,
  resumeSync,
  setSchedule,
  setScheduleInput,
} from "../../services/sync/schedules.ts";
import { startSync, startSyncInput } from "../../services/sync/start-sync.ts";
import { syncStatus } from "../../services/sync/sync-status.ts";
import { router, workspaceProcedure } from "../trpc.ts";

export const syncRouter = router({
  run: workspaceProcedure.input(startSyncInput).mutation(({ ctx, input }) => startSync({ ctx: ctx.service, input })),
  runs: workspaceProcedure.input(listRunsInput).query(({ ctx, input }) => listRuns({ ctx: ctx.service, input })),
  schedules: workspaceProcedure.query(({ ctx }) => listSchedules({ ctx: ctx.service })),
  setSchedule: workspaceProcedure
    .input(setScheduleInput)
    .mutation(({ ctx, input }) => setSchedule({ ctx: ctx.service, input })),
  pause: workspaceProcedure.input(pauseSyncInput).mutation(({ ctx, input }) => pauseSync({ ctx: ctx.service, input })),
  resume: workspaceProcedure
    .input(pauseSyncInput)
    .mutation(({ ctx, input }) => resumeSync({ ctx: ctx.service, input })),
  runNow: workspaceProcedure.input(runNowInput).mutation(({ ctx, input }) => runNow({ ctx: ctx.service, input })),
  cancel: workspaceProcedure.input(cancelRunInput).mutation(({ ctx, input }) => cancelRun({ ctx: ctx.service, input })),
  backfill: workspaceProcedure.input(backfillInput).mutation(({ ctx, input }) => backfill({ ctx: ctx.service, input })),
  budgets: workspaceProcedure.query(({ ctx }) => listBudgets({ ctx: ctx.service })),
  status: workspaceProcedure.query(({ ctx }) => syncStatus({ ctx: ctx.service })),
});

import { cancelJob } from "../../services/jobs/cancel-job.ts";
import { getJob, getJobInput } from "../../services/jobs/get-job.ts";
import { listJobs, listJobsInput } from "../../services/jobs/list-jobs.ts";
import { resumeJob } from "../../services/jobs/resume-job.ts";
import { router, workspaceProcedure } from "../trpc.ts";

export const jobsRouter = router({
  list: workspaceProcedure.input(listJobsInput).query(({ ctx, input }) => listJobs({ ctx: ctx.service, input })),
  get: workspaceProcedure.input(getJobInput).query(({ ctx, input }) => getJob({ ctx: ctx.service, input })),
  cancel: workspaceProcedure.input(getJobInput).mutation(({ ctx, input }) => cancelJob({ ctx: ctx.service, input })),
  resume: workspaceProcedure.input(getJobInput).mutation(({ ctx, input }) => resumeJob({ ctx: ctx.service, input })),
});

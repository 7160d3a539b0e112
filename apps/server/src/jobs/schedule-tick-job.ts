import { z } from "zod";
import { runSchedules } from "../services/jobs/run-schedules.ts";
import { defineJob } from "./job-definition.ts";

export const scheduleTickJob = defineJob({
  name: "schedules.tick",
  payload: z.record(z.string(), z.never()),
  retries: 0,
  concurrency: 1,
  run: (parts) => runSchedules(parts),
});

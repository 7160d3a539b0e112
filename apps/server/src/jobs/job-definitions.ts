import { type AnyJobDefinition, anyJob } from "./job-definition.ts";
import { scheduleTickJob } from "./schedule-tick-job.ts";
import { webhookJob } from "./webhook-job.ts";

/** Every kind of background job of this server. */
export const jobDefinitions: readonly AnyJobDefinition[] = [anyJob(scheduleTickJob), anyJob(webhookJob)];

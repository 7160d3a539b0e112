import { historicalJob } from "./historical-job.ts";
import { type AnyJobDefinition, anyJob } from "./job-definition.ts";
import { listingSyncJob } from "./listing-sync-job.ts";
import { orderSyncJob } from "./order-sync-job.ts";
import { reevaluateJob } from "./reevaluate-job.ts";
import { scheduleTickJob } from "./schedule-tick-job.ts";
import { webhookJob } from "./webhook-job.ts";

/** Every kind of background job of this server. */
export const jobDefinitions: readonly AnyJobDefinition[] = [
  anyJob(scheduleTickJob),
  anyJob(webhookJob),
  anyJob(orderSyncJob),
  anyJob(listingSyncJob),
  anyJob(historicalJob),
  anyJob(reevaluateJob),
];

import { alertCheckJob, alertDeliveryJob } from "./alert-jobs.ts";
import { backfillJob } from "./backfill-job.ts";
import { bankApprovalJob } from "./bank-approval-job.ts";
import { bankSyncJob } from "./bank-sync-job.ts";
import { catalogueFillJob } from "./catalogue-fill-job.ts";
import { dispatchBulkJob } from "./dispatch-bulk-job.ts";
import { financeSyncJob } from "./finance-sync-job.ts";
import { healthJob } from "./health-job.ts";
import { historicalJob } from "./historical-job.ts";
import { type AnyJobDefinition, anyJob } from "./job-definition.ts";
import { linkListingsJob } from "./link-listings-job.ts";
import { listingSyncJob } from "./listing-sync-job.ts";
import { mapProductsJob } from "./map-products-job.ts";
import { noticesJob } from "./notices-job.ts";
import { orderStatusJob } from "./order-status-job.ts";
import { orderSyncJob } from "./order-sync-job.ts";
import { reevaluateJob } from "./reevaluate-job.ts";
import { rulesJob } from "./rules-job.ts";
import { scheduleTickJob } from "./schedule-tick-job.ts";
import { stockPushJob } from "./stock-push-job.ts";
import { stockSyncJob } from "./stock-sync-job.ts";
import { stockVerifyJob } from "./stock-verify-job.ts";
import { stockWakeJob } from "./stock-wake-job.ts";
import { webhookDeliveryJob } from "./webhook-delivery-job.ts";
import { webhookJob } from "./webhook-job.ts";

/** Every kind of background job of this server. */
export const jobDefinitions: readonly AnyJobDefinition[] = [
  anyJob(scheduleTickJob),
  anyJob(webhookJob),
  anyJob(orderSyncJob),
  anyJob(orderStatusJob),
  anyJob(backfillJob),
  anyJob(healthJob),
  anyJob(alertCheckJob),
  anyJob(alertDeliveryJob),
  anyJob(webhookDeliveryJob),
  anyJob(stockWakeJob),
  anyJob(stockPushJob),
  anyJob(stockVerifyJob),
  anyJob(listingSyncJob),
  anyJob(linkListingsJob),
  anyJob(mapProductsJob),
  anyJob(stockSyncJob),
  anyJob(dispatchBulkJob),
  anyJob(rulesJob),
  anyJob(noticesJob),
  anyJob(historicalJob),
  anyJob(reevaluateJob),
  anyJob(bankSyncJob),
  anyJob(bankApprovalJob),
  anyJob(financeSyncJob),
  anyJob(catalogueFillJob),
];

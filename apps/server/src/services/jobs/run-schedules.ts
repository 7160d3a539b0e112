import { forgetOldAttempts } from "../../security/attempts.ts";
import { enqueueAlertChecks, enqueueDueDeliveries } from "../alerts/check-alerts.ts";
import { linkAllWaitingAudit } from "../audit/link-waiting-audit.ts";
import { enqueueDueFills } from "../catalogue/fill-catalogue.ts";
import type { ServerParts } from "../context.ts";
import { lookForLateApprovals } from "../finance/await-approval.ts";
import { resealSecrets } from "../keys/reseal-secrets.ts";
import { enqueueDueNotices } from "../notices/deliver-notices.ts";
import { wakeHeldOrders } from "../orders/wake-held-orders.ts";
import { enqueueDueWebhooks, forgetOldEvents } from "../outgoing/due-webhooks.ts";
import { eraseAllExpired } from "../privacy/erase-expired.ts";
import { runAllRules } from "../rules/run-rules.ts";
import { enqueueAllStockPushes } from "../stock-sync/enqueue-stock-pushes.ts";
import { enqueueDueVerifications } from "../stock-sync/verify-figures.ts";
import { markSilentRuns } from "../sync/sync-lifecycle.ts";
import { enqueueDueSyncs } from "./enqueue-due-syncs.ts";
import { enqueueForgottenEvents } from "./enqueue-forgotten-events.ts";
import { enqueueForgottenJobs } from "./enqueue-forgotten-jobs.ts";

/** The minute's round: syncs that are due, and work that a killed process never handed to the queue. */
export async function runSchedules(parts: ServerParts): Promise<void> {
  await markSilentRuns(parts);
  await enqueueDueSyncs(parts);
  await lookForLateApprovals(parts);
  await wakeHeldOrders(parts);
  await runAllRules(parts);
  await enqueueDueNotices(parts);
  await enqueueForgottenJobs(parts);
  await enqueueForgottenEvents(parts);
  await enqueueAllStockPushes(parts);
  await enqueueDueVerifications(parts);
  await enqueueAlertChecks(parts);
  await enqueueDueDeliveries(parts);
  await enqueueDueWebhooks(parts);
  await forgetOldEvents(parts);
  await enqueueDueFills(parts);
  await eraseAllExpired(parts);
  await linkAllWaitingAudit(parts);
  await resealSecrets(parts);
  await forgetOldAttempts(parts.db, parts.now());
}

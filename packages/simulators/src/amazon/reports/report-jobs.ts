import type { Report } from "../amazon-entities.ts";
import type { AmazonWorld } from "../amazon-world.ts";
import { storeDocument } from "../documents/documents.ts";
import { takeDialledOutcome } from "../documents/job.ts";
import { announceReport } from "../notifications/announce.ts";
import { merchantListingsReport } from "./merchant-listings-report.ts";

/** Brings reports whose time has come to their end. */
export function finishReports(world: AmazonWorld) {
  const now = world.clock.milliseconds();
  for (const report of world.reports.where(({ outcome, endsAt }) => outcome === null && endsAt <= now)) {
    report.outcome = takeDialledOutcome(world) ?? write(world, report);
    announceReport(world, report);
  }
}

// A report without data is cancelled, not empty.
function write(world: AmazonWorld, report: Report): "DONE" | "CANCELLED" {
  const content = merchantListingsReport(world, report);
  if (content === null) return "CANCELLED";
  const contentType = `text/plain; charset=${world.settings.reportCharset}`;
  report.documentId = storeDocument(world, { sellerId: report.sellerId, contentType }, content).documentId;
  return "DONE";
}

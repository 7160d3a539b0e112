import type { AmazonWorld } from "./amazon-world.ts";
import { finishFeeds } from "./feeds/feed-jobs.ts";
import { applyDueSubmissions } from "./listings/submissions.ts";
import { finishReports } from "./reports/report-jobs.ts";

/** Does what Amazon has had time for since the last call: submissions go live, reports and feeds come to their end. */
export function settle(world: AmazonWorld) {
  applyDueSubmissions(world);
  finishFeeds(world);
  finishReports(world);
}

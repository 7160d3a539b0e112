import { queueReasons } from "@counterfoil/core/resolution";
import type { QueueReason } from "../../lib/api-types.ts";
import { readOneOf, readText } from "../../lib/search-params.ts";

const tabs = ["pending", "resolved", "skipped", "no_inventory"] as const;

export interface ResolutionSearch {
  platform?: string;
  tab?: (typeof tabs)[number];
  /** The open entry. */
  entry?: string;
  q?: string;
  reason?: QueueReason;
  /** The linking rules instead of the queue. */
  view?: "rules";
  /** The historical run whose progress is shown. */
  job?: string;
}

export function resolutionSearch(search: Record<string, unknown>): ResolutionSearch {
  return {
    platform: readText(search["platform"]),
    tab: readOneOf(search["tab"], tabs),
    entry: readText(search["entry"]),
    q: readText(search["q"]),
    reason: readOneOf(search["reason"], queueReasons),
    view: readOneOf(search["view"], ["rules"] as const),
    job: readText(search["job"]),
  };
}

import { readOneOf, readText } from "../../lib/search-params.ts";

const tabs = ["pending", "resolved", "skipped", "no_inventory"] as const;

export interface ResolutionSearch {
  platform?: string;
  tab?: (typeof tabs)[number];
  /** The open entry. */
  entry?: string;
  q?: string;
  reason?: string;
  /** The historical run whose progress is shown. */
  job?: string;
}

export function resolutionSearch(search: Record<string, unknown>): ResolutionSearch {
  return {
    platform: readText(search["platform"]),
    tab: readOneOf(search["tab"], tabs),
    entry: readText(search["entry"]),
    q: readText(search["q"]),
    reason: readText(search["reason"]),
    job: readText(search["job"]),
  };
}

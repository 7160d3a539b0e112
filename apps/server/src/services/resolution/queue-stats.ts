import type { Verb } from "../context.ts";
import { unavailable } from "../service-error.ts";

export interface PlatformEntryStats {
  platform: string;
  pending: number;
  resolved: number;
  skipped: number;
  noInventory: number;
}

/** How many lines wait on each platform, and what became of the others. */
export function queueStats(_verb: Pick<Verb<void>, "ctx">): Promise<PlatformEntryStats[]> {
  return Promise.reject(unavailable("This is not available yet."));
}

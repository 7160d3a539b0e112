import type { TrackedJobName } from "../job-queue.ts";

const kinds: Readonly<Record<TrackedJobName, true>> = {
  "orders.dispatch-bulk": true,
  "resolution.process-historical": true,
};

/** Whether a row's kind is one that this version runs. */
export function isTrackedJob(kind: string): kind is TrackedJobName {
  return Object.hasOwn(kinds, kind);
}

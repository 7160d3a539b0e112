import type { ServerParts } from "../context.ts";
import { isTrackedJob } from "./tracked-job-kinds.ts";

const graceMs = 60_000;

/**
 * Hands over tracked jobs whose row was written by a process that died before it could enqueue them. The queue's key
 * makes a second handing-over harmless.
 */
export async function enqueueForgottenJobs(parts: ServerParts): Promise<void> {
  const before = new Date(parts.now().getTime() - graceMs);
  const rows = await parts.db.asSystem((tx) =>
    tx
      .selectFrom("jobs")
      .select(["workspace_id", "id", "kind"])
      .where("state", "=", "queued")
      .where("created_at", "<", before)
      .execute(),
  );
  for (const { workspace_id: workspaceId, id: jobId, kind } of rows) {
    if (isTrackedJob(kind)) await parts.jobs.enqueue(kind, { workspaceId, jobId }, { singletonKey: jobId });
  }
}

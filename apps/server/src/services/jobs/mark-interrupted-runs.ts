import type { ServerParts } from "../context.ts";

/**
 * Marks sync runs that a killed process left running as crashed, so that the next run may start. Only where this
 * process has the database to itself; elsewhere the sync tells a dead run by its missing heartbeat.
 */
export async function markInterruptedRuns(parts: Pick<ServerParts, "db" | "now">): Promise<void> {
  const finished_at = parts.now();
  const errors = JSON.stringify([
    { message: "The server stopped during this run. The next one goes on.", externalId: null },
  ]);
  await parts.db.asSystem((tx) =>
    tx.updateTable("sync_runs").set({ state: "crashed", finished_at, errors }).where("state", "=", "running").execute(),
  );
}

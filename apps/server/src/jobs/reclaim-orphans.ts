import type { PgBoss } from "pg-boss";

// Written out because the library waits for a missed heartbeat, which one lone process need not do.
const runAgain = `
  UPDATE pgboss.job AS orphan SET state = 'retry', heartbeat_on = NULL, start_after = now()
  WHERE state = 'active' AND NOT EXISTS (
    SELECT FROM pgboss.job AS waiting
    WHERE waiting.name = orphan.name AND waiting.state = 'retry'
      AND waiting.singleton_key IS NOT DISTINCT FROM orphan.singleton_key)`;
const dropDoubled = `UPDATE pgboss.job SET state = 'cancelled', completed_on = now() WHERE state = 'active'`;

/**
 * Makes the jobs that a killed process left behind run again at once. Only for the embedded database, which one process
 * has to itself: on a shared one another process may be at work on them, and missed heartbeats tell.
 */
export async function reclaimOrphans(boss: PgBoss): Promise<void> {
  await boss.getDb().executeSql(runAgain);
  await boss.getDb().executeSql(dropDoubled);
}

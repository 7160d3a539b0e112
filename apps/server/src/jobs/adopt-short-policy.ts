import type { PgBoss } from "pg-boss";

// Written out because the library changes no queue's policy. Finished jobs keep theirs: nothing asks for it.
const adoptQueues = `UPDATE pgboss.queue SET policy = 'short' WHERE policy = 'stately'`;
const adoptJobs = `
  UPDATE pgboss.job SET policy = 'short', group_id = singleton_key
  WHERE policy = 'stately' AND state IN ('created', 'retry', 'active')`;

/** Brings queues of an earlier version, and the jobs that wait in them, to the policy of this one. */
export async function adoptShortPolicy(boss: PgBoss): Promise<void> {
  await boss.getDb().executeSql(adoptQueues);
  await boss.getDb().executeSql(adoptJobs);
}

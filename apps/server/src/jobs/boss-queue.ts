import type { DatabaseConnection } from "@counterfoil/db";
import { type ConstructorOptions, PgBoss } from "pg-boss";
import type { Logger } from "pino";
import type { JobQueue } from "../services/job-queue.ts";
import { adoptShortPolicy } from "./adopt-short-policy.ts";
import type { AnyJobDefinition } from "./job-definition.ts";
import { pgliteBossDatabase } from "./pglite-boss-database.ts";

// A job whose process shows no sign of life for this long runs again elsewhere. The library's lowest value.
const heartbeatSeconds = 10;
const longestRunSeconds = 3600;

export interface BossQueueOptions {
  connection: DatabaseConnection;
  definitions: readonly AnyJobDefinition[];
  logger: Logger;
}

/** The job queue on the server's own database, and the library beneath it for the workers. */
export interface BossQueue extends JobQueue {
  boss: PgBoss;
}

/** Opens the queue: makes its schema on first use and one queue for each kind of job. */
export async function openBossQueue(options: BossQueueOptions): Promise<BossQueue> {
  const boss = new PgBoss({ ...connectionOptions(options.connection), ...timing });
  boss.on("error", (error) => options.logger.error({ err: error }, "job queue"));
  boss.on("warning", (warning) => options.logger.warn({ warning }, "job queue"));
  await boss.start();
  await adoptShortPolicy(boss);
  for (const { name, retries } of options.definitions) await makeQueue(boss, name, retries);
  return {
    boss,
    enqueue: async (name, payload, { singletonKey, delaySeconds } = {}) =>
      await boss.send(name, payload, {
        ...(singletonKey === undefined ? {} : oneOf(singletonKey)),
        ...(delaySeconds === undefined ? {} : { startAfter: delaySeconds }),
      }),
    enqueueAll: async (name, jobs) => {
      if (jobs.length === 0) return;
      await boss.insert(
        name,
        jobs.map(({ payload, singletonKey }) => ({ data: payload, ...oneOf(singletonKey) })),
      );
    },
  };
}

/**
 * For each key one job waits and one runs. Of the library's policies that say so, `stately` lets a waiting job of a busy key
 * hold up all that wait behind it, and keeps a list of busy keys that is a minute old: so the key is a group as well.
 */
export function oneOf(key: string): { singletonKey: string; group: { id: string } } {
  return { singletonKey: key, group: { id: key } };
}

const timing = {
  useListenNotify: true,
  superviseIntervalSeconds: 5,
  monitorIntervalSeconds: 5,
} satisfies ConstructorOptions;

function connectionOptions(connection: DatabaseConnection): ConstructorOptions {
  if (connection.kind === "postgres") return { connectionString: connection.url, max: 4 };
  return { db: pgliteBossDatabase(connection.pglite), backend: "pglite" };
}

async function makeQueue(boss: PgBoss, name: string, retries: number): Promise<void> {
  const options = {
    retryLimit: retries,
    retryDelay: 2,
    retryBackoff: true,
    retryDelayMax: 300,
    expireInSeconds: longestRunSeconds,
    heartbeatSeconds,
    deleteAfterSeconds: 24 * 3600,
    notify: true,
  };
  // `short`: for each key one job waits, so that a hint during a run leads to one more run, not ten.
  if ((await boss.getQueue(name)) === null) await boss.createQueue(name, { ...options, policy: "short" });
  else await boss.updateQueue(name, options);
}

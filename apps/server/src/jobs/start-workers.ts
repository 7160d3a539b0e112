import type { PgBoss } from "pg-boss";
import type { ServerParts } from "../services/context.ts";
import { oneOf } from "./boss-queue.ts";
import type { AnyJobDefinition } from "./job-definition.ts";

const tick = "schedules.tick";
// New jobs announce themselves; asking again is for jobs whose time comes by the clock, such as the next try.
const polling = { pollingIntervalSeconds: 1, notifyPollingIntervalSeconds: 2, batchSize: 1 } as const;
// A job's group is its key: see `oneOf`.
const oneOfEachKey = { groupConcurrency: 1 } as const;
const everyMinute = "* * * * *";

export interface Workers {
  /** Asks running jobs to stop, waits for them a while, and closes the queue. */
  stop(): Promise<void>;
}

/** Runs jobs in this process until stopped. */
export async function startWorkers(
  parts: ServerParts,
  boss: PgBoss,
  definitions: readonly AnyJobDefinition[],
): Promise<Workers> {
  const stopping = new AbortController();
  for (const definition of definitions) {
    const options = { localConcurrency: definition.concurrency, ...polling, ...oneOfEachKey };
    await boss.work(definition.name, options, async (jobs) => {
      for (const job of jobs) await runOne(parts, definition, { job, stopping: stopping.signal });
    });
  }
  await boss.schedule(tick, everyMinute, {}, oneOf(tick));
  return {
    stop: async () => {
      stopping.abort();
      await Promise.all(definitions.map(({ name }) => boss.offWork(name, { wait: true }).catch(() => {})));
    },
  };
}

async function runOne(
  parts: ServerParts,
  definition: AnyJobDefinition,
  { job, stopping }: { job: { id: string; data: unknown; signal: AbortSignal }; stopping: AbortSignal },
): Promise<void> {
  const { name } = definition;
  const logger = parts.logger.child({ job: name, queueId: job.id });
  const signal = AbortSignal.any([job.signal, stopping]);
  try {
    await definition.runUnchecked({ ...parts, logger }, { id: job.id, data: job.data, signal });
    // Cut short by the server's stop, it goes on when the server is back.
    stopping.throwIfAborted();
  } catch (error) {
    logger.warn({ err: error }, "a job failed; it is tried again while tries are left");
    throw error;
  }
}

import { type DatabaseHandle, findDueWebhooks } from "@counterfoil/db";
import type { Logger } from "pino";
import type { EventBus, WorkspaceEvent } from "../events/workspace-event.ts";
import type { JobQueue } from "../job-queue.ts";

const gatherMs = 500;

// Nothing that an address is told comes with these.
const silent: ReadonlySet<WorkspaceEvent["type"]> = new Set([
  ...(["webhooks-changed", "job-progress", "finance-changed", "api-keys-changed", "team-changed"] as const),
]);

/** A bus that also has events posted soon after they were written, and how to end that. */
export interface WakingBus {
  events: EventBus;
  stop(): void;
}

/**
 * Watches the bus for changes and has messages posted that they wrote. What is to be told is written down already by the
 * database; a wake that is lost only means that the minute's round posts it.
 */
export function wakeWebhooksOn(
  bus: EventBus,
  parts: { db: DatabaseHandle; jobs: JobQueue; now(): Date; logger: Logger },
): WakingBus {
  const waiting = new Map<string, NodeJS.Timeout>();
  const wake = async (workspaceId: string): Promise<void> => {
    const due = await parts.db.inWorkspace(workspaceId, (tx) => findDueWebhooks(tx, parts.now()));
    if (due.length > 0) await parts.jobs.enqueue("webhooks.deliver", { workspaceId }, { singletonKey: workspaceId });
  };
  const onTime = (workspaceId: string): void => {
    waiting.delete(workspaceId);
    wake(workspaceId).catch((error: unknown) => {
      parts.logger.debug({ err: error }, "events wait for the minute's round");
    });
  };
  const events: EventBus = {
    subscribe: (workspaceId, listener) => bus.subscribe(workspaceId, listener),
    publish: (workspaceId, event) => {
      bus.publish(workspaceId, event);
      if (silent.has(event.type) || waiting.has(workspaceId)) return;
      waiting.set(workspaceId, setTimeout(onTime, gatherMs, workspaceId).unref());
    },
  };
  const stop = () => {
    for (const timer of waiting.values()) clearTimeout(timer);
    waiting.clear();
  };
  return { events, stop };
}

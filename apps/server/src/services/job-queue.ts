/**
 * What each kind of background job carries. One line per job: the verb that enqueues it and the definition in `jobs/`
 * that runs it both read this map. Every payload names its workspace.
 */
export interface JobPayloads {
  /** Reads a connection's changed orders. `runId` is the run that the caller already opened; null opens one. */
  "orders.sync": { workspaceId: string; connectionId: string; runId: string | null };
  /** Reads a connection's open orders anew, one by one. */
  "order-status.sync": { workspaceId: string; connectionId: string; runId: string | null };
  /** Reads a connection's old orders, from the date that the run names. */
  "orders.backfill": { workspaceId: string; connectionId: string; runId: string | null };
  /** Makes a connection's test call. */
  "health.check": { workspaceId: string; connectionId: string; runId: string | null };
  /** Reads a connection's listings. */
  "listings.sync": { workspaceId: string; connectionId: string; runId: string | null };
  /** Reads what a connection's platform shows on the listings that units are tied to. */
  "stock.sync": { workspaceId: string; connectionId: string; runId: string | null };
  /** Finds the connections that have figures to send and starts their sending. */
  "stock.wake": { workspaceId: string };
  /** Sends the figures that wait to a connection's platform. */
  "stock.push": { workspaceId: string; connectionId: string };
  /** Reads figures back that were sent some minutes ago. */
  "stock.verify": { workspaceId: string; connectionId: string };
  /** Ties listings to units after listings or stock changed. */
  "listings.link": { workspaceId: string };
  /** Places listings in products and makes products anew: those that are due, or all after a mapping changed. */
  "products.map": { workspaceId: string; which: "due" | "all" };
  /** Links past orders again; `jobId` is the tracked job whose row shows progress and cancel. */
  "resolution.process-historical": { workspaceId: string; jobId: string };
  /** Lets a workspace's rules act on its open orders. */
  "rules.run": { workspaceId: string };
  /** Tells buyers of their parcels. */
  "notices.deliver": { workspaceId: string };
  /** Sends the orders of a batch. */
  "orders.dispatch-bulk": { workspaceId: string; jobId: string };
  /** Looks at the workspace's open lines again after stock, mappings or the policy changed. */
  "resolution.reevaluate": { workspaceId: string; everything: boolean };
  /** Reads what the catalogue does not know of the stock yet. */
  "catalogue.fill": { workspaceId: string; connectionId: string };
  /** Reads a bank's lines. */
  "bank.sync": { workspaceId: string; connectionId: string; runId: string | null };
  /** Looks whether a bank's consent was approved. */
  "bank.approval": { workspaceId: string; connectionId: string };
  /** Reads a platform's payouts and the movements of funds behind them. */
  "finances.sync": { workspaceId: string; connectionId: string; runId: string | null };
  /** Acts on a stored, verified webhook event. */
  "webhooks.handle": { workspaceId: string; eventId: string };
  /** Looks for what a seller should know. */
  "alerts.check": { workspaceId: string };
  /** Mails alerts. */
  "alerts.deliver": { workspaceId: string };
  /** Posts to addresses what happened. */
  "webhooks.deliver": { workspaceId: string };
  /** Once a minute, in one process: starts what is due and picks up what was left behind. */
  "schedules.tick": Record<string, never>;
}
export type JobName = keyof JobPayloads;

/** Jobs with a row in the `jobs` table, which shows their progress and takes a cancel. */
export type TrackedJobName = {
  [Name in JobName]: JobPayloads[Name] extends { jobId: string } ? Name : never;
}[JobName];

export interface EnqueueOptions {
  /** At most one waiting job per key: a second call while one waits is dropped. */
  singletonKey?: string;
  /** Not before this many seconds from now. */
  delaySeconds?: number;
}

/** Puts work into the background. Jobs survive the process: one whose process died runs again. */
export interface JobQueue {
  /** Answers the queue's id for the job, or null when `singletonKey` found one waiting already. */
  enqueue<Name extends JobName>(
    name: Name,
    payload: JobPayloads[Name],
    options?: EnqueueOptions,
  ): Promise<string | null>;
  /** Puts jobs of one kind into the background in this order, as `enqueue` would, and wakes the workers once. */
  enqueueAll<Name extends JobName>(name: Name, jobs: readonly KeyedJob<Name>[]): Promise<void>;
}

/** A job of which at most one waits. */
export interface KeyedJob<Name extends JobName> {
  payload: JobPayloads[Name];
  singletonKey: string;
}

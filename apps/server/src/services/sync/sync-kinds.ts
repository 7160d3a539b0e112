import type { Manifest } from "@counterfoil/connector-kit";
import type { SyncKind } from "@counterfoil/db";
import type { JobPayloads } from "../job-queue.ts";

type SyncPayload = JobPayloads["orders.sync"];
/** Jobs that take a connection and the run that was opened for it. */
type SyncJobName = {
  [Name in keyof JobPayloads]: SyncPayload extends JobPayloads[Name] ? Name : never;
}[keyof JobPayloads];

/** One kind of sync: what it is called, how often it runs where nobody chose, and the job that does it. */
export interface SyncKindDefinition {
  /** What is read, in the seller's words. */
  word: string;
  job: SyncJobName;
  /** Null: only when asked for. */
  everySeconds: number | null;
  canDo(capabilities: Manifest["capabilities"]): boolean;
}

const hour = 3600;

/** Every kind of sync. The order is the page's. */
export const syncKindDefinitions: Readonly<Record<SyncKind, SyncKindDefinition>> = {
  orders: { word: "orders", job: "orders.sync", everySeconds: hour, canDo: ({ orders }) => orders },
  order_status: {
    ...{ word: "open orders", job: "order-status.sync", everySeconds: hour / 2 },
    canDo: ({ orders }) => orders,
  },
  listings: { word: "listings", job: "listings.sync", everySeconds: 6 * hour, canDo: ({ listings }) => listings },
  stock: { word: "stock figures", job: "stock.sync", everySeconds: 2 * hour, canDo: ({ stockRead }) => stockRead },
  // Payouts come once a day.
  finances: {
    ...{ word: "payouts", job: "finances.sync", everySeconds: 6 * hour },
    canDo: ({ finances }) => finances === true,
  },
  bank: {
    ...{ word: "bank lines", job: "bank.sync", everySeconds: hour },
    canDo: ({ bankTransactions }) => bankTransactions === true,
  },
  health: { word: "health", job: "health.check", everySeconds: hour / 4, canDo: () => true },
  backfill: { word: "old orders", job: "orders.backfill", everySeconds: null, canDo: ({ orders }) => orders },
};

/** The kinds that run by the clock. */
export const scheduledKinds = ["orders", "order_status", "listings", "stock", "finances", "bank", "health"] as const;
export type ScheduledKind = (typeof scheduledKinds)[number];

/** How often a kind runs: as the seller chose, or as the program says. */
export function intervalOf(kind: ScheduledKind, chosen: number | null | undefined): number {
  return chosen ?? syncKindDefinitions[kind].everySeconds ?? hour;
}

/** What the page is told as it happens. Only a hint to re-read: it carries ids and counts, never data or secrets. */
export type WorkspaceEvent =
  | { type: "orders-changed"; orderIds?: readonly string[] }
  | { type: "resolution-changed"; platform?: string }
  | { type: "inventory-changed"; inventoryItemIds?: readonly string[] }
  | { type: "connections-changed"; platform?: string }
  | { type: "listings-changed" }
  | { type: "alerts-changed" }
  | { type: "webhooks-changed" }
  | { type: "finance-changed" }
  | { type: "api-keys-changed" }
  | { type: "team-changed" }
  | { type: "job-progress"; jobId: string; kind: string; state: string; progress: Readonly<Record<string, number>> }
  | {
      type: "sync-progress";
      runId: string;
      connectionId: string;
      state: string;
      counts: Readonly<Record<string, number>>;
    };

/** Delivers events to everyone who watches a workspace, in this process and, on PostgreSQL, in the others. */
export interface EventBus {
  /** Publish after the transaction has committed: watchers re-read at once. Never throws. */
  publish(workspaceId: string, event: WorkspaceEvent): void;
  /** Answers a function that ends the subscription. */
  subscribe(workspaceId: string, listener: (event: WorkspaceEvent) => void): () => void;
}

/** What to say in place of events that were left out: a watcher that hears these re-reads everything. */
export const everythingChanged: readonly WorkspaceEvent[] = [
  { type: "orders-changed" },
  { type: "resolution-changed" },
  { type: "inventory-changed" },
  { type: "connections-changed" },
  { type: "listings-changed" },
  { type: "alerts-changed" },
  { type: "webhooks-changed" },
  { type: "finance-changed" },
  { type: "api-keys-changed" },
  { type: "team-changed" },
];

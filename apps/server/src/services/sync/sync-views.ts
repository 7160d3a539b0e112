import type { SyncKind, SyncRunTable } from "@counterfoil/db";

/** One run as the page shows it. */
export interface SyncRunView {
  id: string;
  connectionId: string;
  platform: string;
  kind: SyncKind;
  state: SyncRunTable["state"];
  startedAt: string;
  finishedAt: string | null;
  seen: number;
  created: number;
  updated: number;
  unchanged: number;
  failed: number;
  linked: number;
  queued: number;
  /** The first things that went wrong, with the connectors' code where a platform's failure is behind them. */
  errors: { message: string; externalId: string | null; code?: string }[];
  /** Calls to the platform. */
  calls: number;
  cancelling: boolean;
  startedBy: string | null;
  /** The first day of a backfill. */
  from: string | null;
}

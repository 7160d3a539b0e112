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
  errors: { message: string; externalId: string | null }[];
}

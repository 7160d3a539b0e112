import type { Tone } from "../../components/state-dot.tsx";
import type { SyncRun, SyncStatus } from "../../lib/api-types.ts";
import { statesBy, wordsBy } from "../../lib/language/words-by.ts";
import { t } from "./texts.ts";

/** What is read, as headings and buttons name it. */
export const kindWords: Readonly<Record<string, string>> = wordsBy(t, {
  orders: "place.orders",
  order_status: "kind.orderStatus",
  listings: "place.listings",
  stock: "kind.stock",
  health: "kind.health",
  backfill: "kind.backfill",
  bank: "kind.bank",
  finances: "place.payouts",
});

const states: Readonly<Record<SyncRun["state"], { word: string; tone: Tone }>> = statesBy(t, {
  running: { word: "sync.running", tone: "progress" },
  done: { word: "sale.done", tone: "done" },
  failed: { word: "status.failed", tone: "failed" },
  crashed: { word: "sync.brokenOff", tone: "failed" },
  cancelled: { word: "status.cancelled", tone: "off" },
});

/** The run's state as a dot and a word. A run that read something it could not use wants a look. */
export function stateOf(run: SyncRun): { word: string; tone: Tone } {
  if (run.cancelling) return { word: t("sync.stopping"), tone: "progress" };
  if (run.state === "failed" && run.seen > 0 && run.failed === run.seen)
    return { word: t("sync.allFailed"), tone: "failed" };
  if (run.state === "done" && run.failed > 0) return { word: t("sync.doneInPart"), tone: "wants" };
  return states[run.state];
}

/** How long a run took, in milliseconds; null while it runs. */
export function durationOf(run: SyncRun): number | null {
  return run.finishedAt === null ? null : Date.parse(run.finishedAt) - Date.parse(run.startedAt);
}

export type Remedy = "reconnect" | "retry" | "wait" | "none";

const reconnects = new Set(["auth_expired", "auth_revoked", "permission_denied", "approval_pending"]);
const waits = new Set(["rate_limited", "quota_exhausted"]);

/** What mends the first trouble of a run. */
export function remedyOf(run: SyncRun): Remedy {
  const [first] = run.errors;
  if (first === undefined || run.state === "running") return "none";
  if (first.code !== undefined && reconnects.has(first.code)) return "reconnect";
  if (first.code !== undefined && waits.has(first.code)) return "wait";
  return run.kind === "backfill" ? "none" : "retry";
}

/** Intervals that are offered, in minutes. */
export const intervals = [5, 15, 30, 60, 120, 360, 720, 1440] as const;

/** `Every 15 minutes`, `Every 2 hours`, `Every day`. */
export function showInterval(minutes: number): string {
  if (minutes % 1440 === 0) return t("interval.days", { count: minutes / 1440 });
  if (minutes % 60 === 0) return t("interval.hours", { count: minutes / 60 });
  return t("interval.minutes", { count: minutes });
}

/** One connection with its kinds, in the order of the page. */
export interface ConnectionSchedules {
  connectionId: string;
  platform: string;
  account: string | null;
  kinds: SyncStatus[];
}

/** Groups the status by connection. */
export function byConnection(status: readonly SyncStatus[]): ConnectionSchedules[] {
  const found = new Map<string, ConnectionSchedules>();
  for (const row of status) {
    const { connectionId, platform, account } = row;
    const known = found.get(connectionId) ?? { connectionId, platform, account, kinds: [] };
    known.kinds.push(row);
    found.set(connectionId, known);
  }
  // What sells comes first; helpers that are only asked now and then come after it.
  const sells = ({ kinds }: ConnectionSchedules) => kinds.some(({ kind }) => kind === "orders");
  const all = [...found.values()];
  return [...all.filter(sells), ...all.filter((connection) => !sells(connection))];
}

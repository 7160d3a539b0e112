import { allCalls, nextMidnight } from "@counterfoil/connector-kit";
import { readBudgets } from "@counterfoil/db";
import { listConnectionRows } from "../connections/connection-rows.ts";
import type { Verb } from "../context.ts";
import { callsToday, expectedCalls, type HourCounts } from "./call-counts.ts";
import { countKey } from "./lease-calls.ts";
import { usedOf, type WindowState, windowName } from "./window-state.ts";

/** How much of one limit is used. */
export interface LimitView {
  operation: string;
  used: number;
  limit: number;
  /** `day`: the count starts anew at `resetsAt`; otherwise calls come back as time goes by. */
  window: "day" | "sliding" | "bucket";
  windowSeconds: number;
  resetsAt: string | null;
  /** What the day's count will be at this pace; null where no day is counted. */
  forecast: number | null;
}

/** A connection's calls today, and what its platform allows. */
export interface BudgetView {
  connectionId: string;
  platform: string;
  account: string | null;
  /** Calls since midnight UTC, by all processes. */
  today: number;
  /** What they will be by midnight, at the pace of the last hours. */
  forecast: number;
  /** End of a pause that the platform asked for. */
  pausedUntil: string | null;
  limits: LimitView[];
}

/** What is used of every platform's limits. */
export async function listBudgets({ ctx }: Pick<Verb<void>, "ctx">): Promise<BudgetView[]> {
  const { connections, rows } = await ctx.db.inWorkspace(ctx.workspaceId, async (tx) => ({
    connections: (await listConnectionRows(tx)).filter((row) => row.disconnected_at === null),
    rows: await readBudgets(tx),
  }));
  const now = ctx.now().getTime();
  return connections.map((connection) => {
    const own = rows.filter((row) => row.connection_id === connection.id);
    const find = (operation: string, name: string) =>
      own.find((row) => row.operation === operation && row.window_name === name)?.state ?? {};
    const hours = (find(countKey.operation, countKey.windowName) as { hours?: HourCounts }).hours ?? {};
    const today = callsToday(hours, now);
    const pausedUntil = Math.max(0, ...own.map((row) => row.paused_until?.getTime() ?? 0));
    const limits = ctx.connectors.get(connection.platform).manifest.limits.map((limit): LimitView => {
      const used = usedOf(limit, find(limit.operation, windowName(limit)) as WindowState, now);
      const { operation, requests, windowSeconds } = limit;
      const shown = { operation, used, limit: requests, windowSeconds };
      if (limit.window === "sliding" || limit.window === "bucket")
        return { ...shown, window: limit.window, resetsAt: null, forecast: null };
      const until = nextMidnight(now, limit.window);
      const more = operation === allCalls ? expectedCalls(hours, { now, until }) : 0;
      return { ...shown, window: "day", resetsAt: new Date(until).toISOString(), forecast: used + more };
    });
    return {
      ...{ connectionId: connection.id, platform: connection.platform, account: connection.account, today },
      forecast: today + expectedCalls(hours, { now, until: nextMidnight(now, "day-utc") }),
      pausedUntil: pausedUntil > now ? new Date(pausedUntil).toISOString() : null,
      limits: limits.filter((limit) => isTold(limit)),
    };
  });
}

/** Limits that nobody has come near say nothing; those of a day and of all calls always do. */
function isTold(limit: LimitView): boolean {
  return limit.used > 0 || limit.operation === allCalls;
}

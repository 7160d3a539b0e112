import { allCalls, type ManifestLimit, type RateLane } from "@counterfoil/connector-kit";
import { type BudgetKey, type DatabaseHandle, lockBudgets, saveBudgets } from "@counterfoil/db";
import { countCalls, type HourCounts } from "./call-counts.ts";
import { isDay, type Room, roomIn, take, type WindowState, windowName } from "./window-state.ts";

/** Whose limits are shared. */
export interface BudgetOwner {
  workspaceId: string;
  connectionId: string;
  limits: readonly ManifestLimit[];
}

/** Asks for some calls of one operation. */
export interface LeaseRequest {
  operation: string;
  lane: RateLane;
  /** As many as are wanted; fewer may be given. */
  calls: number;
  /** Calls of an earlier lease that were not made: a day's count takes them back. */
  unused: number;
}

/** Calls that this process may make, or what stands against it. */
export type LeaseAnswer =
  | { kind: "granted"; calls: number /** From the moment of asking. */; validForMs: number; used: LimitUse[] }
  | { kind: "paused"; waitMs: number; until: number }
  | { kind: "full"; waitMs: number; freeAt: number; limit: ManifestLimit; used: number };

/** How much of a limit is used, for the log. */
export interface LimitUse {
  operation: string;
  used: number;
  limit: number;
}

/** The row that counts every call of a connection by the hour. */
export const countKey: BudgetKey = { operation: allCalls, windowName: "count" };
const uncountedMs = 60_000;

/** The limits that an operation's calls count for. */
export function limitsOf({ limits }: BudgetOwner, operation: string): ManifestLimit[] {
  return limits.filter((limit) => limit.operation === operation || limit.operation === allCalls);
}

/** Takes calls out of every limit that concerns an operation, in one short transaction, or none out of any. */
export async function leaseCalls(db: DatabaseHandle, owner: BudgetOwner, request: LeaseRequest): Promise<LeaseAnswer> {
  const { workspaceId, connectionId } = owner;
  const limits = limitsOf(owner, request.operation);
  const pauseKey = { operation: request.operation, windowName: "pause" };
  const keys = [
    countKey,
    pauseKey,
    ...limits.map((limit) => ({ operation: limit.operation, windowName: windowName(limit) })),
  ];
  return await db.inWorkspace(workspaceId, async (tx) => {
    const rows = await lockBudgets(tx, { workspaceId, connectionId, keys });
    const now = rows[0]?.now ?? Date.now();
    const pausedUntil = Math.max(0, ...rows.map((row) => row.paused_until?.getTime() ?? 0));
    if (pausedUntil > now) return { kind: "paused", waitMs: pausedUntil - now, until: pausedUntil };
    const find = (key: BudgetKey) =>
      rows.find((row) => row.operation === key.operation && row.window_name === key.windowName)?.state ?? {};
    const windows = limits.map((limit) => {
      const state = find({ operation: limit.operation, windowName: windowName(limit) }) as WindowState;
      const refunded = isDay(limit) && request.unused > 0 ? take(limit, state, { now, calls: -request.unused }) : state;
      return { limit, state: refunded, room: roomIn(limit, refunded, { now, lane: request.lane }) };
    });
    const full = fullest(windows);
    const granted = full === null ? Math.min(request.calls, ...windows.map(({ room }) => room.calls)) : 0;
    const hours = (find(countKey) as { hours?: HourCounts }).hours ?? {};
    await saveBudgets(tx, connectionId, [
      {
        operation: countKey.operation,
        window_name: countKey.windowName,
        state: { hours: countCalls(hours, { now, calls: granted - request.unused }) },
      },
      ...windows.map(({ limit, state }) => ({
        ...{ operation: limit.operation, window_name: windowName(limit) },
        state: granted > 0 ? take(limit, state, { now, calls: granted }) : state,
      })),
    ]);
    if (full !== null) {
      const used = usedIn(full);
      return { kind: "full", waitMs: full.room.freeAt - now, freeAt: full.room.freeAt, limit: full.limit, used };
    }
    const validUntil = Math.min(now + uncountedMs, ...windows.map(({ room }) => room.validUntil));
    const used = windows.map((window) => ({
      ...{ operation: window.limit.operation, limit: window.limit.requests, used: usedIn(window) + granted },
    }));
    return { kind: "granted", calls: granted, validForMs: validUntil - now, used };
  });

  function usedIn({ limit, state, room }: Window): number {
    return state.used ?? Math.max(0, limit.requests - room.calls);
  }
}

interface Window {
  limit: ManifestLimit;
  state: WindowState;
  room: Room;
}

/** The window that has no room for the longest time; null when all have some. */
function fullest(windows: readonly Window[]): Window | null {
  const full = windows.filter(({ room }) => room.calls < 1);
  return full.toSorted((a, b) => b.room.freeAt - a.room.freeAt)[0] ?? null;
}

import type { RateObservation } from "@counterfoil/connector-kit";
import { type DatabaseHandle, lockBudgets, saveBudgets } from "@counterfoil/db";
import { type BudgetOwner, type LimitUse, limitsOf } from "./lease-calls.ts";
import { raiseTo, type WindowState, windowName } from "./window-state.ts";

/**
 * Takes over what the platform says of an operation's limits: a higher count than ours, another rate of refilling. The
 * database is asked only where that differs from what this process knew.
 */
export async function observeLimits(
  { db, ...owner }: BudgetOwner & { db: DatabaseHandle },
  told: { operation: string; observation: RateObservation; known: readonly LimitUse[] },
): Promise<void> {
  const { remaining, limit: toldLimit, ratePerSecond } = told.observation;
  const own = limitsOf(owner, told.operation).filter(({ operation }) => operation === told.operation);
  const changed = own.filter((limit) => {
    const ours = told.known.find((use) => use.operation === limit.operation)?.used ?? 0;
    const more = remaining !== undefined && (toldLimit ?? limit.requests) - remaining > ours;
    return more || (limit.window === "bucket" && isOther(ratePerSecond, limit.requests / limit.windowSeconds));
  });
  if (changed.length === 0) return;
  const { workspaceId, connectionId } = owner;
  const keys = changed.map((limit) => ({ operation: limit.operation, windowName: windowName(limit) }));
  await db.inWorkspace(workspaceId, async (tx) => {
    const rows = await lockBudgets(tx, { workspaceId, connectionId, keys });
    const saved = changed.flatMap((limit) => {
      const row = rows.find((one) => one.operation === limit.operation && one.window_name === windowName(limit));
      if (!row) return [];
      const state = row.state as WindowState;
      const rated = ratePerSecond !== undefined && ratePerSecond > 0 ? { ...state, perSecond: ratePerSecond } : state;
      const used = (toldLimit ?? limit.requests) - (remaining ?? toldLimit ?? limit.requests);
      return [{ ...key(limit), state: raiseTo(limit, rated, { now: row.now, used }) }];
    });
    await saveBudgets(tx, connectionId, saved);
  });
}

function key(limit: BudgetOwner["limits"][number]) {
  return { operation: limit.operation, window_name: windowName(limit) };
}

function isOther(told: number | undefined, published: number): boolean {
  return told !== undefined && Math.abs(told - published) > published * 0.01;
}

import {
  type DispatchRow,
  readLateRisk,
  readDispatchSteps as readSteps,
  readDispatch as readTotals,
} from "@counterfoil/db";
import type { Verb } from "../context.ts";
import { type ReportInput, reportPeriod, stepFor } from "./report-period.ts";

const soonMs = 24 * 3_600_000;

/** How a platform's sales left the house. */
export interface PlatformDispatch {
  platform: string;
  orders: number;
  sent: number;
  medianHours: number | null;
  onTime: number;
  late: number;
  /** Share of on-time among orders of which it is known, from 0 to 1; null where it is known of none. */
  onTimeRate: number | null;
  shipByUnknown: number;
  sentBy: { rule: number; hand: number; system: number; elsewhere: number };
}

/** Time to dispatch, punctuality and senders of the sales placed in the period, by platform. */
export async function dispatchReport({ ctx, input }: Verb<ReportInput>) {
  const period = await reportPeriod(ctx, input);
  const now = ctx.now();
  const rows = await ctx.db.inWorkspace(ctx.workspaceId, (tx) => readTotals(tx, { period, now }));
  return { period, dispatch: rows.map(platformDispatch) };
}

function platformDispatch(row: DispatchRow): PlatformDispatch {
  const judged = row.on_time + row.late;
  return {
    ...{ platform: row.platform, orders: row.orders, sent: row.sent, medianHours: row.median_hours },
    ...{ onTime: row.on_time, late: row.late, onTimeRate: judged === 0 ? null : row.on_time / judged },
    shipByUnknown: row.ship_by_unknown,
    sentBy: {
      ...{ rule: row.sent_by_rule, hand: row.sent_by_hand },
      ...{ system: row.sent_by_system, elsewhere: row.sent_elsewhere },
    },
  };
}

/** Median hours to dispatch, step by step. */
export async function dispatchSteps({ ctx, input }: Verb<ReportInput>) {
  const period = await reportPeriod(ctx, input);
  const step = stepFor(period);
  const rows = await ctx.db.inWorkspace(ctx.workspaceId, (tx) => readSteps(tx, { period, step }));
  const steps = rows.map((row) => ({ step: row.step, sent: row.sent, medianHours: row.median_hours }));
  return { period, step, steps };
}

/** Orders that wait to be sent now: overdue, due within a day, and without a ship-by time. */
export async function lateRisk({ ctx, input }: Verb<ReportInput>) {
  const now = ctx.now();
  const soon = new Date(now.getTime() + soonMs);
  const platform = input.platform ?? null;
  const rows = await ctx.db.inWorkspace(ctx.workspaceId, (tx) => readLateRisk(tx, { platform, now, soon }));
  return rows.map(({ due_soon: dueSoon, ship_by_unknown: shipByUnknown, ...row }) => ({
    ...row,
    dueSoon,
    shipByUnknown,
  }));
}

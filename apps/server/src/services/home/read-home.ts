import type { Money } from "@counterfoil/core/model";
import { countSentOn, countWaiting, type DaySalesRow, readDaySales, readRunningLow } from "@counterfoil/db";
import { readAlertSettings } from "../alerts/alert-settings.ts";
import { dayIn, shiftDay } from "../analytics/report-period.ts";
import type { Role, Verb } from "../context.ts";
import { moneyView } from "../money-view.ts";
import { maySee } from "../role-of-procedure.ts";

/** Sales of one day. Amounts stay in their own currencies. */
export interface DayView {
  orders: number;
  units: number;
  revenue: Money[];
}

/** What needs somebody now, and how the day goes. */
export interface HomeView {
  waiting: {
    unlinked: number;
    oversold: number;
    late: number;
    dueToday: number;
    toSend: number;
    brokenConnections: number;
    lowStock: number;
  };
  /** Amounts are left out for those who do not see what money came in. */
  today: DayView & { sent: number };
  yesterday: DayView;
  checkedAt: string;
}

const soldLatelyMs = 7 * 86_400_000;

/** The figures of the first page, in one answer. */
export async function readHome({ ctx }: Pick<Verb<void>, "ctx">): Promise<HomeView> {
  const now = ctx.now();
  return await ctx.db.inWorkspace(ctx.workspaceId, async (tx) => {
    const { time_zone: timeZone } = await tx.selectFrom("workspaces").select("time_zone").executeTakeFirstOrThrow();
    const day = dayIn(timeZone, now);
    const waiting = await countWaiting(tx, { now, day, timeZone });
    const { low_stock: few } = await readAlertSettings(tx);
    const low = await readRunningLow(tx, { since: new Date(now.getTime() - soldLatelyMs), few });
    return {
      waiting: {
        ...{ unlinked: waiting.unlinked, oversold: waiting.oversold, late: waiting.late },
        ...{ dueToday: waiting.due_today, toSend: waiting.to_send, brokenConnections: waiting.broken },
        lowStock: low.length,
      },
      today: {
        ...dayView(await readDaySales(tx, { day, timeZone }), ctx.role),
        sent: await countSentOn(tx, { day, timeZone }),
      },
      yesterday: dayView(await readDaySales(tx, { day: shiftDay(day, -1), timeZone }), ctx.role),
      checkedAt: now.toISOString(),
    };
  });
}

function dayView(rows: readonly DaySalesRow[], role: Role): DayView {
  return {
    orders: rows.reduce((sum, { orders }) => sum + orders, 0),
    units: rows.reduce((sum, { units }) => sum + units, 0),
    revenue: maySee(role, "analytics")
      ? rows.flatMap(({ revenue, currency }) => moneyView(revenue, currency) ?? [])
      : [],
  };
}

import { platformSchema } from "@counterfoil/core/model";
import type { Period } from "@counterfoil/db";
import { z } from "zod";
import type { ServiceContext } from "../context.ts";
import { invalid } from "../service-error.ts";

const longestDays = 1_100;
const dayMs = 86_400_000;

export const reportInput = z
  .object({
    /** First and last day, both included, in the workspace's time zone; left out, the last thirty days. */
    from: z.iso.date("Write the day as YYYY-MM-DD.").optional(),
    to: z.iso.date("Write the day as YYYY-MM-DD.").optional(),
    platform: platformSchema.optional(),
  })
  .prefault({});
export type ReportInput = z.infer<typeof reportInput>;

/** The days that a report was asked for, in the seller's time zone. Throws `invalid` for days the wrong way round. */
export async function reportPeriod(ctx: ServiceContext, input: ReportInput): Promise<Period> {
  const { time_zone: timeZone } = await ctx.db.inWorkspace(ctx.workspaceId, (tx) =>
    tx.selectFrom("workspaces").select("time_zone").executeTakeFirstOrThrow(),
  );
  const to = input.to ?? dayIn(timeZone, ctx.now());
  const from = input.from ?? shiftDay(to, -29);
  const days = (Date.parse(to) - Date.parse(from)) / dayMs + 1;
  if (days < 1)
    throw invalid("The first day is after the last.", [{ path: "from", message: `Choose ${to} or earlier.` }]);
  if (days > longestDays)
    throw invalid("The period is too long.", [{ path: "from", message: "Ask for at most three years at a time." }]);
  return { from, to, timeZone, platform: input.platform ?? null };
}

/** The calendar day of a moment in a time zone, `YYYY-MM-DD`. */
export function dayIn(timeZone: string, at: Date): string {
  const format = new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" });
  return format.format(at);
}

/** The day so many days later; calendar days, whatever the clocks do. */
export function shiftDay(day: string, days: number): string {
  return new Date(Date.parse(day) + days * dayMs).toISOString().slice(0, 10);
}

/** Days up to a quarter, weeks up to a year and a bit, months beyond: what a chart can show. */
export function stepFor({ from, to }: Pick<Period, "from" | "to">): "day" | "week" | "month" {
  const days = (Date.parse(to) - Date.parse(from)) / dayMs + 1;
  if (days <= 92) return "day";
  return days <= 400 ? "week" : "month";
}

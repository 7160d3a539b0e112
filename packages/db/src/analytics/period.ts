import { type RawBuilder, sql } from "kysely";

/** Whole days of a time zone, both included. Days are `YYYY-MM-DD`. */
export interface Period {
  from: string;
  to: string;
  /** IANA name. */
  timeZone: string;
  /** Null asks for every platform. */
  platform: string | null;
}

/** The first moment of a day in the zone: 23 and 25 hour days come out right. */
function startOfDay(day: RawBuilder<unknown>, timeZone: string): RawBuilder<Date> {
  return sql<Date>`(${day})::timestamp at time zone ${timeZone}`;
}

/** The condition that a moment lies within the period. */
export function within(moment: string, { from, to, timeZone }: Period): RawBuilder<boolean> {
  const column = sql.ref(moment);
  return sql<boolean>`${column} >= ${startOfDay(sql`${from}::date`, timeZone)}
    and ${column} < ${startOfDay(sql`${to}::date + 1`, timeZone)}`;
}

/** The condition that a row is of the period's platform. */
export function onPlatform(column: string, { platform }: Period): RawBuilder<boolean> {
  return platform === null ? sql<boolean>`true` : sql<boolean>`${sql.ref(column)} = ${platform}`;
}

export const steps = ["day", "week", "month"] as const;
export type Step = (typeof steps)[number];

/** The first day of the step in which a moment lies; weeks begin on Monday. */
export function stepOf(moment: string, { period, step }: { period: Period; step: Step }): RawBuilder<Date> {
  const local = sql`${sql.ref(moment)} at time zone ${period.timeZone}`;
  // A cast is twice as quick as truncating, and most charts are by day.
  return step === "day" ? sql<Date>`(${local})::date` : sql<Date>`date_trunc(${step}, ${local})`;
}

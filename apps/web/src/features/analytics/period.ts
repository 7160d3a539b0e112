import { showDate, showDay } from "../../lib/format.ts";
import type { AnalyticsFilters, Span } from "./spans.ts";
import { t } from "./texts.ts";

/** A stretch of whole days, both included, as `YYYY-MM-DD`. */
export interface Days {
  from: string;
  to: string;
}

/** What a stretch is called. */
export function spanName(span: Span): string {
  return span === "12m" ? t("span.months", { count: 12 }) : t("span.days", { count: daysOfSpan[span] });
}

const daysOfSpan: Readonly<Record<Span, number>> = { "7d": 7, "30d": 30, "90d": 90, "12m": 365 };
const dayMs = 86_400_000;

/** Today in the seller's time zone. */
export function todayIn(timeZone: string, now = Date.now()): string {
  return new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" }).format(now);
}

/** The days that the filters mean; today is the last one of a stretch by name. */
export function daysOf(filters: AnalyticsFilters, today: string): Days {
  if (filters.from && filters.to) return { from: filters.from, to: filters.to };
  const days = daysOfSpan[filters.span ?? "30d"];
  return { from: new Date(Date.parse(today) - (days - 1) * dayMs).toISOString().slice(0, 10), to: today };
}

export type Step = "day" | "week" | "month";

/** Every step that begins within the days, so that a chart shows the empty ones too. */
export function stepsOf({ from, to }: Days, step: Step): string[] {
  const result: string[] = [];
  for (let at = startOf(from, step); at <= to; at = nextOf(at, step)) result.push(at);
  return result;
}

function startOf(day: string, step: Step): string {
  if (step === "day") return day;
  if (step === "month") return `${day.slice(0, 7)}-01`;
  const date = new Date(day);
  return shift(day, -((date.getUTCDay() + 6) % 7));
}

function nextOf(day: string, step: Step): string {
  if (step !== "month") return shift(day, step === "day" ? 1 : 7);
  const date = new Date(day);
  return new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1)).toISOString().slice(0, 10);
}

function shift(day: string, days: number): string {
  return new Date(Date.parse(day) + days * dayMs).toISOString().slice(0, 10);
}

const shortDay = { day: "numeric", month: "short", timeZone: "UTC" } as const;
const monthOnly = { month: "short", year: "2-digit", timeZone: "UTC" } as const;

/** A step's name on an axis. */
export function stepName(day: string, step: Step): string {
  return showDate(day, step === "month" ? monthOnly : shortDay);
}

/** A calendar day for people. */
export function dayName(day: string): string {
  return showDay(day, "UTC");
}

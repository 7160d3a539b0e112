import { formatMoney, type Money } from "@counterfoil/core/money";
import { currentLocale, t } from "./language/language.ts";

// Making one takes far longer than using it, and a table uses hundreds.
const numberFormats = new Map<string, Intl.NumberFormat>();
const dateFormats = new Map<string, Intl.DateTimeFormat>();
const listFormats = new Map<string, Intl.ListFormat>();
const relativeFormats = new Map<string, Intl.RelativeTimeFormat>();

function kept<Format>(formats: Map<string, Format>, key: string, make: () => Format): Format {
  const known = formats.get(key);
  if (known) return known;
  const made = make();
  formats.set(key, made);
  return made;
}

function numberFormat(options: Intl.NumberFormatOptions = {}): Intl.NumberFormat {
  const locale = currentLocale();
  return kept(numberFormats, locale + JSON.stringify(options), () => new Intl.NumberFormat(locale, options));
}

function moneyFormat(currency: string, decimals: number): Intl.NumberFormat {
  return numberFormat({
    style: "currency",
    currency,
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
}

/** An amount in its own currency, in the reader's notation, such as `£12.34`. */
export function showMoney(money: Money): string {
  const decimal = formatMoney(money);
  const decimals = decimal.split(".")[1]?.length ?? 0;
  return moneyFormat(money.currency, decimals).format(Number(decimal));
}

/** An amount in few characters, such as `£1.5K`, for the axis of a chart. */
export function showAbout(money: Money): string {
  const compact = { style: "currency", currency: money.currency, notation: "compact" } as const;
  return numberFormat(compact).format(Number(formatMoney(money)));
}

/** A share of one, such as `12.5%`. */
export function showPercent(rate: number): string {
  return numberFormat({ style: "percent", maximumFractionDigits: 1 }).format(rate);
}

/** A number with one digit after the point at most. */
export function showOneDecimal(value: number): string {
  return numberFormat({ maximumFractionDigits: 1 }).format(value);
}

/** Words one after the other, such as `a, b and c`. */
export function showList(words: readonly string[], type: "conjunction" | "disjunction" = "conjunction"): string {
  const locale = currentLocale();
  return kept(listFormats, locale + type, () => new Intl.ListFormat(locale, { type })).format(words);
}

/** A count with the reader's digit grouping. */
export function showNumber(value: number): string {
  return numberFormat().format(value);
}

function relativeFormat(): Intl.RelativeTimeFormat {
  const locale = currentLocale();
  return kept(relativeFormats, locale, () => new Intl.RelativeTimeFormat(locale, { numeric: "auto", style: "short" }));
}

const steps: readonly [limit: number, divisor: number, unit: Intl.RelativeTimeFormatUnit][] = [
  [3_600, 60, "minute"],
  [86_400, 3_600, "hour"],
  [2_592_000, 86_400, "day"],
  [31_536_000, 2_592_000, "month"],
  [Number.POSITIVE_INFINITY, 31_536_000, "year"],
];

/** How far a moment lies from now, such as `3 min. ago` or `in 2 days`. */
export function showRelative(iso: string, now: number): string {
  const seconds = (Date.parse(iso) - now) / 1000;
  if (Number.isNaN(seconds)) return iso;
  // The clock that is passed in may be some seconds behind: what just happened is never in the future.
  if (Math.abs(seconds) < 45) return t(seconds > 25 ? "time.soon" : "time.now");
  const step = steps.find(([limit]) => Math.abs(seconds) < limit);
  if (!step) return iso;
  return relativeFormat().format(Math.round(seconds / step[1]), step[2]);
}

/** A span of time in its largest whole unit, such as `48 min` or `2 days`. */
export function showSpan(milliseconds: number): string {
  const minutes = Math.max(1, Math.floor(milliseconds / 60_000));
  const [value, unit] =
    minutes < 60 ? [minutes, "minute"] : minutes < 1440 ? [minutes / 60, "hour"] : [minutes / 1440, "day"];
  return numberFormat({
    style: "unit",
    unit,
    unitDisplay: "short",
    maximumFractionDigits: 0,
  }).format(Math.floor(value));
}

/** The exact moment in the seller's time zone. */
export function showExact(iso: string, timeZone: string): string {
  return showDate(iso, { dateStyle: "medium", timeStyle: "short", timeZone });
}

/** The day in the seller's time zone. */
export function showDay(iso: string, timeZone: string): string {
  return showDate(iso, { dateStyle: "medium", timeZone });
}

/** A moment in the notation that is asked for. */
export function showDate(iso: string, options: Intl.DateTimeFormatOptions): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return iso;
  const locale = currentLocale();
  const key = locale + JSON.stringify(options);
  return kept(dateFormats, key, () => new Intl.DateTimeFormat(locale, options)).format(date);
}

/** A duration for people: `84 ms`, `1.4 s`. */
export function showDuration(milliseconds: number): string {
  const seconds = numberFormat({ minimumFractionDigits: 1, maximumFractionDigits: 1 });
  return milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${seconds.format(milliseconds / 1000)} s`;
}

const OFFSET_MS = 5.5 * 3600 * 1000;
const DAY_MS = 24 * 3600 * 1000;

/** An instant as Flipkart writes it: `2023-06-07T06:06:24.000+05:30`. */
export function indiaTime(at: number): string {
  return new Date(at + OFFSET_MS).toISOString().replace("Z", "+05:30");
}

/** The same without milliseconds, as in notifications. */
export function indiaSeconds(at: number): string {
  return indiaTime(at).replace(/\.\d{3}/, "");
}

/** The calendar day in India: `2023-06-07`. */
export function indiaDay(at: number): string {
  return indiaTime(at).slice(0, 10);
}

/** The first and the last millisecond of the day in India. */
export function indiaDayBounds(at: number): { start: number; end: number } {
  const start = Math.floor((at + OFFSET_MS) / DAY_MS) * DAY_MS - OFFSET_MS;
  return { start, end: start + DAY_MS - 1 };
}

/**
 * Reads `Retry-After` (seconds or an HTTP date) as epoch milliseconds; null when absent or unreadable.
 * A date in the past gives `now`.
 */
export function retryAfter(headers: Headers, now: number): number | null {
  const value = headers.get("retry-after")?.trim();
  if (!value) return null;
  if (/^\d+(\.\d+)?$/.test(value)) return now + Math.ceil(Number(value) * 1000);
  const date = Date.parse(value);
  return Number.isNaN(date) ? null : Math.max(now, date);
}

/** Full jitter: uniform between 0 and `base * 2^(attempt - 1)`, capped. Milliseconds. */
export function backoff(attempt: number, random: () => number): number {
  const base = 500;
  const cap = 20_000;
  return Math.round(random() * Math.min(cap, base * 2 ** (attempt - 1)));
}

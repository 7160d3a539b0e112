/** Calls by the hour, the last two days of them. The key is the hour's beginning in hours since 1970. */
export type HourCounts = Readonly<Record<string, number>>;

const hourMs = 3_600_000;
const hoursKept = 48;
const hoursOfTrend = 3;

/** Adds calls to the present hour and lets old hours go. */
export function countCalls(hours: HourCounts, { now, calls }: { now: number; calls: number }): HourCounts {
  const hour = Math.floor(now / hourMs);
  const kept = Object.entries(hours).filter(([key]) => Number(key) > hour - hoursKept);
  return { ...Object.fromEntries(kept), [hour]: Math.max(0, (hours[hour] ?? 0) + calls) };
}

/** Calls since midnight UTC. */
export function callsToday(hours: HourCounts, now: number): number {
  const midnight = Math.floor(now / (24 * hourMs)) * 24;
  return Object.entries(hours).reduce((sum, [key, calls]) => (Number(key) >= midnight ? sum + calls : sum), 0);
}

/** Calls that are to be expected until an end, at the pace of the last hours. */
export function expectedCalls(hours: HourCounts, { now, until }: { now: number; until: number }): number {
  const from = Math.floor(now / hourMs) - hoursOfTrend + 1;
  const recent = Object.entries(hours).reduce((sum, [key, calls]) => (Number(key) >= from ? sum + calls : sum), 0);
  const spanMs = now - from * hourMs;
  return Math.round((recent / spanMs) * Math.max(0, until - now));
}

const dayMs = 86_400_000;

/** The next midnight after `now`, in UTC or on the United States' Pacific coast. Epoch milliseconds. */
export function nextMidnight(now: number, zone: "day-utc" | "day-pacific"): number {
  if (zone === "day-utc") return (Math.floor(now / dayMs) + 1) * dayMs;
  const { year, month, day } = pacificDate(now);
  const utcMidnight = Date.UTC(year, month - 1, day + 1);
  // Midnight there is 07:00 UTC in summer, 08:00 in winter; clocks change at 02:00, never at midnight.
  const summer = utcMidnight + 7 * 3_600_000;
  return pacificDate(summer).hour === 0 ? summer : summer + 3_600_000;
}

const pacific = new Intl.DateTimeFormat("en-US", {
  timeZone: "America/Los_Angeles",
  hourCycle: "h23",
  year: "numeric",
  month: "numeric",
  day: "numeric",
  hour: "numeric",
});

function pacificDate(at: number): { year: number; month: number; day: number; hour: number } {
  const parts = Object.fromEntries(pacific.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  return { year: parts["year"] ?? 0, month: parts["month"] ?? 0, day: parts["day"] ?? 0, hour: parts["hour"] ?? 0 };
}

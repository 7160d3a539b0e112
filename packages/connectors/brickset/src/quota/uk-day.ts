const hourMs = 3_600_000;

const ukClock = new Intl.DateTimeFormat("en-GB", {
  timeZone: "Europe/London",
  hourCycle: "h23",
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  hour: "numeric",
});

/** The calendar day in Britain, `yyyy-mm-dd`. */
export function ukDay(now: number): string {
  const { year, month, day } = ukParts(now);
  return `${year}-${month}-${day}`;
}

/** The next midnight in Britain, in epoch milliseconds: when a day's look-ups start anew (not documented). */
export function nextUkMidnight(now: number): number {
  const today = ukDay(now);
  // Britain is 0 or 1 hour ahead of UTC, so that midnight is a full hour of UTC.
  let at = (Math.floor(now / hourMs) + 1) * hourMs;
  while (ukDay(at) === today) at += hourMs;
  return at;
}

function ukParts(at: number): Record<string, string> {
  return Object.fromEntries(ukClock.formatToParts(at).map(({ type, value }) => [type, value]));
}

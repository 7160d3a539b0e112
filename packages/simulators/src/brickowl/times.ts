const LONDON = new Intl.DateTimeFormat("en-GB", {
  timeZone: "Europe/London",
  timeZoneName: "longOffset",
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  hourCycle: "h23",
});

/** Unix seconds as text, the form of lists. */
export function unixSeconds(iso: string): string {
  return String(Math.floor(Date.parse(iso) / 1000));
}

/** ISO 8601 with the offset of Brick Owl's home; no instant is the beginning of 1970 there, as on the wire. */
export function isoAtHome(iso: string | null): string {
  const parts = LONDON.formatToParts(new Date(iso ?? 0));
  const read = (type: Intl.DateTimeFormatPartTypes) => parts.find((part) => part.type === type)?.value ?? "";
  const offset = read("timeZoneName").replace("GMT", "") || "+00:00";
  return `${read("year")}-${read("month")}-${read("day")}T${read("hour")}:${read("minute")}:${read("second")}${offset}`;
}

import { showDay, showExact, showRelative } from "../lib/format.ts";
import { t } from "../lib/language/language.ts";
import { useTimeZone } from "../lib/session.ts";
import { useNow } from "../lib/use-now.ts";
import { Unknown } from "./unknown.tsx";

interface TimeTextProps {
  at: string | null;
  /** `relative` (default) shows the distance from now, `day` the date; the exact time is on hover. */
  as?: "relative" | "day" | "exact";
}

/** A moment in the seller's time zone. */
export function TimeText({ at, as = "relative" }: TimeTextProps) {
  const timeZone = useTimeZone();
  const now = useNow();
  if (!at) return <Unknown what={t("unknown.time")} />;
  const exact = showExact(at, timeZone);
  const text = as === "relative" ? showRelative(at, now) : as === "day" ? showDay(at, timeZone) : exact;
  return (
    <time dateTime={at} title={exact} className="numeric" style={{ whiteSpace: "nowrap" }}>
      {text}
    </time>
  );
}

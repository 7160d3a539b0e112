import { ConnectorError } from "@counterfoil/connector-kit";
import { nextUkMidnight, ukDay } from "./uk-day.ts";

/** The part of a day's look-ups that background jobs leave to people. */
const reserve = 0.1;
const refreshAfterMs = 15 * 60_000;

export type Urgency = "person" | "background";

export interface DailyQuotaOptions {
  /** Null: unlimited. */
  limit: number | null;
  now: () => number;
  /** Brickset's own count of the day's look-ups; asked now and then, since other programs may use the key. */
  readUsed(day: string): Promise<number>;
}

/** Counts look-ups of one key by the day. */
export interface DailyQuota {
  /** Counts one look-up. Throws `quota_exhausted` when it may not be made today. */
  take(urgency: Urgency): Promise<void>;
  /** Takes over a count that was read, or that Brickset has refused. */
  observe(used: number): void;
  used(): number;
  backgroundLimit(): number | null;
  resetAt(): number;
}

/** Makes the counter; it starts with Brickset's own figure. */
export function createDailyQuota({ limit, now, readUsed }: DailyQuotaOptions): DailyQuota {
  let day = "";
  let used = 0;
  let readAt = Number.NEGATIVE_INFINITY;
  let reading: Promise<void> | null = null;
  const turn = () => {
    const today = ukDay(now());
    if (today === day) return;
    day = today;
    used = 0;
    readAt = Number.NEGATIVE_INFINITY;
  };
  const backgroundLimit = limit === null ? null : Math.max(1, Math.floor(limit * (1 - reserve)));
  const read = async () => {
    const told = await readUsed(day);
    readAt = now();
    used = Math.max(used, told);
  };
  // Look-ups that begin together wait for one reading.
  const refresh = () => {
    if (now() - readAt < refreshAfterMs) return;
    reading ??= read().finally(() => {
      reading = null;
    });
    return reading;
  };
  return {
    async take(urgency) {
      turn();
      if (limit === null) return;
      await refresh();
      const allowed = urgency === "person" ? limit : (backgroundLimit ?? limit);
      if (used >= allowed) throw exhausted({ used, limit, resetAt: nextUkMidnight(now()) });
      used += 1;
    },
    observe(count) {
      turn();
      used = Math.max(used, count);
    },
    used() {
      turn();
      return used;
    },
    backgroundLimit: () => backgroundLimit,
    resetAt: () => nextUkMidnight(now()),
  };
}

function exhausted({ used, limit, resetAt }: { used: number; limit: number; resetAt: number }): ConnectorError {
  const until = new Date(resetAt).toISOString();
  const kept = used < limit ? " The rest of the day's look-ups is kept for people." : "";
  return new ConnectorError({
    code: "quota_exhausted",
    message: `${used} of ${limit} Brickset look-ups of today are used up until ${until}.${kept}`,
    operation: "getSets",
    resetAt,
  });
}

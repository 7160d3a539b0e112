import type { BucketQuotaRule, CounterSlot, Meter } from "./quotas.ts";

// Dividing milliseconds by a rate leaves dust such as 0.9999999; a token is whole when no more than that is missing.
const DUST = 1e-6;

/** Counts by a token bucket: the count is what is missing from a full bucket, and melts with time. */
export function bucketMeter(rule: BucketQuotaRule, { counters, id }: CounterSlot, now: number): Meter {
  const { limit, refillPerSecond } = rule;
  const existing = counters.get(id) ?? { count: 0, at: now };
  const refilled = (Math.max(0, now - existing.at) / 1000) * refillPerSecond;
  const counter = { count: Math.max(0, existing.count - refilled), at: now };
  counters.set(id, counter);
  return {
    count: () => Math.max(0, Math.ceil(counter.count - DUST)),
    add: (units) => {
      counter.count += units;
    },
    set: (count) => {
      counter.count = count;
    },
    fits: (units) => counter.count + units <= limit + DUST,
    windowSeconds: limit / refillPerSecond,
    resetAt: () => Math.ceil(now + (counter.count / refillPerSecond) * 1000),
  };
}

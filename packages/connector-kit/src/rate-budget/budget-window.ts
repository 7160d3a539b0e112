import type { ManifestLimit } from "../contract/index.ts";
import { nextMidnight } from "./calendar.ts";

/** Counts the calls of one limit. */
export interface BudgetWindow {
  readonly limit: ManifestLimit;
  /** Calls inside the window now. */
  used(now: number): number;
  /** When the count falls below `allowed`; `now` when it already is. Epoch milliseconds. */
  freeAt(now: number, allowed: number): number;
  take(now: number): void;
  /** Takes over the platform's own count when it is higher than ours. */
  raise(now: number, used: number): void;
  /** Takes over the platform's own refill rate; only a bucket has one. */
  refillAt(now: number, ratePerSecond: number): void;
}

export function createBudgetWindow(limit: ManifestLimit): BudgetWindow {
  if (limit.window === "sliding") return slidingWindow(limit);
  return limit.window === "bucket" ? bucketWindow(limit) : dayWindow(limit, limit.window);
}

const noRefillRate = () => {};
/** Refilling adds up fractions: a bucket that lacks less than this is not waited for. */
const rounding = 1e-6;

function slidingWindow(limit: ManifestLimit): BudgetWindow {
  const lengthMs = limit.windowSeconds * 1000;
  let stamps: number[] = [];
  const drop = (now: number) => {
    const first = stamps.findIndex((stamp) => stamp > now - lengthMs);
    if (first !== 0) stamps = first === -1 ? [] : stamps.slice(first);
  };
  const used = (now: number) => {
    drop(now);
    return stamps.length;
  };
  return {
    limit,
    used,
    freeAt(now, allowed) {
      const count = used(now);
      if (count < allowed) return now;
      return (stamps[count - allowed] ?? now) + lengthMs;
    },
    take: (now) => void stamps.push(now),
    raise(now, wanted) {
      const missing = Math.min(wanted, limit.requests) - used(now);
      for (let count = 0; count < missing; count += 1) stamps.push(now);
    },
    refillAt: noRefillRate,
  };
}

function bucketWindow(limit: ManifestLimit): BudgetWindow {
  const { requests: depth, windowSeconds } = limit;
  let perMs = depth / (windowSeconds * 1000);
  let tokens = depth;
  let filledAt = Number.NEGATIVE_INFINITY;
  const fill = (now: number) => {
    if (now > filledAt) {
      tokens = Math.min(depth, tokens + (filledAt === Number.NEGATIVE_INFINITY ? 0 : (now - filledAt) * perMs));
      filledAt = now;
    }
    return tokens;
  };
  return {
    limit,
    used: (now) => Math.ceil(depth - fill(now) - rounding),
    freeAt(now, allowed) {
      const missing = depth - allowed + 1 - fill(now);
      return missing <= rounding ? now : now + Math.ceil(missing / perMs);
    },
    take(now) {
      tokens = fill(now) - 1;
    },
    raise(now, used) {
      tokens = Math.min(fill(now), depth - used);
    },
    refillAt(now, ratePerSecond) {
      fill(now);
      if (ratePerSecond > 0) perMs = ratePerSecond / 1000;
    },
  };
}

function dayWindow(limit: ManifestLimit, zone: "day-utc" | "day-pacific"): BudgetWindow {
  let endsAt = 0;
  let count = 0;
  const used = (now: number) => {
    if (now >= endsAt) {
      endsAt = nextMidnight(now, zone);
      count = 0;
    }
    return count;
  };
  return {
    limit,
    used,
    freeAt: (now, allowed) => (used(now) < allowed ? now : endsAt),
    take(now) {
      count = used(now) + 1;
    },
    raise(now, wanted) {
      count = Math.max(used(now), wanted);
    },
    refillAt: noRefillRate,
  };
}

import type { SimulatorClock } from "./clock.ts";
import { bucketMeter } from "./token-bucket.ts";

/** A declared limit: so many calls in a window. */
export interface WindowQuotaRule {
  readonly name: string;
  readonly limit: number;
  readonly windowSeconds: number;
  /** Windows start at this zone's midnight (`America/Los_Angeles`, `UTC`); left out, at the first call. */
  readonly midnightIn?: string;
}

/** A declared limit as token bucket: `limit` calls at once, refilled steadily. */
export interface BucketQuotaRule {
  readonly name: string;
  /** Burst: what a full bucket holds. */
  readonly limit: number;
  readonly refillPerSecond: number;
}

export type QuotaRule = WindowQuotaRule | BucketQuotaRule;

export interface QuotaState {
  readonly name: string;
  readonly key: string;
  readonly limit: number;
  readonly count: number;
  readonly remaining: number;
  /** Of a token bucket: the seconds in which an empty one fills. */
  readonly windowSeconds: number;
  /** When the count falls back to zero, ISO 8601 UTC. */
  readonly resetAt: string;
  /** Of a token bucket only. */
  readonly refillPerSecond?: number;
}

/** A change in the middle of a test: a rule's limit or refill rate, or a counter's value. */
export interface QuotaChange {
  limit?: number;
  refillPerSecond?: number;
  count?: number;
  key?: string;
}

/** Counters of calls; a counter is kept per rule and key (an application, a seller, a listing). */
export interface Quotas {
  define(rule: QuotaRule): void;
  /** Counts `units` calls when they fit and says whether they did; a refused call is not counted. */
  take(name: string, key?: string, units?: number): QuotaState & { allowed: boolean };
  peek(name: string, key?: string): QuotaState;
  list(): QuotaState[];
  /** Changes a rule's limit, or sets a counter to a value, in the middle of a test. */
  adjust(name: string, change: QuotaChange): QuotaState;
  clear(): void;
}

/** How one kind of rule counts, at one moment and for one key. */
export interface Meter {
  /** Calls counted so far, a whole number. */
  count(): number;
  add(units: number): void;
  set(count: number): void;
  fits(units: number): boolean;
  windowSeconds: number;
  /** Epoch milliseconds. */
  resetAt(): number;
}

const DAY_MS = 24 * 3600 * 1000;

/** A counter of either kind, as stored. */
export interface Counter {
  count: number;
  /** Of a window, when it ends; of a bucket, when `count` was true. */
  at: number;
}

/** Makes quota counters driven by the simulated clock. */
export function createQuotas(clock: SimulatorClock): Quotas {
  const rules = new Map<string, QuotaRule>();
  const declared = new Map<string, QuotaRule>();
  const counters = new Map<string, Counter>();

  const ruleOf = (name: string) => {
    const rule = rules.get(name);
    if (rule === undefined) throw new Error(`No quota is named ${name}`);
    return rule;
  };
  const meterOf = (rule: QuotaRule, key: string): Meter => {
    const now = clock.milliseconds();
    const slot = { counters, id: `${rule.name}\n${key}` };
    return "refillPerSecond" in rule ? bucketMeter(rule, slot, now) : windowMeter(rule, slot, now);
  };
  const view = (rule: QuotaRule, key: string): QuotaState => {
    const meter = meterOf(rule, key);
    const count = meter.count();
    const { name, limit } = rule;
    return {
      name,
      key,
      limit,
      count,
      remaining: Math.max(0, limit - count),
      windowSeconds: meter.windowSeconds,
      resetAt: new Date(meter.resetAt()).toISOString(),
      ...("refillPerSecond" in rule && { refillPerSecond: rule.refillPerSecond }),
    };
  };

  return {
    define(rule) {
      rules.set(rule.name, rule);
      declared.set(rule.name, rule);
    },
    take(name, key = "", units = 1) {
      const rule = ruleOf(name);
      const meter = meterOf(rule, key);
      const allowed = meter.fits(units);
      if (allowed) meter.add(units);
      return { ...view(rule, key), allowed };
    },
    peek: (name, key = "") => view(ruleOf(name), key),
    list: () =>
      [...counters.keys()].map((id) => {
        const [name = "", key = ""] = id.split("\n");
        return view(ruleOf(name), key);
      }),
    adjust(name, { limit, refillPerSecond, count, key = "" }) {
      if (limit !== undefined) rules.set(name, { ...ruleOf(name), limit });
      const rule = ruleOf(name);
      if (refillPerSecond !== undefined && "refillPerSecond" in rule) rules.set(name, { ...rule, refillPerSecond });
      if (count !== undefined) meterOf(ruleOf(name), key).set(count);
      return view(ruleOf(name), key);
    },
    clear() {
      counters.clear();
      for (const [name, rule] of declared) rules.set(name, rule);
    },
  };
}

/** Where a meter keeps its counter. */
export interface CounterSlot {
  counters: Map<string, Counter>;
  id: string;
}

function windowMeter(rule: WindowQuotaRule, { counters, id }: CounterSlot, now: number): Meter {
  const existing = counters.get(id);
  const counter = existing !== undefined && existing.at > now ? existing : { count: 0, at: windowEnd(rule, now) };
  counters.set(id, counter);
  return {
    count: () => counter.count,
    add: (units) => {
      counter.count += units;
    },
    set: (count) => {
      counter.count = count;
    },
    fits: (units) => counter.count + units <= rule.limit,
    windowSeconds: rule.windowSeconds,
    resetAt: () => counter.at,
  };
}

function windowEnd(rule: WindowQuotaRule, now: number): number {
  if (rule.midnightIn === undefined) return now + rule.windowSeconds * 1000;
  const window = rule.windowSeconds * 1000;
  const end = now - (millisecondsSinceMidnight(now, rule.midnightIn) % window) + window;
  if (window !== DAY_MS) return end;
  // Where clocks change the day has 23 or 25 hours: go to the midnight that is nearest.
  const beyond = millisecondsSinceMidnight(end, rule.midnightIn);
  return beyond < DAY_MS / 2 ? end - beyond : end + DAY_MS - beyond;
}

function millisecondsSinceMidnight(now: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
    hourCycle: "h23",
  }).formatToParts(now);
  const read = (type: string) => Number(parts.find((part) => part.type === type)?.value ?? 0);
  return ((read("hour") * 60 + read("minute")) * 60 + read("second")) * 1000 + (now % 1000);
}

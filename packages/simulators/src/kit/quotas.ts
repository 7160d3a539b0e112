import type { SimulatorClock } from "./clock.ts";

/** A declared limit: so many calls in a window. */
export interface QuotaRule {
  readonly name: string;
  readonly limit: number;
  readonly windowSeconds: number;
  /** Windows start at this zone's midnight (`America/Los_Angeles`, `UTC`); left out, at the first call. */
  readonly midnightIn?: string;
}

export interface QuotaState {
  readonly name: string;
  readonly key: string;
  readonly limit: number;
  readonly count: number;
  readonly remaining: number;
  readonly windowSeconds: number;
  /** When the count falls back to zero, ISO 8601 UTC. */
  readonly resetAt: string;
}

/** Counters of calls; a counter is kept per rule and key (an application, a seller, a listing). */
export interface Quotas {
  define(rule: QuotaRule): void;
  /** Counts `units` calls when they fit and says whether they did; a refused call is not counted. */
  take(name: string, key?: string, units?: number): QuotaState & { allowed: boolean };
  peek(name: string, key?: string): QuotaState;
  list(): QuotaState[];
  /** Changes a rule's limit, or sets a counter to a value, in the middle of a test. */
  adjust(name: string, change: { limit?: number; count?: number; key?: string }): QuotaState;
  clear(): void;
}

const DAY_MS = 24 * 3600 * 1000;

interface Counter {
  count: number;
  endsAt: number;
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
  const counterOf = (rule: QuotaRule, key: string) => {
    const now = clock.milliseconds();
    const id = `${rule.name}\n${key}`;
    const existing = counters.get(id);
    if (existing !== undefined && existing.endsAt > now) return existing;
    const fresh = { count: 0, endsAt: windowEnd(rule, now) };
    counters.set(id, fresh);
    return fresh;
  };
  const view = (rule: QuotaRule, key: string): QuotaState => {
    const { count, endsAt } = counterOf(rule, key);
    const { name, limit, windowSeconds } = rule;
    const remaining = Math.max(0, limit - count);
    return { name, key, limit, count, remaining, windowSeconds, resetAt: new Date(endsAt).toISOString() };
  };

  return {
    define(rule) {
      rules.set(rule.name, rule);
      declared.set(rule.name, rule);
    },
    take(name, key = "", units = 1) {
      const rule = ruleOf(name);
      const counter = counterOf(rule, key);
      const allowed = counter.count + units <= rule.limit;
      if (allowed) counter.count += units;
      return { ...view(rule, key), allowed };
    },
    peek: (name, key = "") => view(ruleOf(name), key),
    list: () =>
      [...counters.keys()].map((id) => {
        const [name = "", key = ""] = id.split("\n");
        return view(ruleOf(name), key);
      }),
    adjust(name, { limit, count, key = "" }) {
      if (limit !== undefined) rules.set(name, { ...ruleOf(name), limit });
      if (count !== undefined) counterOf(ruleOf(name), key).count = count;
      return view(ruleOf(name), key);
    },
    clear() {
      counters.clear();
      for (const [name, rule] of declared) rules.set(name, rule);
    },
  };
}

function windowEnd(rule: QuotaRule, now: number): number {
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

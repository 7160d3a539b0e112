import {
  ConnectorError,
  type ManifestLimit,
  type RateBudget,
  type RateLane,
  type RateObservation,
  type RateRequest,
  rateLanes,
} from "../contract/index.ts";
import { abortedError, sleep as defaultSleep } from "../http/call-limits.ts";
import { type BudgetWindow, createBudgetWindow } from "./budget-window.ts";

/** A limit of this name counts every call, whatever its operation. */
export const allCalls = "all calls";

/** Part of every limit that a lane may fill; the rest is kept for the lanes before it. */
export const laneShares: Readonly<Record<RateLane, number>> = {
  withdraw_stock: 1,
  read_orders: 0.9,
  send_tracking: 0.8,
  refresh_catalogue: 0.6,
};

export interface MemoryRateBudgetOptions {
  /** The manifest's limits. An operation without a limit is held only by pauses. */
  limits: readonly ManifestLimit[];
  platformName?: string;
  /** Longest wait in milliseconds; a longer one is thrown as `rate_limited` or `quota_exhausted`. Defaults to 60 000. */
  maxWaitMs?: number;
  now?: () => number;
  sleep?: (ms: number, signal?: AbortSignal) => Promise<void>;
}

/** What the budget has counted, for a health card. */
export interface BudgetUse {
  operation: string;
  used: number;
  limit: number;
}

export interface MemoryRateBudget extends RateBudget {
  use(): BudgetUse[];
}

interface Waiter {
  request: RateRequest;
  arrival: number;
  grant(): void;
  refuse(error: ConnectorError): void;
}

type Verdict = { kind: "grant" } | { kind: "wait"; until: number } | { kind: "refuse"; error: ConnectorError };

/** The budget of one account in one process. Waiting calls go by lane first, then by arrival. */
export function createMemoryRateBudget(options: MemoryRateBudgetOptions): MemoryRateBudget {
  return new Budget(options);
}

class Budget implements MemoryRateBudget {
  readonly #windows: BudgetWindow[];
  readonly #pauses = new Map<string, number>();
  readonly #name: string;
  readonly #maxWaitMs: number;
  readonly #clock: () => number;
  readonly #sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  #waiters: Waiter[] = [];
  #arrivals = 0;
  #alarm: { at: number; cancel: AbortController } | null = null;
  // An injected sleep may return at once without moving the clock: what was waited out counts as past.
  #sleptUntil = 0;

  constructor(options: MemoryRateBudgetOptions) {
    this.#windows = options.limits.map(createBudgetWindow);
    this.#name = options.platformName ?? "The platform";
    this.#maxWaitMs = options.maxWaitMs ?? 60_000;
    this.#clock = options.now ?? (() => Date.now());
    this.#sleep = options.sleep ?? defaultSleep;
  }

  acquire(request: RateRequest): Promise<void> {
    const { signal } = request;
    if (signal?.aborted) return Promise.reject(abortedError(request.operation, signal.reason));
    this.#arrivals += 1;
    const arrival = this.#arrivals;
    return new Promise<void>((resolve, reject) => {
      const leave = () => signal?.removeEventListener("abort", onAbort);
      const waiter: Waiter = {
        request,
        arrival,
        grant: () => {
          leave();
          resolve();
        },
        refuse: (error) => {
          leave();
          reject(error);
        },
      };
      const onAbort = () => {
        this.#waiters = this.#waiters.filter((other) => other !== waiter);
        waiter.refuse(abortedError(request.operation, signal?.reason));
        this.#serve();
      };
      signal?.addEventListener("abort", onAbort, { once: true });
      this.#waiters.push(waiter);
      this.#serve();
    });
  }

  observe(operation: string, observation: RateObservation): void {
    const { retryAt, remaining, limit, ratePerSecond } = observation;
    if (retryAt !== undefined) this.#pauses.set(operation, Math.max(retryAt, this.#pauses.get(operation) ?? 0));
    const now = this.#now();
    for (const window of this.#windows.filter((each) => each.limit.operation === operation)) {
      if (ratePerSecond !== undefined) window.refillAt(now, ratePerSecond);
      if (remaining !== undefined) window.raise(now, (limit ?? window.limit.requests) - remaining);
    }
  }

  use(): BudgetUse[] {
    const now = this.#now();
    return this.#windows.map((window) => ({
      operation: window.limit.operation,
      used: window.used(now),
      limit: window.limit.requests,
    }));
  }

  #now(): number {
    return Math.max(this.#clock(), this.#sleptUntil);
  }

  #windowsOf(operation: string): BudgetWindow[] {
    return this.#windows.filter(({ limit }) => limit.operation === operation || limit.operation === allCalls);
  }

  /** Goes through the queue once: a waiting call keeps later ones off the windows that it waits for. */
  #serve(): void {
    const now = this.#now();
    const kept = new Set<BudgetWindow>();
    let wakeAt = Number.POSITIVE_INFINITY;
    const queue = this.#waiters.sort(byLaneThenArrival);
    this.#waiters = [];
    for (const waiter of queue) {
      const windows = this.#windowsOf(waiter.request.operation);
      const held = windows.some((window) => kept.has(window));
      const verdict = held ? null : this.#judge(waiter.request, windows, now);
      if (verdict?.kind === "refuse") waiter.refuse(verdict.error);
      else if (verdict?.kind === "grant") {
        for (const window of windows) window.take(now);
        waiter.grant();
      } else {
        this.#waiters.push(waiter);
        for (const window of windows) kept.add(window);
        if (verdict) wakeAt = Math.min(wakeAt, verdict.until);
      }
    }
    this.#setAlarm(wakeAt, now);
  }

  #judge(request: RateRequest, windows: readonly BudgetWindow[], now: number): Verdict {
    const pausedUntil = Math.max(this.#pauses.get(request.operation) ?? 0, this.#pauses.get(allCalls) ?? 0);
    if (pausedUntil - now > this.#maxWaitMs) return { kind: "refuse", error: this.#paused(request, pausedUntil) };
    let until = Math.max(now, pausedUntil);
    for (const window of windows) {
      const freeAt = window.freeAt(now, allowedFor(request.lane, window.limit));
      const tooLong = freeAt - now > this.#maxWaitMs;
      if (window.limit.window === "bucket") {
        if (tooLong) return { kind: "refuse", error: this.#emptied(request, window, freeAt) };
      } else if (freeAt > now && (window.limit.window !== "sliding" || tooLong)) {
        return { kind: "refuse", error: this.#exhausted(request, window, freeAt, now) };
      }
      until = Math.max(until, freeAt);
    }
    return until > now ? { kind: "wait", until } : { kind: "grant" };
  }

  #paused(request: RateRequest, retryAt: number): ConnectorError {
    const message = `${this.#name} asked for a pause until ${new Date(retryAt).toISOString()}.`;
    return new ConnectorError({ code: "rate_limited", message, operation: request.operation, retryAt });
  }

  #emptied(request: RateRequest, { limit }: BudgetWindow, retryAt: number): ConnectorError {
    const next = new Date(retryAt).toISOString();
    const message = `${this.#name} takes few calls of this kind (${limit.operation}); the next one may be made at ${next}.`;
    return new ConnectorError({ code: "rate_limited", message, operation: request.operation, retryAt });
  }

  #exhausted(request: RateRequest, window: BudgetWindow, resetAt: number, now: number): ConnectorError {
    const { requests, operation } = window.limit;
    const reserved = window.used(now) < requests ? " The rest is kept for more urgent calls." : "";
    const until = `It starts anew at ${new Date(resetAt).toISOString()}.`;
    return new ConnectorError({
      code: "quota_exhausted",
      message: `${window.used(now)} of ${requests} calls (${operation}) to ${this.#name} are used up.${reserved} ${until}`,
      operation: request.operation,
      resetAt,
    });
  }

  #setAlarm(at: number, now: number): void {
    if (this.#alarm?.at === at) return;
    this.#alarm?.cancel.abort();
    this.#alarm = null;
    if (at === Number.POSITIVE_INFINITY) return;
    const cancel = new AbortController();
    this.#alarm = { at, cancel };
    const ring = () => {
      if (cancel.signal.aborted) return;
      this.#sleptUntil = Math.max(this.#sleptUntil, at);
      this.#alarm = null;
      this.#serve();
    };
    this.#sleep(at - now, cancel.signal).then(ring, () => {});
  }
}

function allowedFor(lane: RateLane, limit: ManifestLimit): number {
  return Math.max(1, Math.floor(limit.requests * laneShares[lane]));
}

function byLaneThenArrival(a: Waiter, b: Waiter): number {
  return rateLanes.indexOf(a.request.lane) - rateLanes.indexOf(b.request.lane) || a.arrival - b.arrival;
}

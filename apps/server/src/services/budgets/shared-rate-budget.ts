import {
  ConnectorError,
  type RateBudget,
  type RateObservation,
  type RateRequest,
  rateLanes,
} from "@counterfoil/connector-kit";
import { type DatabaseHandle, pauseBudget } from "@counterfoil/db";
import type { Logger } from "pino";
import { type BudgetOwner, type LeaseAnswer, type LimitUse, leaseCalls } from "./lease-calls.ts";
import { observeLimits } from "./observe-limits.ts";

export interface SharedBudgetOptions extends BudgetOwner {
  db: DatabaseHandle;
  logger: Logger;
  platformName: string;
  /** Longest wait in milliseconds; a longer one is thrown. Defaults to 60 000. */
  maxWaitMs?: number;
}

/** A rate budget of all processes, with what it knows of its limits for the log. */
export interface SharedRateBudget extends RateBudget {
  quota(operation: string): readonly LimitUse[];
}

interface Waiter {
  request: RateRequest;
  grant(): void;
  refuse(error: unknown): void;
}

interface Lease {
  lane: number;
  left: number;
  until: number;
}

/** What one process holds of one operation. */
interface Counter {
  waiters: Waiter[];
  lease: Lease | null;
  /** Calls to ask for next: grows while leases are used up, shrinks while they are not. */
  block: number;
  serving: boolean;
  used: LimitUse[];
  wake(): void;
}

const largestBlock = 50;

/**
 * The budget of one account, shared through the database by all processes. A process takes a few calls at a time for a
 * moment and makes them without asking again. Waiting calls go by lane, then by arrival; between processes, each lane
 * stops at its share of a limit.
 */
export function createSharedRateBudget(options: SharedBudgetOptions): SharedRateBudget {
  return new SharedBudget(options);
}

class SharedBudget implements SharedRateBudget {
  readonly #options: SharedBudgetOptions;
  readonly #counters = new Map<string, Counter>();

  constructor(options: SharedBudgetOptions) {
    this.#options = options;
  }

  async acquire(request: RateRequest): Promise<void> {
    const { signal } = request;
    if (signal?.aborted) throw aborted(request);
    const counter = this.#counter(request.operation);
    await new Promise<void>((resolve, reject) => {
      const leave = () => signal?.removeEventListener("abort", onAbort);
      const waiter: Waiter = {
        request,
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
        counter.waiters = counter.waiters.filter((other) => other !== waiter);
        waiter.refuse(aborted(request));
        counter.wake();
      };
      signal?.addEventListener("abort", onAbort, { once: true });
      counter.waiters.push(waiter);
      counter.waiters.sort((a, b) => laneOf(a) - laneOf(b));
      counter.wake();
      void this.#serve(request.operation, counter);
    });
  }

  observe(operation: string, observation: RateObservation): void {
    const { db, workspaceId, connectionId, logger } = this.#options;
    const { retryAt } = observation;
    const failed = (error: unknown) => logger.warn({ err: error, operation }, "a limit could not be noted");
    if (retryAt !== undefined) {
      const counter = this.#counter(operation);
      counter.lease = null;
      const key = { operation, windowName: "pause" };
      const pause = { workspaceId, connectionId, key, until: new Date(retryAt) };
      db.inWorkspace(workspaceId, (tx) => pauseBudget(tx, pause)).catch(failed);
    }
    observeLimits(this.#options, { operation, observation, known: this.quota(operation) }).catch(failed);
  }

  quota(operation: string): readonly LimitUse[] {
    return this.#counters.get(operation)?.used ?? [];
  }

  #counter(operation: string): Counter {
    const known = this.#counters.get(operation);
    if (known) return known;
    const made: Counter = { waiters: [], lease: null, block: 1, serving: false, used: [], wake: () => {} };
    this.#counters.set(operation, made);
    return made;
  }

  /** Serves waiting calls until none waits; one at a time for each operation. */
  async #serve(operation: string, counter: Counter): Promise<void> {
    if (counter.serving) return;
    counter.serving = true;
    try {
      for (let waiter = counter.waiters[0]; waiter !== undefined; waiter = counter.waiters[0]) {
        if (takeFrom(counter, laneOf(waiter))) {
          counter.waiters = counter.waiters.filter((other) => other !== waiter);
          waiter.grant();
        } else await this.#takeMore(operation, counter, waiter.request);
      }
    } catch (error) {
      for (const waiter of counter.waiters.splice(0)) waiter.refuse(error);
    } finally {
      counter.serving = false;
    }
  }

  async #takeMore(operation: string, counter: Counter, request: RateRequest): Promise<void> {
    const { lease } = counter;
    const unused = lease?.left ?? 0;
    const sameLane = counter.waiters.filter((other) => laneOf(other) <= rateLanes.indexOf(request.lane)).length;
    if (lease) counter.block = unused === 0 ? Math.min(largestBlock, counter.block * 2) : 1;
    counter.lease = null;
    const askedAt = performance.now();
    const calls = Math.max(sameLane, counter.block);
    const answer = await leaseCalls(this.#options.db, this.#options, { operation, lane: request.lane, calls, unused });
    if (answer.kind === "granted") {
      const until = askedAt + answer.validForMs;
      counter.lease = { lane: rateLanes.indexOf(request.lane), left: answer.calls, until };
      counter.used = answer.used;
      return;
    }
    const error = answer.waitMs > (this.#options.maxWaitMs ?? 60_000) ? this.#refusal(request, answer) : null;
    if (error === null) await pause(counter, answer.waitMs);
    else refuseLane(counter, request, error);
  }

  #refusal({ operation }: RateRequest, answer: Exclude<LeaseAnswer, { kind: "granted" }>): ConnectorError {
    const name = this.#options.platformName;
    if (answer.kind === "paused") {
      const message = `${name} asked for a pause until ${new Date(answer.until).toISOString()}.`;
      return new ConnectorError({ code: "rate_limited", message, operation, retryAt: answer.until });
    }
    const { limit, freeAt, used } = answer;
    const at = new Date(freeAt).toISOString();
    if (limit.window === "bucket") {
      const message = `${name} takes few calls of this kind (${limit.operation}); the next one may be made at ${at}.`;
      return new ConnectorError({ code: "rate_limited", message, operation, retryAt: freeAt });
    }
    const reserved = used < limit.requests ? " The rest is kept for more urgent calls." : "";
    const message = `${used} of ${limit.requests} calls (${limit.operation}) to ${name} are used up.${reserved} It starts anew at ${at}.`;
    return new ConnectorError({ code: "quota_exhausted", message, operation, resetAt: freeAt });
  }
}

function laneOf({ request }: Waiter): number {
  return rateLanes.indexOf(request.lane);
}

/** Takes one call out of what is held, if it was given for this lane or a less urgent one. */
function takeFrom({ lease }: Counter, lane: number): boolean {
  if (lease === null || lease.left < 1 || lease.lane < lane || performance.now() >= lease.until) return false;
  lease.left -= 1;
  return true;
}

/** Waits, or until a call arrives or leaves that may change who is next. */
async function pause(counter: Counter, ms: number): Promise<void> {
  await new Promise<void>((resolve) => {
    const done = () => {
      clearTimeout(timer);
      counter.wake = () => {};
      resolve();
    };
    const timer = setTimeout(done, Math.max(1, Math.ceil(ms)));
    const first = counter.waiters[0];
    counter.wake = () => {
      if (counter.waiters[0] !== first) done();
    };
  });
}

/** What a lane may not do, no less urgent one may. */
function refuseLane(counter: Counter, { lane }: RateRequest, error: ConnectorError): void {
  const from = rateLanes.indexOf(lane);
  const refused = counter.waiters.filter((waiter) => laneOf(waiter) >= from);
  counter.waiters = counter.waiters.filter((waiter) => laneOf(waiter) < from);
  for (const waiter of refused) waiter.refuse(error);
}

function aborted({ operation, signal }: RateRequest): ConnectorError {
  const message = "The call was stopped while it waited for its turn.";
  return new ConnectorError({ code: "aborted", message, operation, cause: signal?.reason });
}

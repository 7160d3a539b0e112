import { abortedError, type CallLimits, ConnectorError, type ConnectorEvent } from "@counterfoil/connector-kit";

/** Waits that end in nothing before the caller is told: a limit used up by other tools of the seller may stay so. */
const mostWaits = 3;

export interface Patience {
  now: () => number;
  sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  onEvent?: ((event: ConnectorEvent) => void) | undefined;
  limits: CallLimits;
}

/**
 * Makes a call and, where Amazon or the budget names a time for the next one, waits for it: some of Amazon's buckets
 * gain one call in three minutes, longer than a single call may wait. Never waits beyond the caller's deadline.
 */
export async function waitForRoom<Value>(call: () => Promise<Value>, patience: Patience): Promise<Value> {
  const { now, sleep, limits } = patience;
  for (let waits = 0; ; waits += 1) {
    try {
      return await call();
    } catch (error) {
      if (!ConnectorError.is(error) || error.code !== "rate_limited" || error.retryAt === null) throw error;
      if (waits >= mostWaits || (limits.deadlineAt !== undefined && error.retryAt >= limits.deadlineAt)) throw error;
      const waitMs = Math.max(0, error.retryAt - now());
      tell(error, waitMs, patience);
      await sleep(waitMs, limits.signal);
      if (limits.signal?.aborted) throw abortedError("wait for room", limits.signal.reason);
    }
  }
}

function tell({ operation }: ConnectorError, waitMs: number, { now, onEvent }: Patience): void {
  try {
    onEvent?.({ type: "wait", platform: "amazon", operation: operation ?? "call", at: now(), attempt: 1, waitMs });
  } catch {
    // A faulty observer must not fail the call it observes.
  }
}

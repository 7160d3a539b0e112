import { type CallOptions, ConnectorError } from "../contract/index.ts";

/** The end of a call that makes several requests: pass it on to each of them. */
export interface CallLimits {
  signal?: AbortSignal;
  /** Epoch milliseconds. */
  deadlineAt?: number;
}

/** Fixes the deadline of a whole capability call at its start. */
export function callLimits(options: CallOptions | undefined, now: () => number): CallLimits {
  const limits: CallLimits = {};
  if (options?.signal) limits.signal = options.signal;
  if (options?.deadlineMs !== undefined) limits.deadlineAt = now() + options.deadlineMs;
  return limits;
}

/** The `aborted` error of a call that its caller gave up. */
export function abortedError(operation: string, cause?: unknown): ConnectorError {
  return new ConnectorError({ code: "aborted", message: "The call was cancelled.", operation, cause });
}

/** Throws `aborted` when the signal is. */
export function throwIfAborted(signal: AbortSignal | undefined, operation: string): void {
  if (signal?.aborted) throw abortedError(operation, signal.reason);
}

/** Waits; rejects with `aborted` as soon as the signal is. */
export function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(abortedError("wait", signal.reason));
    const onAbort = () => {
      clearTimeout(timer);
      reject(abortedError("wait", signal?.reason));
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", onAbort);
      resolve();
    }, ms);
    signal?.addEventListener("abort", onAbort, { once: true });
  });
}

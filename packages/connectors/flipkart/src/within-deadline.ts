import { type CallLimits, ConnectorError } from "@counterfoil/connector-kit";

/**
 * Runs a call that may have to wait for a new token first: the wait, which serves other callers too, ends for this one
 * with its deadline. `work` gets the signal that ends the wait.
 */
export async function withinDeadline<Value>(
  { signal, deadlineAt }: CallLimits,
  now: () => number,
  work: (signal: AbortSignal | undefined) => Promise<Value>,
): Promise<Value> {
  if (deadlineAt === undefined) return await work(signal);
  const deadline = AbortSignal.timeout(Math.max(0, deadlineAt - now()));
  try {
    return await work(signal ? AbortSignal.any([signal, deadline]) : deadline);
  } catch (error) {
    const late = deadline.aborted && !signal?.aborted && ConnectorError.is(error) && error.code === "aborted";
    if (!late) throw error;
    throw new ConnectorError({
      code: "unavailable",
      message: "Flipkart gave no token before the deadline.",
      operation: error.operation,
      cause: error,
    });
  }
}

import { abortedError, type CallLimits } from "@counterfoil/connector-kit";

const firstWaitMs = 2_000;
const longestWaitMs = 30_000;
const patienceMs = 20 * 60_000;

/**
 * Asks again and again, ever more slowly, until the answer is final. Null when it is not within 20 minutes or by the
 * caller's deadline: what is under way at Amazon goes on without us.
 */
export async function pollUntil<Value>(
  ask: () => Promise<Value>,
  isFinal: (answer: Value) => boolean,
  pace: { now: () => number; sleep: (ms: number, signal?: AbortSignal) => Promise<void>; limits: CallLimits },
): Promise<Value | null> {
  const { now, sleep, limits } = pace;
  const giveUpAt = Math.min(now() + patienceMs, limits.deadlineAt ?? Number.POSITIVE_INFINITY);
  for (let waitMs = firstWaitMs; ; waitMs = Math.min(waitMs * 1.5, longestWaitMs)) {
    const answer = await ask();
    if (isFinal(answer)) return answer;
    if (now() + waitMs > giveUpAt) return null;
    await sleep(waitMs, limits.signal);
    if (limits.signal?.aborted) throw abortedError("wait for Amazon", limits.signal.reason);
  }
}

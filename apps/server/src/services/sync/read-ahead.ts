import { setImmediate as turn } from "node:timers/promises";

/**
 * Reads a stream one step ahead: the next value is asked for while the last one is worked on. What fails while reading
 * is told when its turn comes, after all that was read before. Ends when the reading has ended, also when it is left
 * early.
 */
export async function* readAhead<Value>(source: AsyncIterable<Value>): AsyncGenerator<Value> {
  const reader = source[Symbol.asyncIterator]();
  // The work on the last value begins first: what is asked of the database runs while the next value is made ready.
  const ask = async () => {
    await turn();
    return await reader.next();
  };
  let next = reader.next();
  try {
    for (;;) {
      const result = await next;
      if (result.done) return;
      next = ask();
      next.catch(() => {});
      yield result.value;
    }
  } finally {
    await next.catch(() => {});
    await reader.return?.();
  }
}

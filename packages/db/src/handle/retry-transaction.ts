import { databaseErrorCode } from "./database-error.ts";

const attemptsByDefault = 5;
const serializationFailure = "40001";
const deadlock = "40P01";

export interface RetryOptions {
  /** How often `work` may run in all; 5 unless told. */
  attempts?: number;
  sleep?: (milliseconds: number) => Promise<void>;
  /** Uniform in [0, 1). */
  random?: () => number;
}

const timer = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

/**
 * Runs a whole transaction again when the database chose it as the loser of a conflict (serialization failure or
 * deadlock). `work` must start the transaction itself and keep nothing from a failed run.
 */
export async function retryTransaction<Result>(
  work: () => Promise<Result>,
  options: RetryOptions = {},
): Promise<Result> {
  const { attempts = attemptsByDefault, sleep = timer, random = Math.random } = options;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      const code = databaseErrorCode(error);
      if (attempt >= attempts || (code !== serializationFailure && code !== deadlock)) throw error;
      await sleep(random() * 10 * 2 ** attempt);
    }
  }
}

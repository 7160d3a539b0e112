import type { Attempts } from "./attempts.ts";

const rule = { most: 10, windowMs: 15 * 60_000 };

/** Counts failed sign-ins per email address, so that guessing one account from many addresses is slowed too. */
export interface LoginThrottle {
  /**
   * Counts an attempt as failed until it is known to be right, so that many at once cannot slip by. Answers the seconds
   * to wait before the next; 0 when this one may go ahead.
   */
  begin(email: string): Promise<number>;
  recordSuccess(email: string): Promise<void>;
}

/** Ten failures in a quarter of an hour, in all processes together. */
export function createLoginThrottle(attempts: Attempts): LoginThrottle {
  return {
    begin: (email) => attempts.count(keyOf(email), rule),
    recordSuccess: (email) => attempts.forget(keyOf(email)),
  };
}

function keyOf(email: string): string {
  return `sign-in:${email.trim().toLowerCase().slice(0, 320)}`;
}

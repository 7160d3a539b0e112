interface Failures {
  count: number;
  since: number;
}

const failuresAllowed = 10;
const windowMs = 15 * 60_000;
const keysKept = 10_000;

/** Counts failed sign-ins per email address, so that guessing one account from many addresses is slowed too. */
export interface LoginThrottle {
  /** Seconds to wait before the next attempt; 0 when it may go ahead. */
  waitSeconds(email: string): number;
  recordFailure(email: string): void;
  recordSuccess(email: string): void;
}

/** Ten failures in a quarter of an hour, kept in this process. */
export function createLoginThrottle(now: () => number): LoginThrottle {
  const failures = new Map<string, Failures>();
  const current = (key: string): Failures | undefined => {
    const found = failures.get(key);
    if (found !== undefined && now() - found.since >= windowMs) failures.delete(key);
    return failures.get(key);
  };
  return {
    waitSeconds: (email) => {
      const found = current(normalize(email));
      if (found === undefined || found.count < failuresAllowed) return 0;
      return Math.ceil((found.since + windowMs - now()) / 1000);
    },
    recordFailure: (email) => {
      const key = normalize(email);
      const found = current(key);
      if (found !== undefined) found.count += 1;
      else failures.set(key, { count: 1, since: now() });
      forgetOldest(failures);
    },
    recordSuccess: (email) => {
      failures.delete(normalize(email));
    },
  };
}

function normalize(email: string): string {
  return email.trim().toLowerCase().slice(0, 320);
}

function forgetOldest(failures: Map<string, Failures>): void {
  if (failures.size <= keysKept) return;
  const [oldest] = failures.keys();
  if (oldest !== undefined) failures.delete(oldest);
}

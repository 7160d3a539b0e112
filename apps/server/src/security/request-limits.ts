interface Window {
  count: number;
  startedAt: number;
}

interface Rule {
  /** Seconds. */
  window: number;
  max: number;
}

/** The sign-in library's store of request counts: one per server, in memory, on the server's own clock. */
export function createRequestLimits(now: () => number) {
  const windows = new Map<string, Window>();
  const forgetFinished = (longestMs: number): void => {
    for (const [key, { startedAt }] of windows) if (now() - startedAt >= longestMs) windows.delete(key);
  };
  return {
    consume: async (key: string, rule: Rule): Promise<{ allowed: boolean; retryAfter: number | null }> => {
      const windowMs = rule.window * 1000;
      if (windows.size > 10_000) forgetFinished(windowMs);
      const found = windows.get(key);
      if (found === undefined || now() - found.startedAt >= windowMs) {
        windows.set(key, { count: 1, startedAt: now() });
        return { allowed: true, retryAfter: null };
      }
      if (found.count >= rule.max) {
        return { allowed: false, retryAfter: Math.ceil((found.startedAt + windowMs - now()) / 1000) };
      }
      found.count += 1;
      return { allowed: true, retryAfter: null };
    },
  };
}

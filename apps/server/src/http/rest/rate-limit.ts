import { createHash } from "node:crypto";
import type { MiddlewareHandler } from "hono";
import { bearerToken } from "../../security/sessions.ts";
import { ServiceError } from "../../services/service-error.ts";
import type { HttpEnv } from "../http-env.ts";
import { respondWithError } from "../respond-with-error.ts";

const windowMs = 60_000;
const mostCallers = 10_000;

/** Requests that one caller may make in a minute. */
export const callsAMinute = { withCredentials: 600, byAddress: 1200 } as const;

interface Window {
  count: number;
  startedAt: number;
}

interface Standing {
  limit: number;
  remaining: number;
  resetSeconds: number;
  exceeded: boolean;
}

/**
 * Limits programs: each key or session, and each address, has so many requests a minute, in this process. Every answer
 * says what is left (`RateLimit-Limit`, `RateLimit-Remaining`, `RateLimit-Reset`); a refused one when to come back.
 */
export function limitRate(now: () => number): MiddlewareHandler<HttpEnv> {
  const windows = new Map<string, Window>();
  const count = (caller: string, limit: number): Standing => {
    if (windows.size > mostCallers) forget(windows, now());
    const known = windows.get(caller);
    const current = known !== undefined && now() - known.startedAt < windowMs ? known : { count: 0, startedAt: now() };
    windows.set(caller, { ...current, count: current.count + 1 });
    const resetSeconds = Math.ceil((current.startedAt + windowMs - now()) / 1000);
    const remaining = Math.max(0, limit - current.count - 1);
    return { limit, remaining, resetSeconds, exceeded: current.count >= limit };
  };
  return async (c, next) => {
    const byAddress = count(`address:${c.get("clientAddress")}`, callsAMinute.byAddress);
    const credentials = credentialsOf(c.req.raw.headers);
    const byCredentials = credentials === null ? null : count(credentials, callsAMinute.withCredentials);
    const tightest = byCredentials !== null && !byAddress.exceeded ? byCredentials : byAddress;
    c.header("ratelimit-limit", String(tightest.limit));
    c.header("ratelimit-remaining", String(tightest.remaining));
    c.header("ratelimit-reset", String(tightest.resetSeconds));
    c.header("ratelimit-policy", `${tightest.limit};w=${windowMs / 1000}`);
    if (!tightest.exceeded) return await next();
    c.header("retry-after", String(tightest.resetSeconds));
    return respondWithError(c, tooMany(tightest.resetSeconds));
  };
}

/** Who asks, without looking them up: a hash, so that no key lies in memory for long. */
function credentialsOf(headers: Headers): string | null {
  const shown = bearerToken(headers) ?? headers.get("cookie");
  return shown === null ? null : createHash("sha256").update(shown).digest("base64url");
}

function tooMany(seconds: number): ServiceError {
  const message = `Too many requests. Come back in ${seconds} s.`;
  return new ServiceError({ code: "rate_limited", message, remedy: "Wait for the time that Retry-After names." });
}

function forget(windows: Map<string, Window>, now: number): void {
  for (const [caller, { startedAt }] of windows) if (now - startedAt >= windowMs) windows.delete(caller);
}

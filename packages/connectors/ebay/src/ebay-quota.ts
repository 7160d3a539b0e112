import { type BodyDecoder, ConnectorError } from "@counterfoil/connector-kit";
import { z } from "zod";
import { tooManyRequests, usageLimit } from "./ebay-errors.ts";

const rateLimitsSchema = z.object({
  rateLimits: z.array(
    z.object({
      resources: z.array(
        z.object({
          rates: z.array(z.object({ limit: z.number(), remaining: z.number(), reset: z.string() })).nullish(),
        }),
      ),
    }),
  ),
});

/** eBay's own count of an API's calls; null where it has none. */
export interface QuotaCount {
  limit: number;
  remaining: number;
  /** Epoch milliseconds. */
  resetAt: number;
}

/** Reads the answer of `getRateLimits`: the count that is nearest to its end. */
export const decodeQuotaCount: BodyDecoder<QuotaCount | null> = (answer) => {
  const parsed = rateLimitsSchema.safeParse(answer.json());
  if (!parsed.success) return null;
  const counts = parsed.data.rateLimits
    .flatMap(({ resources }) => resources.flatMap(({ rates }) => rates ?? []))
    .map(({ limit, remaining, reset }) => ({ limit, remaining, resetAt: Date.parse(reset) }))
    .filter(({ resetAt }) => !Number.isNaN(resetAt));
  return counts.sort((a, b) => a.remaining - b.remaining)[0] ?? null;
};

/** Whether an error says "too many requests" without a time, which may be a burst or a used-up quota. */
export function isUndecidedThrottle(error: unknown): error is ConnectorError {
  if (!ConnectorError.is(error)) return false;
  if (error.platformCode === usageLimit) return error.code === "quota_exhausted";
  return error.code === "rate_limited" && error.platformCode === tooManyRequests && error.retryAt === null;
}

const burstMs = 15_000;
const askAgainMs = 5 * 60_000;

/**
 * What "too many requests" means by eBay's own count, which eBay asks to be looked at then (Developer Analytics). Calls
 * left: a burst, `rate_limited`. None left: the day's quota. No count to be had, as happens when eBay refuses that call
 * too: `rate_limited` for a few minutes, since a listing that keeps an old figure until midnight may be sold twice.
 */
export function decideThrottle(error: ConnectorError, count: QuotaCount | null, now: number): ConnectorError {
  const { operation, status, platformCode } = error;
  const common = { operation, status, platformCode, cause: error };
  if (count && count.remaining <= 0) {
    const at = new Date(count.resetAt).toISOString();
    const message = `eBay's call limit of this application is used up. It starts anew at ${at}.`;
    return new ConnectorError({ ...common, code: "quota_exhausted", message, resetAt: count.resetAt });
  }
  const message = count
    ? "eBay gets too many requests from this application at once."
    : "eBay refuses this application's requests and does not tell how many are left today.";
  return new ConnectorError({
    ...{ ...common, code: "rate_limited", message },
    retryAt: now + (count ? burstMs : askAgainMs),
  });
}

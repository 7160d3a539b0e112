import { type BodyDecoder, ConnectorError, nextMidnight } from "@counterfoil/connector-kit";
import { z } from "zod";
import { tooManyRequests } from "./ebay-errors.ts";

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
  return (
    ConnectorError.is(error) &&
    error.code === "rate_limited" &&
    error.platformCode === tooManyRequests &&
    error.retryAt === null
  );
}

/**
 * What a lasting "too many requests" means by eBay's own count. Calls left: a burst, `rate_limited` as it was. None
 * left, or no count to be had: the day's quota, which starts anew at midnight Pacific time.
 */
export function decideThrottle(error: ConnectorError, count: QuotaCount | null, now: number): ConnectorError {
  if (count && count.remaining > 0) return error;
  const resetAt = count?.resetAt ?? nextMidnight(now, "day-pacific");
  return new ConnectorError({
    code: "quota_exhausted",
    message: `eBay's call limit of this application is used up. It starts anew at ${new Date(resetAt).toISOString()}.`,
    operation: error.operation,
    status: error.status,
    platformCode: error.platformCode,
    resetAt,
    cause: error,
  });
}

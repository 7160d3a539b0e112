/** Lanes by harm: when calls are scarce, the earlier lane goes first. */
export const rateLanes = ["withdraw_stock", "read_orders", "send_tracking", "refresh_catalogue"] as const;
export type RateLane = (typeof rateLanes)[number];

export interface RateRequest {
  /** The limited operation, as the manifest names it. */
  operation: string;
  lane: RateLane;
  signal?: AbortSignal;
}

/** Asked before each call. In memory by default; a host with several processes shares one through its database. */
export interface RateBudget {
  /** Resolves when the call may be made. Throws `quota_exhausted` with `resetAt` when it may not be made today. */
  acquire(request: RateRequest): Promise<void>;
  /** Told what the platform answered. */
  observe(operation: string, observation: RateObservation): void;
}

/** What a platform says of a limit. */
export interface RateObservation {
  /** End of a pause that it asks for, in epoch milliseconds. */
  retryAt?: number;
  /** Its own count of the calls that are left. */
  remaining?: number;
  limit?: number;
  /** The rate at which a `bucket` is refilled for this account, where it differs from the published one. */
  ratePerSecond?: number;
}

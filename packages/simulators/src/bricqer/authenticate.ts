import type { ApiKey, Tenant } from "./bricqer-entities.ts";
import { BricqerRefusal, notAuthenticated, throttled } from "./bricqer-errors.ts";
import type { BricqerRight } from "./bricqer-seed.ts";
import { type BricqerWorld, CALLS_QUOTA } from "./bricqer-world.ts";

/** Finds the key of the header; it must be one of this very tenant. */
export function authenticate(world: BricqerWorld, tenant: Tenant, header: string | undefined): ApiKey {
  if (header === undefined) throw notAuthenticated(world.settings.missingKey);
  const text = /^Api-Key (\S+)$/.exec(header)?.[1];
  const key = text === undefined ? undefined : world.keys.get(text);
  if (key === undefined || key.tenant !== tenant.label) throw notAuthenticated(401);
  return key;
}

export function demand({ rights }: ApiKey, right: BricqerRight) {
  if (rights.includes(right)) return;
  throw new BricqerRefusal(403, { detail: "You do not have permission to perform this action." });
}

/** Counts a call; refuses it when the bucket is empty. */
export function countCall(world: BricqerWorld, { apiKey }: ApiKey) {
  if (!world.quotas.take(CALLS_QUOTA, apiKey).allowed) throw throttled(secondsToWait(world, apiKey));
}

/** Seconds until the next call fits. */
export function secondsToWait(world: BricqerWorld, apiKey: string): number {
  const { count, limit, refillPerSecond = 1 } = world.quotas.peek(CALLS_QUOTA, apiKey);
  return Math.max(1, Math.ceil((count + 1 - limit) / refillPerSecond));
}

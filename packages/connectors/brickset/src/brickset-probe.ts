import { type CallOptions, ConnectorError, callLimits, type ProbeResult } from "@counterfoil/connector-kit";
import type { BricksetClient } from "./brickset-client.ts";
import { keyWarnings } from "./brickset-fields.ts";
import type { BricksetContext } from "./brickset-settings.ts";

const nearlyUsedUp = 0.8;

/** Checks the key, then the login where there is one, then how much of today's look-ups is used. Costs no look-up. */
export async function probe(
  client: BricksetClient,
  context: BricksetContext,
  options?: CallOptions,
): Promise<ProbeResult> {
  const limits = callLimits(options, context.now);
  const startedAt = performance.now();
  await client.checkKey(limits);
  const latencyMs = Math.round(performance.now() - startedAt);
  const loginWarnings = context.userHash === "" ? [] : await tryLogin(() => client.checkUserHash(limits));
  await client.usage(limits);
  return {
    account: null,
    accountId: null,
    scopes: null,
    marketplace: null,
    called: "checkKey",
    latencyMs,
    warnings: [...keyWarnings(context.apiKey), ...loginWarnings, ...useWarnings(client, context)],
  };
}

async function tryLogin(check: () => Promise<unknown>): Promise<string[]> {
  try {
    await check();
    return [];
  } catch (error) {
    if (ConnectorError.is(error) && error.code === "auth_expired") return [error.message];
    throw error;
  }
}

function useWarnings({ quota }: BricksetClient, { dailyLimit }: BricksetContext): string[] {
  const used = quota.used();
  if (dailyLimit === null || used < dailyLimit * nearlyUsedUp) return [];
  return [`${used} of ${dailyLimit} look-ups of today are used; they start anew at ${iso(quota.resetAt())}.`];
}

function iso(at: number): string {
  return new Date(at).toISOString();
}

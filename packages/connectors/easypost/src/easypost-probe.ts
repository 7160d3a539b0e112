import { type CallOptions, callLimits, type ProbeResult } from "@counterfoil/connector-kit";
import type { EasypostClient } from "./easypost-client.ts";
import { isTestKey } from "./easypost-fields.ts";
import type { EasypostContext } from "./easypost-settings.ts";

const testKeyWarning = "This is a test key: its labels look real, and no carrier takes them. It costs nothing.";

/** Lists one shipment: keys of both kinds may. EasyPost names no account by it. */
export async function probe(
  client: EasypostClient,
  { apiKey, now }: EasypostContext,
  options?: CallOptions,
): Promise<ProbeResult> {
  const { durationMs } = await client.recent(callLimits(options, now));
  return {
    ...{ account: null, accountId: null, scopes: null, marketplace: null },
    ...{ called: "GET /shipments", latencyMs: Math.round(durationMs) },
    warnings: isTestKey(apiKey) ? [testKeyWarning] : [],
  };
}

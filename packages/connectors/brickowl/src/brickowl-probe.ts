import { type CallOptions, ConnectorError, callLimits, type ProbeResult } from "@counterfoil/connector-kit";
import { z } from "zod";
import type { BrickowlCall, BrickowlClient } from "./brickowl-client.ts";
import { keyWarnings } from "./brickowl-fields.ts";
import type { BrickowlContext } from "./brickowl-settings.ts";
import { plainText } from "./brickowl-values.ts";

/** Names the store by one call, then tries each of the key's rights by a small one: they are given area by area. */
export async function probe(
  client: BrickowlClient,
  context: BrickowlContext,
  options?: CallOptions,
): Promise<ProbeResult> {
  const call: BrickowlCall = { ...callLimits(options, context.now), lane: "read_orders" };
  const startedAt = performance.now();
  const user = await client.userDetails(call);
  const latencyMs = Math.round(performance.now() - startedAt);
  if (!user.has_store) {
    const message = "This Brick Owl account has no store. Make the API key with the account that owns the store.";
    throw new ConnectorError({ code: "permission_denied", message, operation: "GET /user/details" });
  }
  const rights: [string, boolean][] = [
    ["orders", await isGranted(() => client.listOrders({ limit: 1 }, call))],
    ["inventory", await isGranted(() => client.listLots({ lot_id: "0" }, call))],
    ["catalogue", await isGranted(() => client.catalogue("condition_list", z.unknown(), call))],
  ];
  const warnings = rights.filter(([, granted]) => !granted).map(([area]) => missing[area] ?? area);
  return {
    account: plainText(user.store_details?.name) ?? plainText(user.username),
    accountId: plainText(user.store_details?.store_id),
    scopes: rights.filter(([, granted]) => granted).map(([area]) => area),
    marketplace: null,
    called: "GET /user/details",
    latencyMs,
    warnings: [...keyWarnings(context.apiKey), ...warnings],
  };
}

const missing: Readonly<Record<string, string>> = {
  orders: "The key lacks the right for orders: give it on the tab API Keys of your Brick Owl profile.",
  inventory: "The key lacks the right for inventory: give it on the tab API Keys of your Brick Owl profile.",
  catalogue: "The key lacks the right for the catalogue, which Brick Owl gives on request: look-ups will not work.",
};

// A lot 0 that does not exist proves the right as well as an empty list does.
async function isGranted(look: () => Promise<unknown>): Promise<boolean> {
  try {
    await look();
    return true;
  } catch (error) {
    if (!ConnectorError.is(error)) throw error;
    if (error.code === "not_found" || error.code === "invalid_request") return true;
    if (error.code === "permission_denied" || error.code === "auth_revoked") return false;
    throw error;
  }
}

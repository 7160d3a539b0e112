import { type CallOptions, ConnectorError, callLimits, type ProbeResult } from "@counterfoil/connector-kit";
import { type BricqerCall, type BricqerClient, listPaths } from "./bricqer-client.ts";
import { keyWarnings } from "./bricqer-fields.ts";
import type { BricqerContext } from "./bricqer-settings.ts";
import { readServedShops } from "./inventory/back-office.ts";

/** No order was changed then: a filter by it must give nothing. */
const farFuture = "2100-01-01T00:00:00Z";

/**
 * Proves the key by one call, then tries the right for stock, whether orders can be filtered by time of change, and which
 * shops Bricqer serves. Changes nothing.
 */
export async function probe(
  client: BricqerClient,
  context: BricqerContext,
  options?: CallOptions,
): Promise<ProbeResult> {
  const call: BricqerCall = { ...callLimits(options, context.now), lane: "read_orders" };
  const startedAt = performance.now();
  await client.list(listPaths.orders, { limit: "1", page: "1" }, call).catch((error: unknown) => {
    throw wrongTenant(error) ?? error;
  });
  const latencyMs = Math.round(performance.now() - startedAt);
  const stock = await isGranted(() => client.list(listPaths.stock, { limit: "1", page: "1" }, call));
  const warnings = stock ? [] : ["The key does not open the stock: look at its rights under Settings, API access."];
  return {
    account: context.tenant,
    accountId: context.tenant,
    scopes: stock ? ["orders", "stock"] : ["orders"],
    marketplace: null,
    called: `GET ${listPaths.orders}`,
    latencyMs,
    warnings: [
      ...keyWarnings(context.apiKey),
      ...warnings,
      ...(await filterWarnings(client, call)),
      ...(await shopWarnings(client, context, call)),
    ],
  };
}

async function filterWarnings(client: BricqerClient, call: BricqerCall): Promise<string[]> {
  const { results } = await client.list(listPaths.orders, { limit: "1", page: "1", modified__gte: farFuture }, call);
  if (results.length === 0) return [];
  return ["Bricqer no longer filters orders by time of change: each look reads the whole list, which takes its time."];
}

// The call is not documented: where it does not answer, nothing is said.
async function shopWarnings(client: BricqerClient, context: BricqerContext, call: BricqerCall): Promise<string[]> {
  if (!context.writeStock && context.importOrders !== "full") return [];
  const shops = await readServedShops(client, call).catch(() => []);
  if (shops.length === 0) return [];
  const names = shops.map(({ provider }) => provider).join(", ");
  return [
    ...(context.writeStock ? [`Bricqer itself pushes stock to ${names}: let only one of the two do that.`] : []),
    ...(context.importOrders === "full"
      ? [`Bricqer imports the orders of ${names}: connect none of these here too, or their sales count twice.`]
      : []),
  ];
}

async function isGranted(look: () => Promise<unknown>): Promise<boolean> {
  try {
    await look();
    return true;
  } catch (error) {
    if (!ConnectorError.is(error)) throw error;
    if (["permission_denied", "auth_revoked", "not_found"].includes(error.code)) return false;
    throw error;
  }
}

/** The list of orders is always there: 404, or a name that nobody knows, means that the address is no tenant's. */
function wrongTenant(error: unknown): ConnectorError | null {
  if (!ConnectorError.is(error)) return null;
  if (error.code !== "not_found" && !(error.code === "unavailable" && isUnknownName(error))) return null;
  const message = "There is no Bricqer at this address: check its first part.";
  const { operation, status } = error;
  return new ConnectorError({ code: "not_found", message, operation, status, cause: error });
}

function isUnknownName(error: Error): boolean {
  for (let cause: unknown = error, depth = 0; cause instanceof Error && depth < 5; cause = cause.cause, depth += 1) {
    if ("code" in cause && cause.code === "ENOTFOUND") return true;
  }
  return false;
}

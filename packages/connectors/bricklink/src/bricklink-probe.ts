import { type CallOptions, callLimits, type ProbeResult, readRecords } from "@counterfoil/connector-kit";
import type { BricklinkCall, BricklinkClient } from "./bricklink-client.ts";
import { keyWarnings } from "./bricklink-fields.ts";
import { listedOrderSchema } from "./bricklink-schemas.ts";
import type { BricklinkContext } from "./bricklink-settings.ts";
import { plainText } from "./bricklink-text.ts";

/**
 * Proves keys, signature, clock, address and seller rights by one small answer. BrickLink has no "who am I": the store's
 * name is learnt from a pending order where there is one, by a second call.
 */
export async function probe(
  client: BricklinkClient,
  context: BricklinkContext,
  options?: CallOptions,
): Promise<ProbeResult> {
  const call: BricklinkCall = { ...callLimits(options, context.now), lane: "read_orders" };
  const startedAt = performance.now();
  await client.listShippingMethods(call);
  const latencyMs = Math.round(performance.now() - startedAt);
  const records = await client.listOrdersWithStatus("pending", call);
  const account = storeName(records);
  const noName = "BrickLink tells the store's name only with an order; there is no pending one to read it from.";
  return {
    account,
    accountId: null,
    scopes: null,
    marketplace: null,
    called: "GET /settings/shipping_methods",
    latencyMs,
    warnings: [...keyWarnings(context.credentials), ...(account === null ? [noName] : [])],
  };
}

function storeName(records: readonly unknown[]): string | null {
  const { items } = readRecords(records, {
    schema: listedOrderSchema,
    idOf: () => null,
    map: (order) => plainText(order.store_name) ?? plainText(order.seller_name),
  });
  return items.find((name) => name !== null) ?? null;
}

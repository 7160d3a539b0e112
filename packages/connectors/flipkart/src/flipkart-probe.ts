import { type CallOptions, ConnectorError, callLimits, jsonBody, type ProbeResult } from "@counterfoil/connector-kit";
import type { FlipkartCall, FlipkartClient } from "./flipkart-client.ts";
import { locationsSchema, shipmentPageSchema } from "./flipkart-schemas.ts";
import type { FlipkartContext } from "./flipkart-settings.ts";

const dayMs = 86_400_000;
const called = "POST /v3/shipments/filter";
/** Days before the end of a consent from which on the seller is warned. */
const warningDays = 30;

/** The test call: one open shipment. There is no call that names the seller. */
export async function probeFlipkart(
  client: FlipkartClient,
  context: FlipkartContext,
  options?: CallOptions,
): Promise<ProbeResult> {
  const { now, credentials } = context;
  const call: FlipkartCall = { ...callLimits(options, now), lane: "read_orders" };
  const startedAt = now();
  await client.send(
    {
      operation: called,
      path: "/v3/shipments/filter",
      method: "POST",
      effect: "read",
      json: { filter: { type: "preDispatch", states: ["APPROVED"] }, pagination: { pageSize: 1 } },
      decode: jsonBody(shipmentPageSchema),
    },
    call,
  );
  const latencyMs = now() - startedAt;
  const tokens = await context.tokens.read();
  return {
    account: null,
    accountId: credentials.accessType === "third_party" ? null : credentials.applicationId,
    scopes: tokens?.scopes ?? null,
    marketplace: "IN",
    called,
    latencyMs,
    warnings: [
      ...(await locationWarnings(client, credentials.locationId, call)),
      ...consentWarnings(tokens?.refreshTokenExpiresAt ?? null, now()),
      ...formWarnings(credentials),
    ],
  };
}

// A call that Flipkart's documents do not know: tried once, and no answer is no error.
async function locationWarnings(
  client: FlipkartClient,
  chosen: string | undefined,
  call: FlipkartCall,
): Promise<string[]> {
  let found: { id: string; name: string }[];
  try {
    const request = { operation: "GET /locations/allLocations", path: "/locations/allLocations", maxAttempts: 1 };
    const { data } = await client.send({ ...request, decode: jsonBody(locationsSchema) }, call);
    found = (data.locations ?? []).flatMap(({ locationId, locationName }) =>
      locationId ? [{ id: locationId, name: locationName ?? "" }] : [],
    );
  } catch (error) {
    if (ConnectorError.is(error) && error.code !== "aborted") return [];
    throw error;
  }
  const list = found.map(({ id, name }) => (name ? `${id} (${name})` : id)).join(", ");
  if (chosen === undefined && found.length > 1) {
    return [`You have several locations: ${list}. Enter the one whose stock is kept here, or stock cannot be set.`];
  }
  if (chosen !== undefined && found.length > 0 && !found.some(({ id }) => id === chosen)) {
    return [`Flipkart does not name ${chosen} among your locations: ${list}.`];
  }
  return [];
}

function consentWarnings(expiresAt: number | null, now: number): string[] {
  if (expiresAt === null || expiresAt - now > warningDays * dayMs) return [];
  const date = new Date(expiresAt).toISOString().slice(0, 10);
  return [`The consent at Flipkart ends on ${date} unless it is used before. Connect again before that day.`];
}

function formWarnings({ applicationId, locationId }: { applicationId: string; locationId?: string }): string[] {
  const warnings: string[] = [];
  if (!/^[0-9a-f-]{24,}$/i.test(applicationId)) {
    warnings.push("The application ID does not look like one of Flipkart's, although Flipkart took it.");
  }
  if (locationId !== undefined && !/^LOC[0-9A-Za-z]+$/.test(locationId)) {
    warnings.push("The location ID does not look like one of Flipkart's, which begin with LOC.");
  }
  return warnings;
}

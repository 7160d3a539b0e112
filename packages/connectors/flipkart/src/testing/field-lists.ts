import { existsSync, readFileSync } from "node:fs";
import type { SentCall } from "./answering-fetch.ts";

// A digest of Flipkart's public SDK, kept beside the repository, not inside it.
const file = new URL("../../../../../../shared/specs/flipkart/sdk-fields.derived.json", import.meta.url);

interface FieldLists {
  operations: { operation: string; method: string; path: string }[];
  models: Record<string, { fields: Record<string, string>; required?: string[] }>;
}

/** The model of each request's body, by the end of its path. */
const requestModels: Readonly<Record<string, string>> = {
  "/v3/shipments/filter": "SearchShipmentRequest",
  "/v3/shipments/labels": "ShipmentPackRequest",
  "/v3/shipments/dispatch": "DispatchShipmentRequest",
  "/v3/shipments/cancel": "CancelShipmentRequest",
  "/v3/shipments/manifest": "GetManifestRequest",
  "/v3/shipments/selfShip/dispatch": "SelfshipDispatchRequestV3",
  "/v3/shipments/selfShip/delivery": "ShipmentsDeliverRequestV2",
  "/v3/shipments/selfShip/deliveryAttempt": "ShipmentsDeliverAttemptRequestV2",
  "/v3/shipments/{shipmentId}/update": "UpdateShipmentRequest",
  "/v2/returns/approve": "ReturnsApproveRequest",
  "/v2/returns/reject": "ReturnsRejectRequest",
  "/v2/returns/pickup": "SelfShipReturnPickupRequests",
  "/v2/returns/complete": "SelfShipReturnCompleteRequest",
  "/v2/returns/cancel": "SelfShipReturnCancellationRequest",
};
/** The model of each SKU's change, in the two calls whose body is a map of SKUs. */
const skuModels: Readonly<Record<string, string>> = {
  "/listings/v3/update/inventory": "UpdateInventoryRequest",
  "/listings/v3/update/price": "UpdatePriceRequest",
};
/** Fields that newer pages of Flipkart's documents have and the SDK of 2022 lacks. */
const newer: Readonly<Record<string, readonly string[]>> = {
  DispatchRequestV3: ["deliveryPartnerCode"],
  DeliverRequest: ["failureAttributes"],
  Filter: ["cancellationType", "hold"],
};
/** Calls of newer pages. */
const newerCalls = ["POST /listings/v3/search", "GET /locations/allLocations"];

/** Flipkart's field lists; null, and said loudly, where they are not beside the repository. */
export function readFieldLists(): FieldLists | null {
  if (existsSync(file)) return JSON.parse(readFileSync(file, "utf8")) as FieldLists;
  console.warn("Flipkart's field lists are not beside the repository: requests are not checked against them.");
  return null;
}

/** Names the operation of a call below `/sellers`, and what of its body Flipkart's models do not know or miss. */
export function checkCall({ models, operations }: FieldLists, { method, path, body }: SentCall) {
  const below = path.split("/sellers")[1] ?? "";
  const found = operations.find((each) => each.method === method && patternOf(each.path).test(`/sellers${below}`));
  const operation = found ? `${method} ${found.path.replace("/sellers", "")}` : `${method} ${below}`;
  const known = found !== undefined || newerCalls.includes(operation);
  const violations = known ? [] : [`${operation} is not known`];
  const end = found?.path.replace("/sellers", "") ?? below;
  const ofBody = requestModels[end];
  const ofSku = skuModels[end];
  if (body !== null && ofBody) violations.push(...strangers(models, ofBody, body));
  if (body !== null && ofSku) {
    violations.push(...Object.values(body).flatMap((change) => strangers(models, ofSku, change)));
  }
  return { operation, violations };
}

function strangers(models: FieldLists["models"], type: string, value: unknown): string[] {
  const [, element] = /^(?:List|Set)<(.+)>$/.exec(type) ?? [];
  if (element !== undefined) {
    return Array.isArray(value) ? value.flatMap((each) => strangers(models, element, each)) : [`${type} is no list`];
  }
  const model = models[type];
  if (model === undefined) return [];
  const fields = value as Record<string, unknown>;
  const missing = (model.required ?? []).filter((name) => fields[name] === undefined);
  const inner = Object.entries(fields).flatMap(([name, each]) => {
    const known = model.fields[name];
    if (known !== undefined) return strangers(models, known, each);
    return newer[type]?.includes(name) ? [] : [`${type}.${name} is not known`];
  });
  return [...missing.map((name) => `${type}.${name} is missing`), ...inner];
}

function patternOf(path: string): RegExp {
  return new RegExp(`^${path.replace(/\{[^}]+\}/g, "[^/]+")}$`);
}

import { bytesBody, type CallLimits, createHttpClient, type HttpClient, jsonBody } from "@counterfoil/connector-kit";
import { authorize } from "./easypost-auth.ts";
import { createErrorDecoder } from "./easypost-errors.ts";
import { easypostManifest } from "./easypost-manifest.ts";
import { shipmentListSchema, shipmentSchema } from "./easypost-schemas.ts";
import type { EasypostContext } from "./easypost-settings.ts";

const lane = "send_tracking";

/** EasyPost's calls, one function each. */
export function createEasypostClient(context: EasypostContext) {
  const http = createHttp(context);
  const shipment = jsonBody(shipmentSchema);
  const path = (id: string, rest = "") => `/shipments/${encodeURIComponent(id)}${rest}`;
  return {
    /** The cheapest call that every key may make. */
    recent: (limits: CallLimits) =>
      http.request({
        ...{ operation: "GET /shipments", budget: "index", path: "/shipments", query: { page_size: 1 }, lane },
        decode: jsonBody(shipmentListSchema),
        ...limits,
      }),
    // A shipment without a label costs nothing: making it once more does no harm.
    create: async (body: object, limits: CallLimits) =>
      (
        await http.request({
          ...{ operation: "POST /shipments", method: "POST", path: "/shipments", json: { shipment: body }, lane },
          ...{ effect: "idempotent_write", decode: shipment, ...limits },
        })
      ).data,
    get: async (id: string, limits: CallLimits) =>
      (await http.request({ operation: "GET /shipments/{id}", path: path(id), lane, decode: shipment, ...limits }))
        .data,
    buy: async (id: string, rateId: string, limits: CallLimits) =>
      (
        await http.request({
          ...{ operation: "POST /shipments/{id}/buy", method: "POST", path: path(id, "/buy"), lane },
          ...{ json: { rate: { id: rateId } }, effect: "write", decode: shipment, ...limits },
        })
      ).data,
    asPdf: async (id: string, limits: CallLimits) =>
      (
        await http.request({
          ...{ operation: "GET /shipments/{id}/label", path: path(id, "/label"), query: { file_format: "PDF" }, lane },
          ...{ decode: shipment, ...limits },
        })
      ).data,
    refund: async (id: string, limits: CallLimits) =>
      (
        await http.request({
          ...{ operation: "POST /shipments/{id}/refund", method: "POST", path: path(id, "/refund"), lane },
          ...{ effect: "idempotent_write", decode: shipment, ...limits },
        })
      ).data,
    /** A label's file; it lies elsewhere, and the key is not sent there. */
    file: (url: string, limits: CallLimits) =>
      http.request({ operation: "GET label file", path: url, lane, decode: bytesBody, ...limits }),
    isFileAddress: (url: string) => isFileAddress(url, context.baseURL),
  };
}
export type EasypostClient = ReturnType<typeof createEasypostClient>;

const fileHosts = /(^|\.)(easypost\.com|amazonaws\.com)$/;

/** Label files come from EasyPost's own store, or from the stand-in that is called instead. */
function isFileAddress(url: string, baseURL: string): boolean {
  if (!URL.canParse(url)) return false;
  const { origin, protocol, hostname } = new URL(url);
  return origin === new URL(baseURL).origin || (protocol === "https:" && fileHosts.test(hostname));
}

function createHttp(context: EasypostContext): HttpClient {
  const { settings, baseURL, apiKey, now } = context;
  const { name, platform } = easypostManifest;
  return createHttpClient({
    ...{ platform, platformName: name, baseURL, headers: { accept: "application/json" }, now },
    decodeError: createErrorDecoder([apiKey]),
    prepare: authorize(context),
    ...(settings.rateBudget && { rateBudget: settings.rateBudget }),
    ...(settings.fetch && { fetch: settings.fetch }),
    ...(settings.sleep && { sleep: settings.sleep }),
    ...(settings.random && { random: settings.random }),
    ...(settings.onEvent && { onEvent: settings.onEvent }),
  });
}

import {
  type CallLimits,
  createHttpClient,
  createMemoryRateBudget,
  type HttpClient,
  type HttpParameters,
  jsonBody,
  noBody,
  type RateLane,
  textBody,
} from "@counterfoil/connector-kit";
import { createCheckedFetch, createPinnedFetch } from "@counterfoil/connector-kit/outbound";
import { z } from "zod";
import { createKeyStep } from "./bricqer-auth.ts";
import { createErrorDecoder } from "./bricqer-errors.ts";
import { bricqerManifest } from "./bricqer-manifest.ts";
import { listSchema } from "./bricqer-schemas.ts";
import type { BricqerContext } from "./bricqer-settings.ts";
import { fencedFetch } from "./network/fenced-fetch.ts";

/** Limits of the call and the lane it goes in. */
export type BricqerCall = CallLimits & { lane: RateLane };

/** Rows that a list gives at once; whether more may be asked for is not known. */
export const pageSize = 100;
const maxWaitMs = 300_000;
const deadlineMs = 420_000;
const reportTimeoutMs = 90_000;
const anything = z.unknown();

/** The lists that are read page by page. Their paths end in a slash: without one Bricqer redirects. */
export const listPaths = {
  orders: "/orders/order/",
  stock: "/inventory/item/",
  storage: "/inventory/storage/",
  colors: "/inventory/color/",
} as const;
export type ListPath = (typeof listPaths)[keyof typeof listPaths];

/** Bricqer's calls, one function each; answers are checked as far as the list, records by their readers. */
export function createBricqerClient(context: BricqerContext) {
  const http = createHttp(context);
  const get = async <Value>(path: string, schema: z.ZodType<Value>, options: Read) => {
    const operation = `GET ${options.operation ?? path}`;
    return (await http.request({ path, decode: jsonBody(schema), ...options, operation })).data;
  };

  return {
    /** One page of a list; filters that Bricqer does not know have no effect there, so filter again. */
    list: (path: ListPath, query: HttpParameters, call: BricqerCall) => get(path, listSchema, { ...call, query }),
    order: (id: string, call: BricqerCall) =>
      get(`/orders/order/${encodeURIComponent(id)}/`, anything, { ...call, operation: "/orders/order/{id}/" }),
    stockItem: (id: string, call: BricqerCall) =>
      get(`/inventory/item/${encodeURIComponent(id)}/`, anything, { ...call, operation: "/inventory/item/{id}/" }),
    /** Absolute; what Bricqer answers is not known, so the item is read back. Not repeated blindly. */
    setRemaining: async (id: string, remainingQuantity: number, call: BricqerCall) => {
      const path = `/inventory/item/${encodeURIComponent(id)}/`;
      const request = { method: "PATCH", path, json: { remainingQuantity }, effect: "write" } as const;
      await http.request({ ...request, ...call, operation: "PATCH /inventory/item/{id}/", decode: noBody });
    },
    shopStates: (call: BricqerCall) => get("/inventory/problems/", listSchema, call),
    report: async (call: BricqerCall) => {
      const path = "/definitions/lego/report/unconsolidated-inventory";
      const request = { path, headers: { accept: "text/csv" }, timeoutMs: reportTimeoutMs, decode: textBody } as const;
      return (await http.request({ ...request, ...call, operation: `GET ${path}` })).data;
    },
  };
}

type Read = BricqerCall & { query?: HttpParameters; operation?: string };
export type BricqerClient = ReturnType<typeof createBricqerClient>;

function createHttp(context: BricqerContext): HttpClient {
  const { settings, now, apiKey, baseURL } = context;
  const { limits, name, platform } = bricqerManifest;
  const clock = { now, ...(settings.sleep && { sleep: settings.sleep }) };
  return createHttpClient({
    platform,
    platformName: name,
    baseURL,
    headers: { accept: "application/json" },
    prepare: createKeyStep(apiKey),
    decodeError: createErrorDecoder(apiKey),
    rateBudget: settings.rateBudget ?? createMemoryRateBudget({ limits, platformName: name, ...clock }),
    fetch: fencedFetch(transport(context), baseURL),
    maxWaitMs,
    deadlineMs,
    ...clock,
    ...(settings.random && { random: settings.random }),
    ...(settings.onEvent && { onEvent: settings.onEvent }),
  });
}

/** The way to the tenant checks where its name leads; the host's own stand-in or proxy is called as it is. */
function transport({ settings, isTenantItself }: BricqerContext): typeof globalThis.fetch {
  const { fetch, resolve } = settings;
  if (isTenantItself) return fetch ? createCheckedFetch(fetch, resolve) : createPinnedFetch({ resolve });
  return fetch ?? ((...input: Parameters<typeof globalThis.fetch>) => globalThis.fetch(...input));
}

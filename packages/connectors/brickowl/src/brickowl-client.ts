import {
  type CallLimits,
  createHttpClient,
  createMemoryRateBudget,
  type HttpClient,
  type HttpParameters,
  jsonBody,
  type RateLane,
  type RequestEffect,
} from "@counterfoil/connector-kit";
import { z } from "zod";
import { createKeyStep } from "./brickowl-auth.ts";
import { createErrorDecoder } from "./brickowl-errors.ts";
import { batchBudget, brickowlManifest } from "./brickowl-manifest.ts";
import { redactingFetch } from "./brickowl-redact.ts";
import { createdSchema, doneSchema, listSchema, userSchema } from "./brickowl-schemas.ts";
import type { BrickowlContext } from "./brickowl-settings.ts";

/** Limits of the call and the lane it goes in. */
export type BrickowlCall = CallLimits & { lane: RateLane };

// The whole stock comes in one answer, however long it is.
const wholeListTimeoutMs = 90_000;
const anything = z.unknown();

/** Brick Owl's calls, one function each; answers are checked as far as the list, records by their readers. */
export function createBrickowlClient(context: BrickowlContext) {
  const http = createHttp(context);
  const get = async <Value>(path: string, schema: z.ZodType<Value>, options: Read) =>
    (await http.request({ operation: `GET ${path}`, path, decode: jsonBody(schema), maxAttempts: 5, ...options })).data;
  const getList = (path: string, options: Read) => get(path, listSchema, { timeoutMs: wholeListTimeoutMs, ...options });
  const post = async <Value>(path: string, schema: z.ZodType<Value>, options: Write) => {
    const request = { operation: `POST ${path}`, path, method: "POST", decode: jsonBody(schema) } as const;
    return (await http.request({ ...request, ...options })).data;
  };

  return {
    userDetails: (call: BrickowlCall) => get("/user/details", userSchema, call),
    /** Rows are `{order_id, order_date, status_id, ...}`; unknown filters are ignored, so filter again. */
    listOrders: (query: { limit: number; order_time?: number }, call: BrickowlCall) =>
      getList("/order/list", { ...call, query: { list_type: "store", sort_by: "updated", ...query } }),
    viewOrder: (id: string, call: BrickowlCall) => get("/order/view", anything, { ...call, query: { order_id: id } }),
    orderItems: (id: string, call: BrickowlCall) => getList("/order/items", { ...call, query: { order_id: id } }),
    /** Not repeated blindly: whether the buyer gets a second mail is not known. */
    setStatus: (id: string, status: number, call: BrickowlCall) =>
      post("/order/set_status", doneSchema, { ...call, form: { order_id: id, status_id: status }, effect: "write" }),
    setTracking: (id: string, tracking: string, call: BrickowlCall) =>
      post("/order/tracking", doneSchema, {
        ...call,
        form: { order_id: id, tracking_id: tracking },
        effect: "idempotent_write",
      }),
    /** Replaces the note. */
    setNote: (id: string, note: string, call: BrickowlCall) =>
      post("/order/note", doneSchema, { ...call, form: { order_id: id, note }, effect: "idempotent_write" }),
    /** Sold-out lots and those not for sale too: by default Brick Owl hides them, and they look deleted. */
    listLots: (query: { lot_id?: string; external_id_1?: string }, call: BrickowlCall) =>
      getList("/inventory/list", { ...call, query: { active_only: 0, ...query } }),
    createLot: (form: HttpParameters, call: BrickowlCall) =>
      post("/inventory/create", createdSchema, { ...call, form, effect: "write" }),
    updateLot: (form: HttpParameters, effect: RequestEffect, call: BrickowlCall) =>
      post("/inventory/update", doneSchema, { ...call, form, effect }),
    deleteLot: (form: HttpParameters, call: BrickowlCall) =>
      post("/inventory/delete", doneSchema, { ...call, form, effect: "write" }),
    /** `requests` is the JSON text of the batch. */
    batch: (requests: string, effect: RequestEffect, call: BrickowlCall) =>
      post("/bulk/batch", anything, { ...call, form: { requests }, effect, budget: batchBudget }),
    catalogue: <Value>(path: string, schema: z.ZodType<Value>, options: Read) =>
      get(`/catalog/${path}`, schema, options),
  };
}

type Read = BrickowlCall & { query?: HttpParameters; timeoutMs?: number };
type Write = BrickowlCall & { form: HttpParameters; effect: RequestEffect; budget?: string };
export type BrickowlClient = ReturnType<typeof createBrickowlClient>;

function createHttp(context: BrickowlContext): HttpClient {
  const { settings, now, apiKey } = context;
  const { limits, name, platform } = brickowlManifest;
  const clock = { now, ...(settings.sleep && { sleep: settings.sleep }) };
  const fetch = settings.fetch ?? ((...input: Parameters<typeof globalThis.fetch>) => globalThis.fetch(...input));
  return createHttpClient({
    platform,
    platformName: name,
    baseURL: context.baseURL,
    headers: { accept: "application/json" },
    prepare: createKeyStep(apiKey),
    decodeError: createErrorDecoder({ apiKey, now }),
    rateBudget: settings.rateBudget ?? createMemoryRateBudget({ limits, platformName: name, ...clock }),
    fetch: redactingFetch(fetch, apiKey),
    ...clock,
    ...(settings.random && { random: settings.random }),
    ...(settings.onEvent && { onEvent: settings.onEvent }),
  });
}

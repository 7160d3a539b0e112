import {
  batches,
  type CallLimits,
  ConnectorError,
  createAuthorized,
  createHttpClient,
  type HttpAnswer,
  type HttpClientOptions,
  type HttpRequest,
  jsonBody,
  percentEncode,
  type RateLane,
} from "@counterfoil/connector-kit";
import type { z } from "zod";
import { consentToken, ownToken } from "./flipkart-auth.ts";
import { decodeFlipkartError } from "./flipkart-errors.ts";
import {
  type ItemResult,
  returnPageSchema,
  shipmentListSchema,
  shipmentPageSchema,
  shipmentResultsSchema,
  type WireReturnPage,
  type WireShipmentPage,
} from "./flipkart-schemas.ts";
import type { FlipkartContext } from "./flipkart-settings.ts";
import { indianTime } from "./flipkart-values.ts";
import type { ShipmentSearch } from "./orders/shipment-search.ts";
import { withinDeadline } from "./within-deadline.ts";

/** Limits of the call and the lane it goes in. */
export type FlipkartCall = CallLimits & { lane: RateLane };

/** A call of the seller API; `path` is below `/sellers`. */
export type FlipkartRequest<Value> = Pick<
  HttpRequest<Value>,
  "operation" | "path" | "method" | "query" | "json" | "effect" | "decode" | "maxAttempts" | "headers"
>;

/** Flipkart's calls with their token; every answer goes through a schema. */
export interface FlipkartClient {
  /** Makes a call and gives its whole answer. */
  send<Value>(request: FlipkartRequest<Value>, call: FlipkartCall): Promise<HttpAnswer<Value>>;
  search(search: ShipmentSearch, call: FlipkartCall): Promise<WireShipmentPage>;
  /** The page that an earlier one named: `nextPageUrl` as Flipkart gave it. */
  nextPage(url: string, call: FlipkartCall): Promise<WireShipmentPage>;
  /** A page of returns of one kind that changed since a time in epoch milliseconds, or the page that an earlier one named. */
  returns(list: ReturnList, call: FlipkartCall): Promise<WireReturnPage>;
  /** Shipments with goods and state, by one kind of id, a hundred at a time. */
  shipmentsBy(kind: "orderIds" | "shipmentIds", ids: readonly string[], call: FlipkartCall): Promise<unknown[]>;
  /** People and courier of shipments, 25 at a time. */
  details(shipmentIds: readonly string[], call: FlipkartCall): Promise<unknown[]>;
  /** A batch of changes; one result an item, in whatever order Flipkart likes. */
  change(operation: string, json: unknown, call: FlipkartCall): Promise<ItemResult[]>;
}

/** Why goods came back: the buyer sent them, or the courier could not deliver them. */
export type ReturnSource = "customer_return" | "courier_return";
export interface ReturnList {
  source: ReturnSource;
  from: number;
  /** Flipkart's address of a further page; null for the first. */
  url: string | null;
}

const maxOrderIds = 100;
const maxDetails = 25;
/** Self-access tokens are replaced when they have ended: asked earlier, Flipkart may give the same one again. */
const refreshAheadMs = { self: 0, consent: 300_000 };

export function createFlipkartClient(context: FlipkartContext): FlipkartClient {
  const { settings, hosts, credentials, now, tokens } = context;
  const http = createHttpClient({ ...transport(context), baseURL: hosts.sellers, decodeError: decodeFlipkartError });
  const tokenHttp = createHttpClient({ ...transport(context), baseURL: hosts.oauth });
  const service = { http: tokenHttp, oauth: hosts.oauth, credentials, now };
  const access =
    credentials.accessType === "third_party"
      ? ({ exchange: consentToken, refreshAheadMs: refreshAheadMs.consent } as const)
      : ({ exchange: ownToken, refreshAheadMs: refreshAheadMs.self } as const);
  const authorized = createAuthorized({
    platform: "flipkart",
    platformName: "Flipkart",
    tokens,
    exchange: (current) => access.exchange(service, current),
    refreshAheadMs: access.refreshAheadMs,
    now,
    ...(settings.onEvent && { onEvent: settings.onEvent }),
  });

  const client: FlipkartClient = {
    send: (request, call) =>
      withinDeadline(call, now, (signal) =>
        authorized(
          (token) =>
            http.request({
              ...request,
              ...call,
              headers: { accept: "application/json", ...request.headers, authorization: `Bearer ${token}` },
            }),
          signal && { signal },
        ),
      ),
    search: (search, call) => get(client, call, { ...searching, json: search, data: shipmentPageSchema }),
    nextPage: (url, call) => {
      const path = pathOfNext(url, hosts.sellers);
      return get(client, call, { operation: "GET /v3/shipments/filter", path, data: shipmentPageSchema });
    },
    returns({ source, from, url }, call) {
      // Without an end: one that changes while the list is read stays in it, and moves no other past the reader.
      const query = { source, modifiedAfter: indianTime(from) };
      const page = url === null ? { path: "/v2/returns", query } : { path: pathOfNext(url, hosts.sellers) };
      return get(client, call, { operation: "GET /v2/returns", ...page, data: returnPageSchema });
    },
    async shipmentsBy(kind, ids, call) {
      const found: unknown[] = [];
      for (const some of batches([...new Set(ids)], maxOrderIds)) {
        const request = { operation: "GET /v3/shipments", path: "/v3/shipments", query: { [kind]: some.join(",") } };
        found.push(...((await get(client, call, { ...request, data: shipmentListSchema })).shipments ?? []));
      }
      return found;
    },
    async details(shipmentIds, call) {
      const found: unknown[] = [];
      for (const some of batches([...new Set(shipmentIds)], maxDetails)) {
        const path = `/v3/shipments/${idList(some)}`;
        const request = { operation: "GET /v3/shipments/{shipmentIds}", path, data: shipmentListSchema };
        found.push(...((await get(client, call, request)).shipments ?? []));
      }
      return found;
    },
    async change(operation, json, call) {
      const [, path = ""] = operation.split(" ");
      const request = { operation, path, method: "POST", effect: "write", json } as const;
      const { data } = await client.send({ ...request, decode: jsonBody(shipmentResultsSchema) }, call);
      return data.shipments ?? [];
    },
  };
  return client;
}

const searching = {
  operation: "POST /v3/shipments/filter",
  path: "/v3/shipments/filter",
  method: "POST",
  effect: "read",
} as const;

/** Ids in a path: each encoded, with commas between. */
export function idList(ids: readonly string[]): string {
  return ids.map(percentEncode).join(",");
}

/**
 * The path of a next page below `/sellers`. Flipkart gives it without that prefix; one that has it is not doubled, and
 * the host that a whole address names is never asked: the token goes to the configured one only.
 */
export function pathOfNext(url: string, sellers: string): string {
  const base = new URL(sellers);
  if (!URL.canParse(url, `${base.origin}/`)) {
    const message = "Flipkart named a next page whose address is none.";
    throw new ConnectorError({ code: "bad_response", message, operation: "next page" });
  }
  const given = new URL(url, `${base.origin}/`);
  const prefixes = [base.pathname, "/sellers"];
  const prefix = prefixes.find((start) => given.pathname.startsWith(`${start}/`)) ?? "";
  return `${given.pathname.slice(prefix.length)}${given.search}`;
}

async function get<Value>(
  client: FlipkartClient,
  call: FlipkartCall,
  { data, ...request }: Omit<FlipkartRequest<Value>, "decode"> & { data: z.ZodType<Value> },
): Promise<Value> {
  return (await client.send({ ...request, decode: jsonBody(data) }, call)).data;
}

function transport({ settings, rateBudget, now }: FlipkartContext): Omit<HttpClientOptions, "baseURL"> {
  const { fetch, onEvent, sleep, random } = settings;
  return {
    platform: "flipkart",
    platformName: "Flipkart",
    rateBudget,
    now,
    ...(fetch && { fetch }),
    ...(onEvent && { onEvent }),
    ...(sleep && { sleep }),
    ...(random && { random }),
  };
}

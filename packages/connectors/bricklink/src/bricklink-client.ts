import {
  type CallLimits,
  createHttpClient,
  createMemoryRateBudget,
  type HttpClient,
  type HttpRequest,
  jsonBody,
  noBody,
  percentEncode,
  type RateLane,
} from "@counterfoil/connector-kit";
import { z } from "zod";
import { createBricklinkSigner } from "./bricklink-auth.ts";
import { createErrorDecoder } from "./bricklink-errors.ts";
import { bricklinkManifest } from "./bricklink-manifest.ts";
import { enveloped } from "./bricklink-schemas.ts";
import type { BricklinkContext } from "./bricklink-settings.ts";

/** Limits of the call and the lane it goes in. */
export type BricklinkCall = CallLimits & { lane: RateLane };

/** What may be changed on an order. */
export interface ShippingChange {
  tracking_no?: string;
  date_shipped: string;
}

/** What a seller may change on an order besides its shipment. */
export interface OrderChange {
  remarks?: string;
  is_filed?: boolean;
}

/** What may be changed on a lot. `quantity` is a signed change such as `+3`, never a new value. */
export interface LotChange {
  quantity?: `+${number}` | `-${number}`;
  /** Always sent: a change without it fails, or wipes the text. */
  description: string;
  is_retain?: boolean;
  is_stock_room?: boolean;
}

const records = enveloped(z.array(z.unknown()));
const anything = enveloped(z.unknown());
// The whole list comes in one answer, however long it is.
const wholeListTimeoutMs = 90_000;

/** BrickLink's calls, one function each; answers are checked as far as the envelope, records by their readers. */
export function createBricklinkClient(context: BricklinkContext) {
  const http = createHttp(context);
  const get = async <Value>(
    request: Omit<HttpRequest<Value>, keyof typeof reading> & { decode: HttpRequest<Value>["decode"] },
  ) => (await http.request({ ...reading, ...request })).data;
  const order = (id: string) => `/orders/${percentEncode(id)}`;
  const lot = (id: string) => `/inventories/${percentEncode(id)}`;

  return {
    /** Received orders but the purged ones. `filed` lists the archived ones instead of the others. */
    async listOrders(filed: boolean, call: BricklinkCall): Promise<unknown[]> {
      const query = { direction: "in", status: "-purged", filed };
      const request = { operation: "GET /orders", path: "/orders", query, timeoutMs: wholeListTimeoutMs };
      return (await get({ ...request, decode: jsonBody(records), ...call })).data;
    },
    async getOrder(id: string, call: BricklinkCall): Promise<unknown> {
      return (await get({ operation: "GET /orders/{id}", path: order(id), decode: jsonBody(anything), ...call })).data;
    },
    async getOrderItems(id: string, call: BricklinkCall): Promise<unknown> {
      const request = { operation: "GET /orders/{id}/items", path: `${order(id)}/items` };
      return (await get({ ...request, decode: jsonBody(anything), ...call })).data;
    },
    /** Gives the order as it is afterwards: BrickLink ignores in silence what it does not take. */
    async updateShipping(id: string, shipping: ShippingChange, call: BricklinkCall): Promise<unknown> {
      const request = { operation: "PUT /orders/{id}", path: order(id), method: "PUT", json: { shipping } } as const;
      const answer = await http.request({
        ...request,
        effect: "idempotent_write",
        decode: jsonBody(anything),
        ...call,
      });
      return answer.data.data;
    },
    /** Changes the seller's own note or the archive mark. Gives the order as it is afterwards. */
    async updateOrder(id: string, change: OrderChange, call: BricklinkCall): Promise<unknown> {
      const request = { operation: "PUT /orders/{id}", path: order(id), method: "PUT", json: change } as const;
      const answer = await http.request({
        ...request,
        effect: "idempotent_write",
        decode: jsonBody(anything),
        ...call,
      });
      return answer.data.data;
    },
    async setOrderStatus(id: string, value: string, call: BricklinkCall): Promise<void> {
      const json = { field: "status", value };
      const request = {
        operation: "PUT /orders/{id}/status",
        path: `${order(id)}/status`,
        method: "PUT",
        json,
      } as const;
      await http.request({ ...request, effect: "write", decode: noBody, ...call });
    },
    async setPaymentStatus(id: string, value: string, call: BricklinkCall): Promise<void> {
      const json = { field: "payment_status", value };
      const request = {
        operation: "PUT /orders/{id}/payment_status",
        path: `${order(id)}/payment_status`,
        method: "PUT",
        json,
      } as const;
      await http.request({ ...request, effect: "write", decode: noBody, ...call });
    },
    /** Sends BrickLink's "Thank You, Drive Thru!" mail. Not idempotent: each call is a mail. */
    async sendDriveThru(id: string, copyToSeller: boolean, call: BricklinkCall): Promise<void> {
      const request = {
        operation: "POST /orders/{id}/drive_thru",
        path: `${order(id)}/drive_thru`,
        method: "POST",
        query: { mail_me: copyToSeller },
      } as const;
      await http.request({ ...request, effect: "write", decode: noBody, ...call });
    },
    async listMessages(id: string, call: BricklinkCall): Promise<unknown> {
      const request = { operation: "GET /orders/{id}/messages", path: `${order(id)}/messages` };
      return (await get({ ...request, decode: jsonBody(anything), ...call })).data;
    },
    /** Unread hints. Reading them may be what marks them as read, so a lost answer is not asked for again. */
    async takeNotifications(call: BricklinkCall): Promise<unknown[]> {
      const request = { operation: "GET /notifications", path: "/notifications", maxAttempts: 1 };
      return (await http.request({ ...request, effect: "read", decode: jsonBody(records), ...call })).data.data;
    },
    async listLots(call: BricklinkCall): Promise<unknown[]> {
      const query = { status: "Y,S,B,C,N,R" };
      const request = { operation: "GET /inventories", path: "/inventories", query, timeoutMs: wholeListTimeoutMs };
      return (await get({ ...request, decode: jsonBody(records), ...call })).data;
    },
    async getLot(id: string, call: BricklinkCall): Promise<unknown> {
      return (await get({ operation: "GET /inventories/{id}", path: lot(id), decode: jsonBody(anything), ...call }))
        .data;
    },
    /** Not idempotent: the same change twice counts twice. */
    async changeLot(id: string, change: LotChange, call: BricklinkCall): Promise<unknown> {
      const request = { operation: "PUT /inventories/{id}", path: lot(id), method: "PUT", json: change } as const;
      const answer = await http.request({ ...request, effect: "write", decode: jsonBody(anything), ...call });
      return answer.data.data;
    },
    /** The smallest answer that proves keys, address and seller rights. */
    async listShippingMethods(call: BricklinkCall): Promise<unknown[]> {
      const request = { operation: "GET /settings/shipping_methods", path: "/settings/shipping_methods" };
      return (await get({ ...request, decode: jsonBody(records), ...call })).data;
    },
    /** Orders with one status: a small answer that names the store. */
    async listOrdersWithStatus(status: string, call: BricklinkCall): Promise<unknown[]> {
      const request = { operation: "GET /orders", path: "/orders", query: { direction: "in", status } };
      return (await get({ ...request, decode: jsonBody(records), ...call })).data;
    },
  };
}

export type BricklinkClient = ReturnType<typeof createBricklinkClient>;

const reading = { effect: "read", maxAttempts: 5 } as const;

function createHttp(context: BricklinkContext): HttpClient {
  const { settings, now, dailyCalls } = context;
  const limits = bricklinkManifest.limits.map((limit) => ({ ...limit, requests: dailyCalls }));
  const clock = { now, ...(settings.sleep && { sleep: settings.sleep }) };
  return createHttpClient({
    platform: bricklinkManifest.platform,
    platformName: bricklinkManifest.name,
    baseURL: context.baseURL,
    headers: { accept: "application/json" },
    prepare: createBricklinkSigner(context),
    decodeError: createErrorDecoder({ secrets: Object.values(context.credentials), now }),
    rateBudget: settings.rateBudget ?? createMemoryRateBudget({ limits, platformName: "BrickLink", ...clock }),
    ...clock,
    ...(settings.fetch && { fetch: settings.fetch }),
    ...(settings.random && { random: settings.random }),
    ...(settings.onEvent && { onEvent: settings.onEvent }),
  });
}

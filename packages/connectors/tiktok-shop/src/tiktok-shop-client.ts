import {
  type CallLimits,
  createAuthorized,
  createHttpClient,
  type HttpAnswer,
  type HttpClient,
  type HttpClientOptions,
  type HttpRequest,
  jsonBody,
} from "@counterfoil/connector-kit";
import type { z } from "zod";
import { chooseShop } from "./choose-shop.ts";
import { shopsSchema, type WireShop } from "./schemas/authorization.ts";
import { enveloped } from "./schemas/envelope.ts";
import { decodeError } from "./tiktok-shop-errors.ts";
import type { TiktokShopContext } from "./tiktok-shop-settings.ts";
import { type ApplicationKeys, signRequests } from "./tiktok-shop-signature.ts";
import { refreshTokens } from "./tiktok-shop-tokens.ts";

/** A business call. `operation` is method and path with the names of its ids, such as `GET /order/202507/orders`. */
export type ApiRequest<Value> = Pick<
  HttpRequest<Value>,
  "operation" | "lane" | "query" | "json" | "effect" | "maxAttempts"
> & {
  /** The path with its ids; defaults to that of the operation. */
  path?: string;
  /** Checks `data` of the answer. */
  data: z.ZodType<Value>;
  /** False for the few calls that refuse to be told a shop. */
  forShop?: boolean;
};

/** The shop that a connection speaks for. */
export interface Shop {
  id: string | null;
  cipher: string;
  region: string | null;
}

/** TikTok Shop's calls, signed and with their token; every answer goes through a schema. */
export interface TiktokShopClient {
  call<Value>(request: ApiRequest<Value>, limits: CallLimits): Promise<Value>;
  /** Like `call`, with headers and times of the answer. */
  answer<Value>(request: ApiRequest<Value>, limits: CallLimits): Promise<HttpAnswer<Value>>;
  /** The connected shop: as stored, else looked up once. */
  shop(limits: CallLimits): Promise<Shop>;
  /** Uses another cipher from now on: TikTok Shop may change it. */
  adopt(shop: WireShop): void;
  /** Something worth telling that is no error. */
  note(operation: string, message: string): void;
  /** Plain HTTP, for documents that lie elsewhere. */
  readonly files: HttpClient;
}

export const listShops = {
  operation: "GET /authorization/202309/shops",
  lane: "read_orders",
  data: shopsSchema,
  forShop: false,
} as const satisfies ApiRequest<unknown>;

export function createTiktokShopClient(context: TiktokShopContext): TiktokShopClient {
  const { settings, credentials, hosts, now } = context;
  const http = createSignedHttp({ ...hostOptions(context), baseURL: hosts.api }, credentials, now);
  const files = createHttpClient({ ...hostOptions(context), baseURL: hosts.api });
  const tokens = { keys: credentials, http: createHttpClient({ ...hostOptions(context), baseURL: hosts.auth }) };
  const authorized = createAuthorized({
    platform: "tiktok-shop",
    platformName: "TikTok Shop",
    tokens: context.tokens,
    exchange: (current) => refreshTokens(tokens, current),
    now,
    ...(settings.onEvent && { onEvent: settings.onEvent }),
  });
  let shop = storedShop(context);
  const client: TiktokShopClient = {
    files,
    call: async (request, limits) => (await client.answer(request, limits)).data,
    async answer(request, limits) {
      const cipher = request.forShop === false ? undefined : (await client.shop(limits)).cipher;
      return authorized((token) => send(http, { request, token, cipher, limits }), limits);
    },
    async shop(limits) {
      if (shop) return shop;
      const { shops } = await client.call(listShops, limits);
      const { shopId, shopCode } = credentials;
      client.adopt(chooseShop(shops ?? [], { shopId, shopCode, region: context.region }));
      return client.shop(limits);
    },
    adopt({ id, cipher, region }) {
      shop = { id, cipher, region: region ?? context.region };
    },
    note(operation, message) {
      settings.onEvent?.({ type: "validation", platform: "tiktok-shop", operation, at: now(), attempt: 1, message });
    },
  };
  return client;
}

/** HTTP whose every attempt is signed anew. */
export function createSignedHttp(options: HttpClientOptions, keys: ApplicationKeys, now: () => number): HttpClient {
  return createHttpClient({
    ...options,
    headers: { accept: "application/json", "content-type": "application/json" },
    decodeError,
    prepare: signRequests(keys, { baseURL: options.baseURL, now }),
  });
}

/** One signed call with a token; gives the answer's data. */
export async function send<Value>(
  http: HttpClient,
  call: { request: ApiRequest<Value>; token: string; cipher: string | undefined; limits: CallLimits },
): Promise<HttpAnswer<Value>> {
  const { request, token, cipher, limits } = call;
  const { data: schema, forShop: _, path, query, ...others } = request;
  const [method, ownPath = ""] = request.operation.split(" ");
  const answer = await http.request({
    ...others,
    ...limits,
    // The operation is written with one of these methods.
    method: method as "GET" | "POST" | "PUT" | "DELETE",
    path: path ?? ownPath,
    query: { ...query, shop_cipher: cipher },
    headers: { "x-tts-access-token": token },
    decode: jsonBody(enveloped(schema)),
  });
  return { ...answer, data: answer.data.data };
}

function storedShop({ credentials, region }: TiktokShopContext): Shop | null {
  const { shopCipher: cipher, shopId, shopRegion } = credentials;
  return cipher === undefined ? null : { id: shopId ?? null, cipher, region: shopRegion ?? region };
}

function hostOptions({ settings, rateBudget }: TiktokShopContext): Omit<HttpClientOptions, "baseURL"> {
  const { fetch, onEvent, now, sleep, random } = settings;
  return {
    platform: "tiktok-shop",
    platformName: "TikTok Shop",
    rateBudget,
    ...(fetch && { fetch }),
    ...(onEvent && { onEvent }),
    ...(now && { now }),
    ...(sleep && { sleep }),
    ...(random && { random }),
  };
}

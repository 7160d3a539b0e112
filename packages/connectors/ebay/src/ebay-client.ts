import {
  type Authorized,
  type CallLimits,
  createAuthorized,
  createHttpClient,
  createMemoryTokenStore,
  type HttpAnswer,
  type HttpClient,
  type HttpRequest,
  type PrepareRequest,
} from "@counterfoil/connector-kit";
import { applicationTokens, oauthClient, refreshTokens } from "./ebay-auth.ts";
import { decodeRestError } from "./ebay-errors.ts";
import { decideThrottle, decodeQuotaCount, isUndecidedThrottle, type QuotaCount } from "./ebay-quota.ts";
import type { EbayContext } from "./ebay-settings.ts";
import { type SigningKey, signatureHeaders } from "./signatures/digital-signature.ts";
import { needsSignature } from "./signatures/signed-calls.ts";
import { callTrading, type TradingCall } from "./trading/trading-client.ts";

/** A REST call. `path` is below the api host unless `host` says otherwise. */
export type RestRequest<Value> = Omit<HttpRequest<Value>, "deadlineMs" | "signal" | "deadlineAt" | "budget"> & {
  /** eBay's API of this call, which is also its limit. */
  api: "Fulfillment" | "Inventory" | "Account" | "Notification" | "Identity" | "Analytics" | "Finances";
  host?: "api" | "apiz";
};

/** eBay's calls with the token they need; every answer goes through a schema. */
export interface EbayClient {
  /** A REST call as the seller. */
  rest<Value>(request: RestRequest<Value>, limits: CallLimits): Promise<HttpAnswer<Value>>;
  /** A REST call as the application itself. */
  restAsApplication<Value>(request: RestRequest<Value>, limits: CallLimits): Promise<HttpAnswer<Value>>;
  /** A Trading API call as the seller. */
  trading<Value>(call: TradingCall<Value>, limits: CallLimits): Promise<Value>;
}

export function createEbayClient(context: EbayContext): EbayClient {
  const { settings, now, hosts } = context;
  const http = createHttpClient({
    ...hostSettings(context),
    platform: "ebay",
    platformName: "eBay",
    baseURL: hosts.api,
    headers: { accept: "application/json" },
    decodeError: decodeRestError,
    prepare: signed(context.signingKey, now),
  });
  const oauth = oauthClient(context, http);
  const shared = {
    platform: "ebay",
    platformName: "eBay",
    now,
    ...(settings.onEvent && { onEvent: settings.onEvent }),
  };
  const asSeller = createAuthorized({
    ...shared,
    tokens: context.tokens,
    exchange: (current) => refreshTokens(oauth, current),
  });
  const asApplication = createAuthorized({
    ...shared,
    tokens: createMemoryTokenStore(),
    exchange: () => applicationTokens(oauth),
  });
  const trading = { http, siteId: context.marketplace.siteId, now };
  /** A throttle as eBay's count explains it, and every other error as it is. */
  const explained = async (error: unknown, api: string, limits: CallLimits): Promise<unknown> => {
    if (!isUndecidedThrottle(error)) return error;
    const count = await readQuota(api, restAsApplication, limits);
    if (count) context.rateBudget.observe(api, count);
    return decideThrottle(error, count, now());
  };
  const restAsApplication: EbayClient["restAsApplication"] = (request, limits) =>
    rest(request, { limits, authorized: asApplication, http, context });
  return {
    async rest(request, limits) {
      try {
        return await rest(request, { limits, authorized: asSeller, http, context });
      } catch (error) {
        throw await explained(error, request.api, limits);
      }
    },
    restAsApplication,
    async trading(call, limits) {
      await askBurst(call, context, limits);
      try {
        return await asSeller((token) => callTrading(call, trading, { ...limits, token }), limits);
      } catch (error) {
        throw await explained(error, "Trading", limits);
      }
    },
  };
}

function rest<Value>(
  request: RestRequest<Value>,
  through: { limits: CallLimits; authorized: Authorized; http: HttpClient; context: EbayContext },
): Promise<HttpAnswer<Value>> {
  const { api, host = "api", path, headers, ...others } = request;
  const { limits, authorized, http, context } = through;
  const call = (token: string) =>
    http.request({
      ...others,
      ...limits,
      budget: api,
      path: `${context.hosts[host]}${path}`,
      headers: {
        "x-ebay-c-marketplace-id": context.marketplace.id,
        ...headers,
        authorization: `Bearer ${token}`,
      },
    });
  return authorized(call, limits);
}

const analyticsNames: Readonly<Record<string, readonly [context: string, name: string]>> = {
  Fulfillment: ["sell", "fulfillment"],
  Inventory: ["sell", "inventory"],
  Account: ["sell", "account"],
  Trading: ["tradingapi", "tradingapi"],
};

/** eBay's count of an API's calls; null where it keeps none or does not tell. */
async function readQuota(
  api: string,
  call: EbayClient["restAsApplication"],
  limits: CallLimits,
): Promise<QuotaCount | null> {
  const [context, name] = analyticsNames[api] ?? [];
  if (!context || !name) return null;
  try {
    const { data } = await call(
      {
        api: "Analytics",
        operation: "GET /developer/analytics/v1_beta/rate_limit",
        lane: "withdraw_stock",
        path: "/developer/analytics/v1_beta/rate_limit/",
        query: { api_context: context, api_name: name },
        maxAttempts: 1,
        decode: decodeQuotaCount,
      },
      limits,
    );
    return data;
  } catch (error) {
    if (limits.signal?.aborted) throw error;
    return null;
  }
}

/** Some Trading calls have a second limit, per seller and 15 seconds, beside the daily one of them all. */
const burstLimited: ReadonlySet<string> = new Set(["GetMyeBaySelling", "ReviseInventoryStatus"]);

async function askBurst<Value>(call: TradingCall<Value>, context: EbayContext, limits: CallLimits): Promise<void> {
  if (!burstLimited.has(call.name)) return;
  const request = { operation: call.name, lane: call.lane, ...(limits.signal && { signal: limits.signal }) };
  await context.rateBudget.acquire(request);
}

function signed(key: SigningKey | null, now: () => number): PrepareRequest {
  return (request) => {
    if (!key || !needsSignature(request.method, request.url)) return request;
    const created = Math.floor(now() / 1000);
    const { method, url, body } = request;
    for (const [name, value] of Object.entries(signatureHeaders({ method, url, body, created }, key))) {
      request.headers.set(name, value);
    }
    return request;
  };
}

function hostSettings({ settings, rateBudget }: EbayContext) {
  const { fetch, onEvent, now, sleep, random } = settings;
  return {
    rateBudget,
    ...(fetch && { fetch }),
    ...(onEvent && { onEvent }),
    ...(now && { now }),
    ...(sleep && { sleep }),
    ...(random && { random }),
  };
}

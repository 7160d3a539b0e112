import {
  type BodyDecoder,
  type CallLimits,
  createAuthorized,
  createHttpClient,
  createMemoryTokenStore,
  type DecodedError,
  type HttpAnswer,
  type HttpClient,
  type HttpParameters,
  type RateLane,
  type RequestEffect,
  retryAfter,
  type WireAnswer,
} from "@counterfoil/connector-kit";
import { applicationTokens, lwaClient, refreshTokens } from "./amazon-auth.ts";
import { decodeAmazonError } from "./amazon-errors.ts";
import { type OperationName, operationLabel, operationPath, operations } from "./amazon-operations.ts";
import type { AmazonContext } from "./amazon-settings.ts";
import { userAgent } from "./user-agent.ts";

/** A call of the Selling Partner API, named as Amazon names it. */
export interface AmazonCall<Value> {
  operation: OperationName;
  lane: RateLane;
  /** Values of the path's `{names}`. */
  path?: Readonly<Record<string, string>>;
  query?: HttpParameters;
  json?: unknown;
  effect?: RequestEffect;
  decode: BodyDecoder<Value>;
}

/** Amazon's calls with the token and the budget they need; every answer goes through a schema. */
export interface AmazonClient {
  /** A call as the seller. */
  call<Value>(call: AmazonCall<Value>, limits: CallLimits): Promise<HttpAnswer<Value>>;
  /** A call as the application itself, which belongs to no seller. */
  callAsApplication<Value>(call: AmazonCall<Value>, limits: CallLimits): Promise<HttpAnswer<Value>>;
  /** Plain HTTP without any credentials, for documents that Amazon keeps elsewhere. */
  plain: HttpClient;
}

export function createAmazonClient(context: AmazonContext): AmazonClient {
  const { settings, now, credentials, rateBudget } = context;
  const shared = { platform: "amazon", platformName: "Amazon", now };
  const observed = settings.onEvent ? { onEvent: settings.onEvent } : {};
  const api = createHttpClient({
    ...transport(context),
    ...{ ...shared, rateBudget, baseURL: "" },
    headers: { accept: "application/json", "user-agent": userAgent() },
    prepare(request) {
      request.headers.set("x-amz-date", basicTime(now()));
      return request;
    },
  });
  const plain = createHttpClient({ ...transport(context), ...shared, baseURL: "" });
  const lwa = () => lwaClient(context, context.hosts().lwa, plain);
  const asSeller = createAuthorized({
    ...{ ...shared, ...observed, tokens: context.tokens },
    exchange: async (current) => refreshTokens(lwa(), current, credentials),
  });
  const asApplication = createAuthorized({
    ...{ ...shared, ...observed, tokens: createMemoryTokenStore() },
    exchange: async () => applicationTokens(lwa(), "sellingpartnerapi::notifications", credentials),
  });
  const rates = new Map<OperationName, number>();

  const send = async <Value>(call: AmazonCall<Value>, token: string, limits: CallLimits) => {
    const { operation, path, ...request } = call;
    return await api.request({
      ...request,
      ...limits,
      operation: operationLabel(operation),
      budget: operation,
      method: operations[operation].method,
      path: `${context.hosts().api}${operationPath(operation, path)}`,
      headers: { "x-amz-access-token": token },
      decodeError: (answer) => judge(answer, operation, { rates, context }),
    });
  };
  return {
    call: (call, limits) => asSeller((token) => send(call, token, limits), limits),
    callAsApplication: (call, limits) => asApplication((token) => send(call, token, limits), limits),
    plain,
  };
}

/** Learns the rate from every answer that tells it, and gives a throttled one the time of the next call. */
function judge(
  answer: WireAnswer,
  operation: OperationName,
  { rates, context }: { rates: Map<OperationName, number>; context: AmazonContext },
): DecodedError | null {
  const { rateBudget, now } = context;
  const told = Number(answer.headers.get("x-amzn-ratelimit-limit"));
  if (told > 0 && told !== rates.get(operation)) {
    rates.set(operation, told);
    rateBudget.observe(operation, { ratePerSecond: told });
  }
  const error = decodeAmazonError(answer, operation);
  if (error?.code !== "rate_limited") return error;
  // Amazon gives no Retry-After and leaves the rate out of a 429: the bucket is empty and fills at the rate known.
  rateBudget.observe(operation, { remaining: 0 });
  const perSecond = rates.get(operation) ?? operations[operation].ratePerSecond;
  return { ...error, retryAt: retryAfter(answer.headers, now()) ?? now() + Math.ceil(1000 / perSecond) };
}

/** ISO 8601 in its basic form, such as `20260101T120000Z`. */
function basicTime(time: number): string {
  return new Date(time)
    .toISOString()
    .replace(/\.\d+Z$/, "Z")
    .replace(/[-:]/g, "");
}

function transport({ settings }: AmazonContext) {
  const { fetch, onEvent, sleep, random } = settings;
  return {
    ...(fetch && { fetch }),
    ...(onEvent && { onEvent }),
    ...(sleep && { sleep }),
    ...(random && { random }),
  };
}

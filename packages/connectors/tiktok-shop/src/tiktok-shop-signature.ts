import { constantTimeEqual, hmac, type PrepareRequest, type WireRequest } from "@counterfoil/connector-kit";

export interface ApplicationKeys {
  appKey: string;
  appSecret: string;
}

/** What a request's signature covers. `query` holds decoded values; `body` the exact text that is sent. */
export interface SignedParts {
  path: string;
  query: readonly (readonly [string, string])[];
  body: string;
}

const unsigned: ReadonlySet<string> = new Set(["sign", "access_token"]);

/** The `sign` of a request: lower-case hex HMAC-SHA256. See https://partner.tiktokshop.com/docv2/page/sign-your-api-request */
export function requestSignature({ path, query, body }: SignedParts, appSecret: string): string {
  const parameters = query
    .filter(([name]) => !unsigned.has(name))
    .sort(([a], [b]) => (a < b ? -1 : Number(a > b)))
    .map(([name, value]) => `${name}${value}`)
    .join("");
  const data = `${appSecret}${path}${parameters}${body}${appSecret}`;
  return hmac({ algorithm: "sha256", key: appSecret, data, encoding: "hex" });
}

/** Puts key, time and signature on each attempt. `baseURL` is what stands before the path that TikTok Shop knows. */
export function signRequests(keys: ApplicationKeys, options: { baseURL: string; now: () => number }): PrepareRequest {
  const prefix = new URL(options.baseURL).pathname.replace(/\/+$/, "");
  return (request) => {
    const url = new URL(request.url);
    url.searchParams.set("app_key", keys.appKey);
    url.searchParams.set("timestamp", String(Math.floor(options.now() / 1000)));
    const path = url.pathname.slice(prefix.length);
    const query = [...url.searchParams];
    const body = bodyText(request);
    url.searchParams.set("sign", requestSignature({ path, query, body }, keys.appSecret));
    return { ...request, url: url.href };
  };
}

function bodyText({ body }: WireRequest): string {
  if (body === undefined) return "";
  return typeof body === "string" ? body : new TextDecoder().decode(body);
}

/** The `Authorization` value of a webhook, over the body's bytes as they came. */
export function webhookSignature(body: Uint8Array, { appKey, appSecret }: ApplicationKeys): string {
  const data = Buffer.concat([Buffer.from(appKey), body]);
  return hmac({ algorithm: "sha256", key: appSecret, data, encoding: "hex" });
}

/** Whether a webhook was signed by the holder of the application's secret. Compares in constant time. */
export function isSignedWebhook(body: Uint8Array, signature: string, keys: ApplicationKeys): boolean {
  return constantTimeEqual(webhookSignature(body, keys), signature.trim());
}

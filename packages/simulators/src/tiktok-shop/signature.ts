import { createHmac, timingSafeEqual } from "node:crypto";

/** What a request is signed over. */
export interface SignedRequest {
  appSecret: string;
  /** Path without host and query. */
  path: string;
  /** All query parameters, decoded. */
  query: readonly (readonly [string, string])[];
  /** The exact body; empty when there is none, or when it is multipart. */
  body: string;
}

/** The text that is signed: secret, path, sorted parameters without `sign` and `access_token`, body, secret. */
export function signatureBase({ appSecret, path, query, body }: SignedRequest): string {
  const pairs = query
    .filter(([name]) => name !== "sign" && name !== "access_token")
    .map(([name, value]) => [name, value] as const)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return `${appSecret}${path}${pairs.map((pair) => pair.join("")).join("")}${body}${appSecret}`;
}

/** Lower-case hex of HMAC-SHA256 over the base, keyed with the secret. */
export function requestSignature(request: SignedRequest): string {
  return createHmac("sha256", request.appSecret).update(signatureBase(request)).digest("hex");
}

/** What the header `Authorization` of a webhook holds. */
export function webhookSignature(app: { appKey: string; appSecret: string }, body: string): string {
  return createHmac("sha256", app.appSecret).update(`${app.appKey}${body}`).digest("hex");
}

export function sameSignature(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}

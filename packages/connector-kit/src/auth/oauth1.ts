import { createHmac, randomBytes } from "node:crypto";
import { sleep as defaultSleep } from "../http/call-limits.ts";
import { type HttpParameters, parameterPairs, percentEncode } from "../http/encode.ts";
import type { PrepareRequest } from "../http/http-types.ts";

/** OAuth 1.0a credentials with a static token; HMAC-SHA1 (RFC 5849). */
export interface OAuth1Credentials {
  consumerKey: string;
  consumerSecret: string;
  token: string;
  tokenSecret: string;
}

/** One request to sign. `url` is exactly what is sent, query included; only a form body counts as parameters. */
export interface OAuth1Request {
  method: string;
  url: string;
  form?: HttpParameters;
  nonce: string;
  /** Seconds since 1970. */
  timestamp: number;
  /** Null leaves `oauth_version` out, which RFC 5849 allows. Defaults to `1.0`. */
  version?: "1.0" | null;
}

/** The signature base string of RFC 5849 §3.4.1: method, base URL and sorted parameters. */
export function oauth1BaseString(request: OAuth1Request, credentials: OAuth1Credentials): string {
  const url = new URL(request.url);
  const parameters = [
    ...queryPairs(request.url),
    ...parameterPairs(request.form ?? []),
    ...protocolParameters(request, credentials),
  ];
  const encoded = parameters
    .map(([name, value]): [string, string] => [percentEncode(name), percentEncode(value)])
    .sort(([nameA, valueA], [nameB, valueB]) => compareBytes(nameA, nameB) || compareBytes(valueA, valueB))
    .map(([name, value]) => `${name}=${value}`)
    .join("&");
  const base = `${url.protocol}//${url.host}${sentPath(request.url)}`;
  return [request.method.toUpperCase(), percentEncode(base), percentEncode(encoded)].join("&");
}

/** The base64 HMAC-SHA1 signature. */
export function oauth1Signature(request: OAuth1Request, credentials: OAuth1Credentials): string {
  const key = `${percentEncode(credentials.consumerSecret)}&${percentEncode(credentials.tokenSecret)}`;
  return createHmac("sha1", key).update(oauth1BaseString(request, credentials)).digest("base64");
}

/** The `Authorization` header: `OAuth oauth_consumer_key="…", …`, names in order. */
export function oauth1Header(request: OAuth1Request, credentials: OAuth1Credentials): string {
  const signature: [string, string] = ["oauth_signature", oauth1Signature(request, credentials)];
  const all = [...protocolParameters(request, credentials), signature];
  all.sort(([a], [b]) => compareBytes(a, b));
  return `OAuth ${all.map(([name, value]) => `${name}="${percentEncode(value)}"`).join(", ")}`;
}

export interface OAuth1SignerOptions {
  now?: () => number;
  sleep?: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** Makes a nonce; defaults to 128 random bits in hex. */
  nonce?: () => string;
  /**
   * How far timestamps may run ahead of the clock in a burst, in seconds, before the signer waits; defaults to 120.
   * Stay well inside the platform's tolerance.
   */
  maxLeadSeconds?: number;
}

/**
 * Signs each attempt of each request anew, as a `prepare` step. Nonces are fresh and timestamps strictly increase, for
 * platforms that refuse a timestamp seen before: keep one signer per token.
 */
export function createOAuth1Signer(credentials: OAuth1Credentials, options: OAuth1SignerOptions = {}): PrepareRequest {
  const now = options.now ?? (() => Date.now());
  const sleep = options.sleep ?? defaultSleep;
  const nonce = options.nonce ?? (() => randomBytes(16).toString("hex"));
  const maxLead = options.maxLeadSeconds ?? 120;
  let last = 0;
  return async (request, _attempt, signal) => {
    const clock = Math.floor(now() / 1000);
    last = Math.max(clock, last + 1);
    const timestamp = last;
    const ahead = timestamp - clock - maxLead;
    if (ahead > 0) await sleep(ahead * 1000, signal);
    const header = oauth1Header({ method: request.method, url: request.url, nonce: nonce(), timestamp }, credentials);
    request.headers.set("authorization", header);
    return request;
  };
}

function protocolParameters(request: OAuth1Request, credentials: OAuth1Credentials): [string, string][] {
  const parameters: [string, string][] = [
    ["oauth_consumer_key", credentials.consumerKey],
    ["oauth_nonce", request.nonce],
    ["oauth_signature_method", "HMAC-SHA1"],
    ["oauth_timestamp", String(request.timestamp)],
    ["oauth_token", credentials.token],
  ];
  const version = request.version === undefined ? "1.0" : request.version;
  if (version !== null) parameters.push(["oauth_version", version]);
  return parameters;
}

// The path as it is sent: `URL` would leave it alone in most cases, but what is signed must not depend on that.
function sentPath(url: string): string {
  const path = /^[a-z]+:\/\/[^/?#]*([^?#]*)/i.exec(url)?.[1] ?? "";
  return path === "" ? "/" : path;
}

function queryPairs(url: string): [string, string][] {
  const query = /\?([^#]*)/.exec(url)?.[1] ?? "";
  if (query === "") return [];
  return query.split("&").map((pair) => {
    const [name = "", ...rest] = pair.split("=");
    return [decode(name), decode(rest.join("="))];
  });
}

function decode(text: string): string {
  return decodeURIComponent(text.replaceAll("+", " "));
}

// Encoded text is ASCII, so code units compare as bytes do.
function compareBytes(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

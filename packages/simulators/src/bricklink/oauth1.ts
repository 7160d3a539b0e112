import { createHmac, timingSafeEqual } from "node:crypto";

type Pairs = readonly (readonly [name: string, value: string])[];

/** A request as it is signed: the URL as sent, without its query, and the decoded parameters. */
export interface SignedRequest {
  readonly method: string;
  /** Scheme, host (with a port that is not the scheme's own) and path as sent. */
  readonly url: string;
  readonly query: Pairs;
  /** OAuth parameters without signature and realm. */
  readonly oauth: Pairs;
}

/** Percent-encoding of RFC 3986: only letters, digits, `-`, `.`, `_` and `~` stay. */
export function percentEncode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`,
  );
}

/** The signature base string of RFC 5849 §3.4.1. */
export function baseString(request: SignedRequest): string {
  const encoded = [...request.query, ...request.oauth].map(([name, value]) => [
    percentEncode(name),
    percentEncode(value),
  ]);
  const parameters = encoded
    .map(([name = "", value = ""]) => ({ name, value }))
    .sort((a, b) => compareBytes(a.name, b.name) || compareBytes(a.value, b.value))
    .map(({ name, value }) => `${name}=${value}`)
    .join("&");
  return [request.method.toUpperCase(), normalUrl(request.url), parameters].map(percentEncode).join("&");
}

/** HMAC-SHA1 signature of RFC 5849 §3.4.2, in base64. */
export function signatureOf(request: SignedRequest, secrets: { consumerSecret: string; tokenSecret: string }): string {
  const key = `${percentEncode(secrets.consumerSecret)}&${percentEncode(secrets.tokenSecret)}`;
  return createHmac("sha1", key).update(baseString(request)).digest("base64");
}

/** Compares two signatures in constant time. */
export function sameSignature(expected: string, given: string): boolean {
  const [left, right] = [Buffer.from(expected), Buffer.from(given)];
  return left.length === right.length && timingSafeEqual(left, right);
}

/** Reads an `Authorization: OAuth …` header: any order, with or without `realm`. Null when it is none. */
export function parseAuthorization(header: string | undefined): Map<string, string> | null {
  const match = /^OAuth\s+(.*)$/is.exec(header?.trim() ?? "");
  if (match === null) return null;
  const parameters = new Map<string, string>();
  for (const part of (match[1] ?? "").split(",")) {
    const field = /^\s*([^=\s]+)="([^"]*)"\s*$/.exec(part);
    if (field === null) return null;
    const [, name = "", value = ""] = field;
    const decoded = decode(value);
    if (decoded === null || parameters.has(name)) return null;
    parameters.set(name, decoded);
  }
  return parameters;
}

/** Parameters of a query as sent; `+` is a blank, as forms have it. Null when it is not valid percent-encoding. */
export function parseQuery(query: string): Pairs | null {
  if (query === "") return [];
  const pairs: [string, string][] = [];
  for (const part of query.split("&")) {
    const at = part.indexOf("=");
    const name = decode((at < 0 ? part : part.slice(0, at)).replaceAll("+", " "));
    const value = decode((at < 0 ? "" : part.slice(at + 1)).replaceAll("+", " "));
    if (name === null || value === null) return null;
    pairs.push([name, value]);
  }
  return pairs;
}

function decode(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

// Encoded text is ASCII, where code units are bytes.
function compareBytes(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function normalUrl(url: string): string {
  const [, scheme = "", host = "", path = ""] = /^([^:]+):\/\/([^/?#]*)([^?#]*)/.exec(url) ?? [];
  const protocol = scheme.toLowerCase();
  const bare = host.toLowerCase().replace(protocol === "https" ? /:443$/ : /:80$/, "");
  return `${protocol}://${bare}${path || "/"}`;
}

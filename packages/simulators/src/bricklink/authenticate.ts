import type { Token } from "./bricklink-entities.ts";
import { BricklinkRefusal, badOAuth } from "./bricklink-errors.ts";
import { type BricklinkWorld, CALLS_QUOTA } from "./bricklink-world.ts";
import type { BricklinkContext } from "./envelope.ts";
import { parseAuthorization, parseQuery, sameSignature, signatureOf } from "./oauth1.ts";

const required = [
  "oauth_version",
  "oauth_consumer_key",
  "oauth_token",
  "oauth_timestamp",
  "oauth_nonce",
  "oauth_signature_method",
  "oauth_signature",
] as const;
/** Tolerance of the platform's clock; BrickLink's own figure is not published. */
const WINDOW_SECONDS = 300;
const MAX_NONCES = 5000;
/** Test header that stands for the caller's address. */
export const PEER_HEADER = "x-simulated-peer-ip";

/** Checks a call's OAuth 1.0a signature, token, time, nonce and address, and counts it. */
export function authenticate(world: BricklinkWorld, c: BricklinkContext) {
  const parameters = parseAuthorization(c.req.header("authorization"));
  const consumerKey = parameters?.get("oauth_consumer_key");
  countCall(world, consumerKey);
  if (parameters === null) throw badOAuth("The Authorization header is missing or not an OAuth header");
  for (const name of required) {
    if ((parameters.get(name) ?? "") === "") throw badOAuth(`PARAMETER_ABSENT: ${name}`);
  }
  const value = (name: (typeof required)[number]) => parameters.get(name) ?? "";
  if (value("oauth_version") !== "1.0") throw badOAuth("VERSION_REJECTED: oauth_version must be 1.0");
  if (value("oauth_signature_method") !== "HMAC-SHA1") {
    throw badOAuth("SIGNATURE_METHOD_REJECTED: oauth_signature_method must be HMAC-SHA1");
  }
  const token = findToken(world, value("oauth_consumer_key"), value("oauth_token"));
  checkAddress(c, token);
  checkTime(world, value("oauth_timestamp"));
  checkSignature(c, token, parameters);
  useNonce(world, token, { nonce: value("oauth_nonce"), timestamp: Number(value("oauth_timestamp")) });
}

function findToken(world: BricklinkWorld, consumerKey: string, tokenValue: string): Token {
  const known = world.tokens.find((token) => token.consumerKey === consumerKey);
  if (known === undefined) throw badOAuth(`CONSUMER_KEY_UNKNOWN: ${consumerKey}`);
  const token = world.tokens.get(tokenValue);
  if (token === undefined || token.revoked || token.consumerKey !== consumerKey) {
    throw badOAuth(`TOKEN_VALUE_UNKNOWN: ${tokenValue}`);
  }
  return token;
}

function checkAddress(c: BricklinkContext, token: Token) {
  const peer = c.req.header(PEER_HEADER) ?? c.env?.incoming?.socket.remoteAddress ?? "127.0.0.1";
  const address = peer.replace(/^::ffff:/, "");
  if (!withinMask(address, token.allowedIp, token.allowedMask)) {
    throw badOAuth(`TOKEN_IP_MISMATCHED: consumer: ${token.consumerKey} IP: ${address}`);
  }
}

// Only IPv4 addresses can match; an open mask (0.0.0.0) lets everybody in.
function withinMask(address: string, allowed: string, mask: string): boolean {
  const maskBits = ipv4(mask);
  if (maskBits === 0) return true;
  const [peer, home] = [ipv4(address), ipv4(allowed)];
  if (peer === null || home === null || maskBits === null) return false;
  return (peer & maskBits) >>> 0 === (home & maskBits) >>> 0;
}

function ipv4(text: string): number | null {
  const parts = text.split(".").map(Number);
  if (parts.length !== 4 || parts.some((part) => !Number.isInteger(part) || part < 0 || part > 255)) return null;
  return parts.reduce((sum, part) => ((sum << 8) | part) >>> 0, 0);
}

function checkTime(world: BricklinkWorld, timestamp: string) {
  const seconds = /^\d+$/.test(timestamp) ? Number(timestamp) : Number.NaN;
  const apart = Math.abs(world.platformNow() / 1000 - seconds);
  if (!(apart <= WINDOW_SECONDS)) throw badOAuth(`TIMESTAMP_REFUSED: ${timestamp}`);
}

function checkSignature(c: BricklinkContext, token: Token, parameters: ReadonlyMap<string, string>) {
  const url = sentUrl(c);
  const [address = "", query = ""] = splitOnce(url, "?");
  const pairs = parseQuery(query);
  if (pairs === null) throw new BricklinkRefusal("INVALID_URI", "The query is not valid percent-encoding");
  const oauth = [...parameters].filter(([name]) => name !== "oauth_signature" && name !== "realm");
  const expected = signatureOf({ method: c.req.method, url: address, query: pairs, oauth }, token);
  if (!sameSignature(expected, parameters.get("oauth_signature") ?? "")) throw badOAuth("SIGNATURE_INVALID");
}

// The path is signed as it was sent, so the raw request line counts, not a parsed and rewritten URL.
function sentUrl(c: BricklinkContext): string {
  const raw = c.env?.incoming?.url;
  if (raw === undefined) return c.req.url;
  const { protocol, host } = new URL(c.req.url);
  return `${protocol}//${host}${raw}`;
}

function splitOnce(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + 1)];
}

function useNonce(world: BricklinkWorld, token: Token, { nonce, timestamp }: { nonce: string; timestamp: number }) {
  if (world.nonces.size > MAX_NONCES) forgetOldNonces(world);
  const key = `${token.tokenValue}\n${nonce}`;
  if (world.nonces.has(key)) throw badOAuth(`NONCE_USED: ${nonce}`);
  world.nonces.put({ key, timestamp });
}

// A nonce older than the window cannot come again: its timestamp would be refused.
function forgetOldNonces(world: BricklinkWorld) {
  const oldest = world.platformNow() / 1000 - 2 * WINDOW_SECONDS;
  for (const { key } of world.nonces.where(({ timestamp }) => timestamp < oldest)) world.nonces.delete(key);
}

// Errors count too. Beyond the limit nothing happens at request time, unless the switch says so.
function countCall(world: BricklinkWorld, consumerKey: string | undefined) {
  if (consumerKey === undefined) return;
  const { allowed, count } = world.quotas.take(CALLS_QUOTA, consumerKey);
  if (allowed) return;
  world.quotas.adjust(CALLS_QUOTA, { key: consumerKey, count: count + 1 });
  if (world.settings.overLimit === "refuse") {
    throw new BricklinkRefusal("TOO_MANY_REQUESTS", "The daily limit of calls is used up");
  }
}

import { createHash, createPublicKey, verify } from "node:crypto";
import type { Context } from "hono";
import type { SimulatorEnv } from "../kit/index.ts";
import type { Caller } from "./caller.ts";
import type { SigningKey } from "./ebay-entities.ts";
import { invalidSignature, missingSignatureKey } from "./ebay-errors.ts";
import type { EbayWorld } from "./ebay-world.ts";

/** The parts of a request that a digital signature covers. */
export interface SignedRequest {
  method: string;
  /** Without the query. */
  path: string;
  /** Host with its port when that is not the scheme's own. */
  authority: string;
  headers: Headers;
  body: string;
}

/** Seconds a signature's `created` may lie away from the simulated clock. */
const TOLERANCE_SECONDS = 900;

/** Refuses with 215001 or 215122 unless a signature is not asked for or is right. */
export async function requireSignature(world: EbayWorld, c: Context<SimulatorEnv>, caller: Caller) {
  const enforced = c.req.header("x-ebay-enforce-signature") === "true";
  if (!enforced && !(caller.seller?.requiresDigitalSignature ?? false)) return;
  const jwe = c.req.header("x-ebay-signature-key");
  if (jwe === undefined) throw missingSignatureKey();
  const key = world.signingKeys.get(jwe);
  const url = new URL(c.req.url);
  const request: SignedRequest = {
    method: c.req.method,
    path: url.pathname,
    authority: url.host,
    headers: c.req.raw.headers,
    body: await c.req.text(),
  };
  if (key === undefined || !verifySignature(request, key, world.clock.milliseconds() / 1000)) throw invalidSignature();
}

/** Whether the headers of eBay's digital-signature scheme fit the request. `now` in Unix seconds. */
export function verifySignature(
  request: SignedRequest,
  key: Pick<SigningKey, "cipher" | "publicKey">,
  now: number,
): boolean {
  const input = /^sig1=(\(([^)]*)\);created=(\d+)\S*)$/.exec(request.headers.get("signature-input") ?? "");
  const signature = /^sig1=:([A-Za-z0-9+/=]+):$/.exec(request.headers.get("signature") ?? "")?.[1];
  if (input === null || signature === undefined) return false;
  const [, parameters = "", list = "", created = "0"] = input;
  const components = list.split(" ").map((name) => name.replaceAll('"', ""));
  const wanted = ["x-ebay-signature-key", "@method", "@path", "@authority"];
  if (request.body !== "") wanted.push("content-digest");
  if (!wanted.every((name) => components.includes(name))) return false;
  if (Math.abs(now - Number(created)) > TOLERANCE_SECONDS) return false;
  if (request.body !== "" && request.headers.get("content-digest") !== contentDigest(request.body)) return false;
  return verify(hashFor(key.cipher), signatureBase(request, components, parameters), keyObject(key), decode(signature));
}

/** `sha-256=:…:` over the body. */
export function contentDigest(body: string): string {
  return `sha-256=:${createHash("sha256").update(body).digest("base64")}:`;
}

function signatureBase(request: SignedRequest, components: string[], parameters: string): Buffer {
  const lines = components.map((name) => `"${name}": ${componentOf(request, name)}`);
  return Buffer.from([...lines, `"@signature-params": ${parameters}`].join("\n"));
}

function componentOf(request: SignedRequest, name: string): string {
  if (name === "@method") return request.method;
  if (name === "@path") return request.path;
  if (name === "@authority") return request.authority;
  return request.headers.get(name) ?? "";
}

const hashFor = (cipher: SigningKey["cipher"]) => (cipher === "RSA" ? "sha256" : null);
const decode = (text: string) => Buffer.from(text, "base64");
const keyObject = ({ publicKey }: Pick<SigningKey, "publicKey">) =>
  createPublicKey({ key: decode(publicKey), format: "der", type: "spki" });

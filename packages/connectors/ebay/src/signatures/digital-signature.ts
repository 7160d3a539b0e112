import { createHash, createPrivateKey, type KeyObject, sign } from "node:crypto";

/** A key pair that eBay's Key Management API made for the application. */
export interface SigningKey {
  /** The public key as eBay wrapped it (JWE), sent with each signed request. */
  jwe: string;
  /** PKCS#8, base64, with or without the PEM armour. Ed25519 or RSA. */
  privateKey: string;
}

export interface RequestToSign {
  method: string;
  url: string;
  body: string | Uint8Array | undefined;
  /** Epoch seconds. */
  created: number;
}

/**
 * Headers of a digitally signed request, which eBay asks of EU and UK sellers on money-related calls.
 * See https://developer.ebay.com/develop/guides/digital-signatures-for-apis
 */
export function signatureHeaders(request: RequestToSign, key: SigningKey): Record<string, string> {
  const digest = request.body === undefined || request.body.length === 0 ? null : contentDigest(request.body);
  const parameters = signatureParameters(digest !== null, request.created);
  const base = signatureBase(request, { jwe: key.jwe, digest, parameters });
  return {
    ...(digest === null ? {} : { "content-digest": digest }),
    "x-ebay-signature-key": key.jwe,
    "signature-input": `sig1=${parameters}`,
    signature: `sig1=:${signBase(base, readPrivateKey(key.privateKey))}:`,
    "x-ebay-enforce-signature": "true",
  };
}

/** `Content-Digest` of a body (RFC 9530, SHA-256). */
export function contentDigest(body: string | Uint8Array): string {
  return `sha-256=:${createHash("sha256").update(body).digest("base64")}:`;
}

function signatureParameters(withBody: boolean, created: number): string {
  const components = [
    ...(withBody ? ["content-digest"] : []),
    "x-ebay-signature-key",
    "@method",
    "@path",
    "@authority",
  ];
  return `(${components.map((name) => `"${name}"`).join(" ")});created=${created}`;
}

/** The text that is signed (RFC 9421): one line a component, the parameters last, no newline at the end. */
export function signatureBase(
  request: Pick<RequestToSign, "method" | "url">,
  parts: { jwe: string; digest: string | null; parameters: string },
): string {
  const url = new URL(request.url);
  const lines = [
    ...(parts.digest === null ? [] : [`"content-digest": ${parts.digest}`]),
    `"x-ebay-signature-key": ${parts.jwe}`,
    `"@method": ${request.method}`,
    `"@path": ${url.pathname}`,
    `"@authority": ${url.host}`,
    `"@signature-params": ${parts.parameters}`,
  ];
  return lines.join("\n");
}

/** Reads a PKCS#8 private key. Throws when it is not one. */
export function readPrivateKey(text: string): KeyObject {
  const base64 = text.replace(/-----[^-]+-----/g, "").replace(/\s+/g, "");
  return createPrivateKey({ key: Buffer.from(base64, "base64"), format: "der", type: "pkcs8" });
}

function signBase(base: string, key: KeyObject): string {
  const algorithm = key.asymmetricKeyType === "ed25519" ? null : "sha256";
  return sign(algorithm, Buffer.from(base), key).toString("base64");
}

import { createPublicKey, type KeyObject, verify } from "node:crypto";
import { z } from "zod";

const signatureHeaderSchema = z.object({
  kid: z.string().min(1).max(200),
  signature: z.string().min(1),
  alg: z.string().optional(),
  digest: z.string().optional(),
});

/** What the `X-EBAY-SIGNATURE` header says: which key signed, and the signature itself. */
export type SignatureHeader = z.infer<typeof signatureHeaderSchema>;

/** Reads the `X-EBAY-SIGNATURE` header; null when it is not what eBay sends. */
export function readSignatureHeader(header: string): SignatureHeader | null {
  try {
    return signatureHeaderSchema.parse(JSON.parse(Buffer.from(header, "base64").toString("utf8")));
  } catch {
    return null;
  }
}

/** Imports a key as `getPublicKey` gives it: PEM armour without line breaks. Throws when it is not a key. */
export function importPublicKey(text: string): KeyObject {
  const base64 = text.replace(/-----[^-]+-----/g, "").replace(/\s+/g, "");
  return createPublicKey({ key: Buffer.from(base64, "base64"), format: "der", type: "spki" });
}

const digests: Readonly<Record<string, string>> = { SHA1: "sha1", SHA256: "sha256" };

/** Checks the raw body against its ECDSA signature. False for a digest that eBay does not use. */
export function verifySignature(body: Uint8Array, signature: SignatureHeader, key: KeyObject): boolean {
  const digest = digests[(signature.digest ?? "SHA1").toUpperCase().replace("-", "")];
  if (!digest || key.asymmetricKeyType !== "ec") return false;
  try {
    return verify(digest, body, key, Buffer.from(signature.signature, "base64"));
  } catch {
    return false;
  }
}

import { createHash, createHmac, timingSafeEqual } from "node:crypto";

/** Compares two secrets in constant time; unequal lengths are unequal. */
export function constantTimeEqual(a: string | Uint8Array, b: string | Uint8Array): boolean {
  // Hashing first makes the lengths equal without telling where they differ.
  const digest = (value: string | Uint8Array) => createHash("sha256").update(value).digest();
  return timingSafeEqual(digest(a), digest(b));
}

/** HMAC of `data`, as text in the given encoding. */
export function hmac(options: {
  algorithm: "sha1" | "sha256";
  key: string | Uint8Array;
  data: string | Uint8Array;
  encoding: "hex" | "base64";
}): string {
  return createHmac(options.algorithm, options.key).update(options.data).digest(options.encoding);
}

/** A header by its name in any case; null when absent. */
export function headerValue(headers: Readonly<Record<string, string>>, name: string): string | null {
  const wanted = name.toLowerCase();
  const found = Object.entries(headers).find(([key]) => key.toLowerCase() === wanted);
  return found?.[1] ?? null;
}

import { createHash } from "node:crypto";
import { constantTimeEqual } from "@counterfoil/connector-kit";

/** The two halves of `FKLOGIN base64(applicationId:signature)`; null for any other header. */
export function readAuthorization(header: string): { applicationId: string; signature: string } | null {
  const [, encoded] = /^FKLOGIN\s+([A-Za-z0-9+/]+={0,2})$/.exec(header.trim()) ?? [];
  if (encoded === undefined) return null;
  const text = Buffer.from(encoded, "base64").toString("utf8");
  const colon = text.indexOf(":");
  if (colon <= 0) return null;
  return { applicationId: text.slice(0, colon), signature: text.slice(colon + 1).toLowerCase() };
}

/** Flipkart's digest: SHA-1 over date, address, method and secret, without separators. The body is not in it. */
export function notificationSignature(parts: { date: string; url: string; method: string; secret: string }): string {
  return createHash("sha1").update(`${parts.date}${parts.url}${parts.method}${parts.secret}`).digest("hex");
}

/** Whether a signature is right by either reading of the documents: the date as text, or its seconds since 1970. */
export function isSigned(
  signature: string,
  { dateText, at, ...parts }: { dateText: string; at: number; url: string; method: string; secret: string },
): boolean {
  const byText = constantTimeEqual(signature, notificationSignature({ ...parts, date: dateText }));
  const seconds = String(Math.floor(at / 1000));
  const bySeconds = constantTimeEqual(signature, notificationSignature({ ...parts, date: seconds }));
  return byText || bySeconds;
}

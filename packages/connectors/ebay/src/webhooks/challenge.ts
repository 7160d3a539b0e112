import { createHash } from "node:crypto";

/**
 * Answer to eBay's endpoint challenge: hex SHA-256 of code, verification token and endpoint joined as they are.
 * The endpoint must be spelled exactly as it was registered.
 */
export function challengeResponse(parts: {
  challengeCode: string;
  verificationToken: string;
  endpoint: string;
}): string {
  return createHash("sha256")
    .update(parts.challengeCode)
    .update(parts.verificationToken)
    .update(parts.endpoint)
    .digest("hex");
}

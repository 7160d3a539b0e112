import { createHash } from "node:crypto";

/**
 * Amazon's name of a package within its order: digits, as text. The same key always gives the same name, and Amazon
 * takes a package whose name it knows as a correction of it: repeating a call makes no second package.
 */
export function packageReference(idempotencyKey: string): string {
  const hash = createHash("sha256").update(idempotencyKey).digest().readUInt32BE(0);
  return String(100_000_000 + (hash % 900_000_000));
}

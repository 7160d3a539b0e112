import { createHash, randomBytes } from "node:crypto";
import { z } from "zod";

/** What a link carries: 256 random bits. */
export function newToken(): string {
  return randomBytes(32).toString("base64url");
}

/** What is kept of a token. A plain hash is enough: nobody guesses 256 random bits. */
export function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("base64url");
}

export const tokenSchema = z.string().min(1).max(200);

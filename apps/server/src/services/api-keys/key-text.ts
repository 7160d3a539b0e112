import { createHash, randomBytes } from "node:crypto";

const mark = "cf_";
const shownLetters = 9;

/** A new key: 256 random bits behind a mark by which secret scanners and people know it. */
export function newKeyText(): string {
  return `${mark}${randomBytes(32).toString("base64url")}`;
}

/** Whether a bearer token is a key and not a session. */
export function isKeyText(token: string): boolean {
  return token.startsWith(mark);
}

/** What is kept of a key. A plain hash is enough: nobody guesses 256 random bits. */
export function hashKeyText(key: string): string {
  return createHash("sha256").update(key).digest("base64url");
}

/** The first characters, shown to tell keys apart. */
export function keyPrefix(key: string): string {
  return key.slice(0, shownLetters);
}

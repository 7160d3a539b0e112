import { createHash, hkdfSync, randomBytes, randomUUID } from "node:crypto";
import {
  chmodSync,
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { ConfigError } from "../config.ts";

/** One 256-bit key and the public name that sealed texts carry. */
export interface MasterKey {
  id: string;
  bytes: Uint8Array;
}

/** The first key seals; all of them open, so that a key can be rotated. Empty: nothing can be sealed. */
export type KeyRing = readonly MasterKey[];

const keyFileName = "master.key";

/**
 * Reads keys from text: 32 bytes in base64, base64url or hex; several are parted by commas, the current one first.
 * Throws a ConfigError that names the variable and never repeats the value.
 */
export function parseMasterKeys(text: string): KeyRing {
  return text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "")
    .map(parseKey);
}

function parseKey(text: string): MasterKey {
  const bytes = /^[0-9a-f]{64}$/i.test(text) ? Buffer.from(text, "hex") : Buffer.from(text, "base64");
  if (bytes.length !== 32) {
    throw new ConfigError(
      "COUNTERFOIL_MASTER_KEY must be 32 random bytes in base64 or hex, such as `openssl rand -base64 32` prints.",
    );
  }
  return { id: createHash("sha256").update(bytes).digest("base64url").slice(0, 12), bytes };
}

/**
 * The key of an embedded installation: a file only its owner may read, made on first start.
 * Whoever copies the database without this file cannot read the credentials in it.
 */
export function loadOrCreateKeyFile(dataDir: string, fileName: string = keyFileName): KeyRing {
  const path = join(dataDir, fileName);
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  if (!existsSync(path)) createKeyFile(path);
  chmodSync(path, 0o600);
  return parseMasterKeys(readFileSync(path, "utf8"));
}

// Written aside and linked into place: a crash leaves no half key, and of two processes the quicker one's key counts.
function createKeyFile(path: string): void {
  const draft = `${path}.${randomUUID()}`;
  writeFileSync(draft, `${randomBytes(32).toString("base64")}\n`, { mode: 0o600, flag: "wx" });
  try {
    linkSync(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    unlinkSync(draft);
  }
}

/** Where an embedded installation keeps its keys. */
export function keyFilePath(dataDir: string): string {
  return join(dataDir, keyFileName);
}

/** Puts a new key before those of the file, and gives what the file then says. */
export function addKeyToFile(dataDir: string): string {
  const former = readFileSync(keyFilePath(dataDir), "utf8").trim();
  const text = `${randomBytes(32).toString("base64")},${former}\n`;
  replaceKeyFile(keyFilePath(dataDir), text);
  return text;
}

/** Forgets the former keys of the file. */
export function keepFirstKeyInFile(dataDir: string): void {
  const [current = ""] = readFileSync(keyFilePath(dataDir), "utf8").split(",");
  replaceKeyFile(keyFilePath(dataDir), `${current.trim()}\n`);
}

// Renamed into place: a crash leaves the former file or the new one, and never half a key.
function replaceKeyFile(path: string, text: string): void {
  const draft = `${path}.${randomUUID()}`;
  writeFileSync(draft, text, { mode: 0o600, flag: "wx", flush: true });
  renameSync(draft, path);
}

/** A key for one purpose only, so that no two uses share key material. */
export function deriveKey(key: MasterKey, purpose: string): Uint8Array {
  return new Uint8Array(hkdfSync("sha256", key.bytes, "", `counterfoil/${purpose}`, 32));
}

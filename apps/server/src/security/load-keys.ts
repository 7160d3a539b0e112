import type { Config } from "../config.ts";
import { deriveKey, type KeyRing, loadOrCreateKeyFile, parseMasterKeys } from "./master-key.ts";

/**
 * The keys of this installation. An embedded one makes its own key file; with a database of its own an installation
 * must be given the key, since several machines may share that database: without it the ring is empty.
 */
export function loadKeys(config: Config): KeyRing {
  if (config.masterKey !== null) return parseMasterKeys(config.masterKey);
  return config.databaseUrl === null ? loadOrCreateKeyFile(config.dataDir) : [];
}

/** What signs session cookies: derived from the master key, or from a file of this machine while there is none. */
export function sessionSecret(config: Config, keys: KeyRing): string {
  const [key] = keys.length > 0 ? keys : loadOrCreateKeyFile(config.dataDir, "session.key");
  if (key === undefined) throw new Error("the session key file is empty");
  return Buffer.from(deriveKey(key, "sessions")).toString("base64url");
}

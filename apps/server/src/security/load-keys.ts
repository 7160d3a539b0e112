import type { Config } from "../config.ts";
import type { VersionedSecret } from "./auth.ts";
import { deriveKey, type KeyRing, loadOrCreateKeyFile, parseMasterKeys } from "./master-key.ts";

/**
 * The keys of this installation. An embedded one makes its own key file; with a database of its own an installation
 * must be given the key, since several machines may share that database: without it the ring is empty.
 */
export function loadKeys(config: Config): KeyRing {
  if (config.masterKey !== null) return parseMasterKeys(config.masterKey);
  return config.databaseUrl === null ? loadOrCreateKeyFile(config.dataDir) : [];
}

/**
 * What signs session cookies and encrypts second factors: derived from each master key, or from a file of this machine
 * while there is none. A secret's number comes from its key, so that it stays when another key is put in front.
 */
export function sessionSecrets(config: Config, keys: KeyRing): VersionedSecret[] {
  const ring = keys.length > 0 ? keys : loadOrCreateKeyFile(config.dataDir, "session.key");
  if (ring.length === 0) throw new Error("the session key file is empty");
  return ring.map((key) => ({
    version: Buffer.from(key.id, "base64url").readUIntBE(0, 6),
    value: Buffer.from(deriveKey(key, "sessions")).toString("base64url"),
  }));
}

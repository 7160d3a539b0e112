import type { KeyObject } from "node:crypto";
import { importPublicKey } from "./notification-signature.ts";

/** Gives the public key of a key id; null when eBay knows none by it. */
export type PublicKeys = (kid: string) => Promise<KeyObject | null>;

interface Entry {
  key: KeyObject | null;
  expiresAt: number;
}

const keptMs = 60 * 60_000;
const keptMissingMs = 5 * 60_000;
const maximumEntries = 100;

// Shared by all connectors of the process: hosts make one per request, and each fetch costs quota. Public keys only.
const shared = new Map<string, Entry>();

/**
 * Public keys by id, kept for an hour; an id that eBay does not know is remembered too, so that forged ids do not
 * use up the quota.
 */
export function cachedPublicKeys(options: {
  /** Separates environments and simulators. */
  origin: string;
  now: () => number;
  fetchKey: (kid: string) => Promise<string | null>;
  entries?: Map<string, Entry>;
}): PublicKeys {
  const entries = options.entries ?? shared;
  return async (kid) => {
    const id = `${options.origin} ${kid}`;
    const known = entries.get(id);
    if (known && known.expiresAt > options.now()) return known.key;
    const text = await options.fetchKey(kid);
    const key = text === null ? null : importPublicKey(text);
    if (entries.size >= maximumEntries) entries.delete(entries.keys().next().value as string);
    entries.set(id, { key, expiresAt: options.now() + (key ? keptMs : keptMissingMs) });
    return key;
  };
}

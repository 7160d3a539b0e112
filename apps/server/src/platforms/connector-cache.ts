import { createHash } from "node:crypto";
import type { Connector } from "@counterfoil/connector-kit";

interface Entry {
  connector: Connector;
  forget: NodeJS.Timeout;
}

// Signers that count time keep ahead of the clock by no more than this (see the BrickLink connector), and credentials
// should not stay in memory for longer than a burst of work.
const idleMs = 150_000;

/**
 * Lends the same connector to everyone who works on one account within minutes: signatures of one key must follow one
 * clock. What lies idle is forgotten, and its credentials with it.
 */
export class ConnectorCache {
  readonly #entries = new Map<string, Entry>();

  /** The connector of the key, made when there is none. */
  lend(key: string, make: () => Connector): Connector {
    const connector = this.#entries.get(key)?.connector ?? make();
    clearTimeout(this.#entries.get(key)?.forget);
    const forget = setTimeout(() => this.#entries.delete(key), idleMs).unref();
    this.#entries.set(key, { connector, forget });
    return connector;
  }
}

/** A name for settings that shows none of them. */
export function fingerprint(values: unknown): string {
  return createHash("sha256").update(JSON.stringify(values)).digest("base64url");
}

import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { z } from "zod";
import type { SimulatorClock, StoreSnapshot } from "../kit/index.ts";

const VERSION = 1;
const storeSnapshot = z.object({
  tables: z.record(z.string(), z.array(z.unknown())),
  sequences: z.record(z.string(), z.number()),
});
const stateSchema = z.object({
  version: z.literal(VERSION),
  seed: z.union([z.string(), z.number()]),
  anchor: z.string(),
  stores: z.record(z.string(), storeSnapshot),
});

/** What a sandbox keeps between two runs. */
export interface SandboxState {
  seed: string | number;
  /** The shop's "today", ISO 8601 UTC. */
  anchor: string;
  /** Each simulator's tables, by its name. */
  stores: Readonly<Record<string, StoreSnapshot>>;
}

/** Reads a state file; null when there is none. Throws on one that is damaged or of another version. */
export function readState(path: string): SandboxState | null {
  if (!existsSync(path)) return null;
  const { version: _version, ...state } = stateSchema.parse(JSON.parse(readFileSync(path, "utf8")));
  return state;
}

/** Writes a state file whole or not at all. */
export function writeState(path: string, state: SandboxState) {
  mkdirSync(dirname(path), { recursive: true });
  const draft = `${path}.draft`;
  writeFileSync(draft, JSON.stringify({ version: VERSION, ...state }));
  renameSync(draft, path);
}

interface Restorable {
  readonly name: string;
  readonly clock: SimulatorClock;
  snapshot(): { store: StoreSnapshot };
  restore(snapshot: { clock: { at: string; mode: "frozen" | "advancing" }; store: StoreSnapshot }): void;
}

/** Puts the tables of an earlier run back; the clock stays where it is. */
export function restoreStores(simulators: readonly Restorable[], state: SandboxState) {
  for (const simulator of simulators) {
    const store = state.stores[simulator.name];
    if (store !== undefined) simulator.restore({ clock: simulator.clock.state(), store });
  }
}

export function takeStores(simulators: readonly Restorable[]): SandboxState["stores"] {
  return Object.fromEntries(simulators.map((simulator) => [simulator.name, simulator.snapshot().store]));
}

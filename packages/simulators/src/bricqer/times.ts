import type { BricqerWorld } from "./bricqer-world.ts";

/** An instant with microseconds, as Django writes it; with or without zone, as switched. */
export function instant(world: BricqerWorld, iso: string): string;
export function instant(world: BricqerWorld, iso: string | null): string | null;
export function instant(world: BricqerWorld, iso: string | null): string | null {
  if (iso === null) return null;
  const micro = new Date(iso).toISOString().replace("Z", "000");
  return world.settings.zone === "Z" ? `${micro}Z` : micro;
}

import { useState } from "react";
import type { Candidate } from "../../lib/api-types.ts";

export type Picks = Readonly<Record<string, number>>;

/** Units picked so far. */
export function countPicks(picks: Picks): number {
  return Object.values(picks).reduce((sum, quantity) => sum + quantity, 0);
}

type Pickable = Pick<Candidate, "inventoryItemId" | "available">;

/** Sets how many units of one item are picked, within what is free and what is still needed. */
export function setPick(picks: Picks, item: Pickable, wanted: number, needed: number): Picks {
  const { [item.inventoryItemId]: _mine, ...others } = picks;
  const room = needed - countPicks(others);
  const quantity = Math.max(0, Math.min(wanted, item.available, room));
  return quantity > 0 ? { ...others, [item.inventoryItemId]: quantity } : others;
}

/**
 * What one press of a candidate's key does: a sale of one unit moves its pick there; a larger sale takes one unit
 * more, and lets go of the candidate once no more can be taken.
 */
export function togglePick(picks: Picks, item: Pickable, needed: number): Picks {
  const now = picks[item.inventoryItemId] ?? 0;
  if (needed === 1) return now > 0 ? {} : setPick({}, item, 1, 1);
  const more = setPick(picks, item, now + 1, needed);
  return (more[item.inventoryItemId] ?? 0) > now ? more : setPick(picks, item, 0, needed);
}

/** So many units may make up one piece that was sold. */
const largestBundle = 1_000;

/** The picks for one sale; with `bundle` the one piece sold consists of everything that is picked. */
export function usePicks(wanted: number) {
  const [picks, setPicks] = useState<Picks>({});
  const [bundle, setBundle] = useState(false);
  const total = countPicks(picks);
  const needed = bundle ? largestBundle : wanted;
  return {
    picks,
    total,
    needed,
    bundle,
    complete: bundle ? total > 1 : needed > 0 && total === needed,
    toggle: (item: Pickable) => setPicks((now) => togglePick(now, item, needed)),
    set: (item: Pickable, quantity: number) => setPicks((now) => setPick(now, item, quantity, needed)),
    setBundle: (on: boolean) => {
      setBundle(on);
      if (!on) setPicks({});
    },
    /** Picks the units that a title names, all at once. */
    takeBundle: (units: readonly { inventoryItemId: string; quantity: number }[]) => {
      setBundle(true);
      setPicks(Object.fromEntries(units.map(({ inventoryItemId, quantity }) => [inventoryItemId, quantity])));
    },
    units: Object.entries(picks).map(([inventoryItemId, quantity]) => ({ inventoryItemId, quantity })),
  };
}

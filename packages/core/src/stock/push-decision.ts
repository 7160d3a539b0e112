/** What is known when a listing's figure is about to be told to its platform. */
export interface PushFacts {
  wanted: number;
  /** What the platform offers now, just read; null where it does not know the listing any more. */
  live: number | null;
  /** What it was known to offer before; null where nothing was known. */
  known: number | null;
  /** Epoch milliseconds: since when more units wait to be offered; null where they did not wait yet. */
  raiseSince: number | null;
  /** Whether the platform's figure fell without a reason that is known here. */
  fell: boolean;
  /** Epoch milliseconds: start of the last whole reading of the platform's orders; null where it gives none. */
  ordersReadFrom: number | null;
  now: number;
}

export type PushDecision =
  /** The platform shows the figure already. */
  | { kind: "nothing" }
  /** The listing is gone and nothing was to be offered. */
  | { kind: "gone" }
  /** The listing is gone and there are units to offer. */
  | { kind: "missing" }
  | { kind: "withdraw"; quantity: number }
  | { kind: "offer"; quantity: number }
  /** The platform may have sold units that are not known here: its orders are read first. */
  | { kind: "read-orders-first"; raiseSince: number; fell: boolean };

/** A platform tells of a sale a little late: after an unexplained fall its orders must have been read this much later. */
export const settlingMs = 60_000;

/**
 * What to do about one listing. Fewer units are offered at once. More units are offered only after the platform's own
 * orders were read: otherwise a sale that is not known here yet would be overwritten, and its unit sold again.
 */
export function decidePush(facts: PushFacts): PushDecision {
  const { wanted, live } = facts;
  if (live === null) return { kind: wanted === 0 ? "gone" : "missing" };
  if (live === wanted) return { kind: "nothing" };
  if (live > wanted) return { kind: "withdraw", quantity: wanted };
  const fell = facts.fell || (facts.known !== null && live < facts.known);
  const since = facts.raiseSince ?? facts.now;
  // Processes' clocks differ a little: a fresh fall never shortens a wait that another process began.
  const raiseSince = fell && !facts.fell ? Math.max(facts.now, since) : since;
  if (facts.ordersReadFrom === null) return { kind: "offer", quantity: wanted };
  const needed = raiseSince + (fell ? settlingMs : 0);
  if (facts.raiseSince !== null && facts.ordersReadFrom >= needed) return { kind: "offer", quantity: wanted };
  return { kind: "read-orders-first", raiseSince, fell };
}

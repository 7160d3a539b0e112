import type { QueueReason } from "./queue-reasons.ts";

/** Who or what took a decision. Only a person's decision binds the machine. */
export type Decider = { kind: "system" } | { kind: "rule"; id: string } | { kind: "person"; id: string };
export type PersonDecider = Extract<Decider, { kind: "person" }>;

/** Units of one inventory item that a line holds. `sold` of the `quantity` have been dispatched. */
export interface HeldClaim {
  id: string;
  inventoryItemId: string;
  quantity: number;
  sold: number;
}

/** What every state knows: what the sale still wants, what the platform calls shipped, claims oldest first. */
export interface LineNeeds {
  /** Pieces sold and still wanted; each is one unit, or `unitsPerSale` of them. */
  needed: number;
  /** Pieces that left the building. */
  shipped: number;
  claims: readonly HeldClaim[];
  /** Units of which one sold piece consists, where a person linked it as a bundle; absent otherwise. */
  unitsPerSale?: number;
}

/** How a line was linked: by exact match, by a seller's rule (such as a pinned SKU), or by hand. */
export const linkMethods = ["auto", "rule", "manual"] as const;
export type LinkMethod = (typeof linkMethods)[number];

/**
 * Why a line needs no unit any more; `not_tracked`: the sale stands, but the seller does not tie goods of its kind to
 * stock (loose parts, unless the connection says otherwise); `same_sale`: another order is the same sale and counts.
 */
export const releaseCauses = ["cancelled", "refunded", "returned", "not_tracked", "same_sale"] as const;
export type ReleaseCause = (typeof releaseCauses)[number];

export interface PendingLine extends LineNeeds {
  name: "pending";
}
export interface LinkedLine extends LineNeeds {
  name: "linked";
  method: LinkMethod;
  by: Decider;
}
export interface QueuedLine extends LineNeeds {
  name: "queued";
  reason: QueueReason;
  /** Units the matcher could find, with those already claimed. */
  found: number;
  /** A line that a person opened waits for a person: the machine leaves it alone. */
  by: Decider;
}
export interface SkippedLine extends LineNeeds {
  name: "skipped";
  by: PersonDecider;
  note: string | null;
}
export interface NoInventoryLine extends LineNeeds {
  name: "no_inventory";
  by: PersonDecider;
  note: string | null;
}
export interface ReleasedLine extends LineNeeds {
  name: "released";
  cause: ReleaseCause;
}

/** The one state a sold line is in. */
export type LineState = PendingLine | LinkedLine | QueuedLine | SkippedLine | NoInventoryLine | ReleasedLine;
export type LineStateName = LineState["name"];

export const lineStateNames = [
  "pending",
  "linked",
  "queued",
  "skipped",
  "no_inventory",
  "released",
] as const satisfies readonly LineStateName[];

/** A line that nobody has looked at. */
export function initialLineState(): PendingLine {
  return { name: "pending", needed: 0, shipped: 0, claims: [] };
}

/** Units held by claims, dispatched ones included. */
export function heldQuantity(line: Pick<LineNeeds, "claims">): number {
  return line.claims.reduce((sum, claim) => sum + claim.quantity, 0);
}

/** Units held and already dispatched. */
export function soldQuantity(line: Pick<LineNeeds, "claims">): number {
  return line.claims.reduce((sum, claim) => sum + claim.sold, 0);
}

/** Units that the sale wants in all. */
export function wantedQuantity({ needed, unitsPerSale = 1 }: Pick<LineNeeds, "needed" | "unitsPerSale">): number {
  return needed * unitsPerSale;
}

/** Units that are still to be found. */
export function missingQuantity(line: LineNeeds): number {
  return Math.max(0, wantedQuantity(line) - heldQuantity(line));
}

/** True where a person has the last word, so that no machine command may change the line. */
export function isDecidedByPerson(state: LineState): boolean {
  if (state.name === "skipped" || state.name === "no_inventory") return true;
  if (state.name === "linked" || state.name === "queued") return state.by.kind === "person";
  return false;
}

import type { Condition, Identifier, InventoryStatus, ListingLink, Money, Platform } from "../model/index.ts";
import type { QueueReason } from "../resolution/index.ts";
import type { Calibration } from "./calibration.ts";

/** A sale made before the stock was kept here: the unit is gone, and the record says where to. */
export interface LegacySale {
  quantity: number;
  /** Where it was sold, as it was typed; null where nobody wrote it down. */
  platform: string | null;
  orderReference: string | null;
}

/** What the matcher knows about a unit or lot. */
export interface MatchItem {
  id: string;
  sku: string | null;
  title: string;
  /** More text about the unit, where there is any; only codes are looked for in it. */
  description?: string | null;
  identifiers: readonly Identifier[];
  condition: Condition | null;
  status: InventoryStatus;
  quantityOnHand: number;
  /** Units on hand that open claims hold. */
  quantityClaimed: number;
  location: string | null;
  askingPrice: Money | null;
  /** ISO 8601. Decides which of two equal units is older; `createdAt` where it is null. */
  acquiredAt: string | null;
  createdAt: string;
  listings: readonly ListingLink[];
  /** Units sold before, without a claim. Only a run that includes sold units may tie them to their order. */
  legacySale: LegacySale | null;
}

/** What the matcher knows about a sold line. */
export interface MatchLine {
  id: string;
  orderId: string;
  /** The platform's own order number. */
  orderReference: string;
  platform: Platform;
  /** ISO 8601. Older orders choose first. */
  placedAt: string;
  /** Place within its order. */
  position: number;
  listingId: string | null;
  variationId: string | null;
  sku: string | null;
  title: string;
  /** More text about what was sold, where there is any; only codes are looked for in it. */
  description?: string | null;
  identifiers: readonly Identifier[];
  condition: Condition | null;
  unitPrice: Money | null;
  /** Units the sale wants, and of these the units that the line holds already. */
  needed: number;
  held: number;
  /** Units that somebody set aside for this line: taken first where they are free and the right product. */
  preLinked: readonly string[];
}

/** What the seller taught: a SKU that means one unit, or an identifier that means another. */
export type MatchMapping =
  | { type: "pin"; platform: Platform | null; sku: string; itemId: string }
  | { type: "alias"; from: Identifier; to: Identifier };

/** The seller's choices. */
export interface MatchPolicy {
  /** Take the oldest of equal units without asking. */
  fifoInterchangeable: boolean;
  /** Link a SKU that differs only in capitals when one product fits. */
  skuCaseInsensitive: boolean;
  /** Link a suggestion whose probability reaches this (0 to 1) and stands alone; null never links a suggestion. */
  probabilityBar: number | null;
  /** How log-odds read as a probability for this seller; the default curve where absent. */
  calibration?: Calibration;
  /** Tie units that were sold before stock was kept here to the order they were sold on. */
  includeSold?: boolean;
}

export const defaultPolicy: MatchPolicy = {
  fifoInterchangeable: true,
  skuCaseInsensitive: false,
  probabilityBar: null,
};

/** One reason for or against a unit, in the seller's words. */
export interface MatchReason {
  text: string;
  effect: "agrees" | "contradicts" | "neutral";
}

/** How a unit was found. The first group is exact; the second only suggests. */
export const exactKinds = [
  "pin",
  "pre_linked",
  "sku",
  "sku_base",
  "id_prefix",
  "listing",
  "identifier",
  "legacy",
] as const;
export const suggestionKinds = ["sku_case", "set_number", "title"] as const;
export type MatchKind = (typeof exactKinds)[number] | (typeof suggestionKinds)[number];

/** One part of a candidate's score: what speaks, and how loud (natural log-odds, negative against). */
export interface Evidence {
  name: string;
  logOdds: number;
}

/** A unit that may have been the one sold. */
export interface Candidate {
  itemId: string;
  kind: MatchKind;
  /** Units free to be taken. */
  available: number;
  /** Probability that this is the unit (0 to 1), as far as the calibration goes. */
  score: number;
  /** The parts of the evidence in log-odds (natural); they add up to `logOdds`. */
  evidence: readonly Evidence[];
  logOdds: number;
  reasons: readonly MatchReason[];
  /** Why another unit was preferred; null for the one taken, and while nothing is taken. */
  lostBecause: string | null;
}

/** Units chosen for a line. */
export interface LinkDecision {
  outcome: "linked";
  lineId: string;
  units: readonly { itemId: string; quantity: number }[];
  method: MatchKind;
  score: number;
  /** Best first, the chosen ones leading. */
  candidates: readonly Candidate[];
}

/** Units that together may be what one line sold: a bundle, or several of one product. */
export interface BundleProposal {
  units: readonly { itemId: string; quantity: number }[];
  /** What makes it look so, in the seller's words. */
  text: string;
}

/** A line that a person must look at. */
export interface QueueDecision {
  outcome: "queued";
  lineId: string;
  reason: QueueReason;
  needed: number;
  /** Units that could be found, with those the line holds. */
  found: number;
  candidates: readonly Candidate[];
  /** Set where the title names several products, or several of one, and stock holds them all. */
  bundle: BundleProposal | null;
}
export type MatchDecision = LinkDecision | QueueDecision;

/** Stock made searchable. Built once, then kept up to date in place. */
export interface MatchIndex {
  readonly size: number;
  get(itemId: string): MatchItem | undefined;
  /** Takes over changed and new items, forgets removed ones, and replaces the mappings when given. */
  update(change: {
    items?: Iterable<MatchItem>;
    removedIds?: Iterable<string>;
    mappings?: readonly MatchMapping[];
  }): void;
}

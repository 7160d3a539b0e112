import type { NewClaim } from "./line-commands.ts";
import type { Decider, LineState, LinkMethod, PersonDecider, ReleaseCause } from "./line-state.ts";
import type { QueueReason } from "./queue-reasons.ts";

/** Units of one claim that are let go. `fromSold` of the `quantity` had been dispatched and come back on hand. */
export interface ClaimRelease {
  claimId: string;
  inventoryItemId: string;
  quantity: number;
  fromSold: number;
}

/** Units of one claim that left the shelf. */
export interface ClaimSale {
  claimId: string;
  inventoryItemId: string;
  quantity: number;
}

export const claimReleaseReasons = [
  "cancelled",
  "refunded",
  "returned",
  "quantity",
  "same_sale",
  "unlinked",
  "undone",
] as const;
export type ClaimReleaseReason = (typeof claimReleaseReasons)[number];

/** What happened to a line. Each event is also an instruction to the store: claims and movements follow from it. */
export type LineEvent =
  | { type: "needs-changed"; needed: number; shipped: number; at: string }
  | { type: "units-claimed"; claims: readonly NewClaim[]; unitsPerSale?: number; at: string }
  | { type: "units-sold"; sales: readonly ClaimSale[]; at: string }
  | { type: "units-released"; releases: readonly ClaimRelease[]; reason: ClaimReleaseReason; at: string }
  | { type: "line-linked"; method: LinkMethod; by: Decider; at: string }
  | { type: "line-queued"; reason: QueueReason; found: number; by: Decider; at: string }
  | { type: "line-skipped"; by: PersonDecider; note: string | null; at: string }
  | { type: "line-marked-no-inventory"; by: PersonDecider; note: string | null; at: string }
  | { type: "line-awaits-units"; at: string }
  | { type: "line-released"; cause: ReleaseCause; at: string }
  | { type: "line-restored"; before: LineState; at: string };

export type RefusalCode =
  | "decided_by_person"
  | "not_open"
  | "already_linked"
  | "nothing_needed"
  | "wrong_count"
  | "not_a_bundle"
  | "invalid_quantity"
  | "unknown_claim"
  | "nothing_to_release"
  | "nothing_to_reopen"
  | "nothing_to_undo";

/** Why a command was not carried out. Nothing changed. */
export interface Refusal {
  code: RefusalCode;
  message: string;
}

export type LineDecision = { accepted: true; events: readonly LineEvent[] } | { accepted: false; refusal: Refusal };

import { evolveLine } from "./evolve.ts";
import type {
  ClaimRelease,
  ClaimReleaseReason,
  ClaimSale,
  LineDecision,
  LineEvent,
  RefusalCode,
} from "./line-events.ts";
import { type HeldClaim, heldQuantity, type LineState, soldQuantity, wantedQuantity } from "./line-state.ts";

/** A state and the events that led to it, while a decision is being made. Never changed in place. */
export interface LineDraft {
  state: LineState;
  events: readonly LineEvent[];
}

export function draftOf(state: LineState): LineDraft {
  return { state, events: [] };
}

export function record(draft: LineDraft, event: LineEvent): LineDraft {
  return { state: evolveLine(draft.state, event), events: [...draft.events, event] };
}

export function accept(draft: LineDraft): LineDecision {
  return { accepted: true, events: draft.events };
}

export function refuse(code: RefusalCode, message: string): LineDecision {
  return { accepted: false, refusal: { code, message } };
}

/** Sells claimed units, oldest claim first, until as many are sold as the platform calls shipped. */
export function sellShipped(draft: LineDraft, at: string): LineDraft {
  const shipped = draft.state.shipped * (draft.state.unitsPerSale ?? 1);
  let left = Math.min(shipped, heldQuantity(draft.state)) - soldQuantity(draft.state);
  const sales: ClaimSale[] = [];
  for (const claim of draft.state.claims) {
    const quantity = Math.min(left, claim.quantity - claim.sold);
    if (quantity <= 0) continue;
    sales.push({ claimId: claim.id, inventoryItemId: claim.inventoryItemId, quantity });
    left -= quantity;
  }
  return sales.length > 0 ? record(draft, { type: "units-sold", sales, at }) : draft;
}

/** Lets go of reserved units beyond what the sale still needs, newest claim first. Sold units stay sold. */
export function releaseExcess(draft: LineDraft, reason: ClaimReleaseReason, at: string): LineDraft {
  const reserved = heldQuantity(draft.state) - soldQuantity(draft.state);
  let left = reserved - Math.max(0, wantedQuantity(draft.state) - soldQuantity(draft.state));
  const releases: ClaimRelease[] = [];
  for (const claim of draft.state.claims.toReversed()) {
    const quantity = Math.min(left, claim.quantity - claim.sold);
    if (quantity <= 0) continue;
    releases.push({ claimId: claim.id, inventoryItemId: claim.inventoryItemId, quantity, fromSold: 0 });
    left -= quantity;
  }
  return releases.length > 0 ? record(draft, { type: "units-released", releases, reason, at }) : draft;
}

/** Lets go of whole claims, dispatched units included. */
export function releaseClaims(
  draft: LineDraft,
  claims: readonly HeldClaim[],
  { reason, at }: { reason: ClaimReleaseReason; at: string },
): LineDraft {
  if (claims.length === 0) return draft;
  const releases = claims.map((claim) => ({
    claimId: claim.id,
    inventoryItemId: claim.inventoryItemId,
    quantity: claim.quantity,
    fromSold: claim.sold,
  }));
  return record(draft, { type: "units-released", releases, reason, at });
}

import type { ObserveCommand } from "./line-commands.ts";
import { accept, draftOf, type LineDraft, record, refuse, releaseExcess, sellShipped } from "./line-draft.ts";
import type { ClaimRelease, LineDecision } from "./line-events.ts";
import { heldQuantity, type LineState, wantedQuantity } from "./line-state.ts";

function changeNeeds(draft: LineDraft, command: ObserveCommand): LineDraft {
  const needed = command.cause === null ? command.needed : 0;
  // A platform's count of shipped units never falls: an older or poorer read does not un-ship.
  const shipped = Math.max(draft.state.shipped, command.shipped);
  if (needed === draft.state.needed && shipped === draft.state.shipped) return draft;
  return record(draft, { type: "needs-changed", needed, shipped, at: command.at });
}

function takeBackReturned(draft: LineDraft, command: ObserveCommand): LineDraft {
  if (command.cause !== "returned") return draft;
  const releases: ClaimRelease[] = draft.state.claims
    .filter((claim) => claim.sold > 0)
    .map((claim) => ({
      claimId: claim.id,
      inventoryItemId: claim.inventoryItemId,
      quantity: claim.sold,
      fromSold: claim.sold,
    }));
  if (releases.length === 0) return draft;
  return record(draft, { type: "units-released", releases, reason: "returned", at: command.at });
}

function settle(draft: LineDraft, command: ObserveCommand): LineDraft {
  const { state } = draft;
  if (state.name === "skipped" || state.name === "no_inventory" || state.name === "released") return draft;
  const held = heldQuantity(state);
  const wanted = wantedQuantity(state);
  if (state.needed === 0 && held === 0)
    return record(draft, { type: "line-released", cause: command.cause ?? "cancelled", at: command.at });
  if (held >= wanted && state.name !== "linked")
    return record(draft, { type: "line-linked", method: "auto", by: { kind: "system" }, at: command.at });
  if (held < wanted && state.name === "linked") return record(draft, { type: "line-awaits-units", at: command.at });
  return draft;
}

/** Takes over what the platform says: fewer or more units wanted, units shipped, a sale that fell through. */
export function decideObserve(state: LineState, command: ObserveCommand): LineDecision {
  if (
    !Number.isInteger(command.needed) ||
    command.needed < 0 ||
    !Number.isInteger(command.shipped) ||
    command.shipped < 0
  )
    return refuse("invalid_quantity", "Quantities must be whole numbers of at least 0.");
  const changed = sellShipped(changeNeeds(draftOf(state), command), command.at);
  const reason = command.cause ?? "quantity";
  const released = releaseExcess(takeBackReturned(changed, command), reason, command.at);
  return accept(settle(released, command));
}

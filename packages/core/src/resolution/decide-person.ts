import type { NoInventoryCommand, ReopenCommand, SkipCommand, UndoCommand, UnlinkCommand } from "./line-commands.ts";
import {
  accept,
  draftOf,
  type LineDraft,
  record,
  refuse,
  releaseClaims,
  releaseExcess,
  sellShipped,
} from "./line-draft.ts";
import type { LineDecision } from "./line-events.ts";
import { heldQuantity, isDecidedByPerson, type LineState, type PersonDecider, wantedQuantity } from "./line-state.ts";

const stateWords: Readonly<Record<LineState["name"], string>> = {
  pending: "waiting for the matcher",
  linked: "linked",
  queued: "open",
  skipped: "skipped",
  no_inventory: "marked as not in stock",
  released: "closed, since it needs no unit",
};

/** The sentence for a command that an open line would take but this one does not. */
export function notOpenMessage(state: LineState): string {
  return `This line is already ${stateWords[state.name]}. Reopen it first.`;
}

/** Skips the line or marks it as not in stock. Only an open line takes that. */
export function decideSetAside(state: LineState, command: SkipCommand | NoInventoryCommand): LineDecision {
  if (state.name !== "pending" && state.name !== "queued") return refuse("not_open", notOpenMessage(state));
  const { by, note, at } = command;
  const type = command.type === "skip" ? "line-skipped" : "line-marked-no-inventory";
  return accept(record(draftOf(state), { type, by, note, at }));
}

function handBack(draft: LineDraft, by: PersonDecider, at: string): LineDraft {
  const held = heldQuantity(draft.state);
  if (draft.state.needed === 0 && held === 0) return record(draft, { type: "line-released", cause: "refunded", at });
  if (held >= wantedQuantity(draft.state)) {
    if (draft.state.name === "linked") return draft;
    return record(draft, { type: "line-linked", method: "manual", by, at });
  }
  return record(draft, { type: "line-queued", reason: "reopened", found: held, by, at });
}

/** Puts a settled line back into the queue; a linked one lets its units go. */
export function decideReopen(state: LineState, command: ReopenCommand): LineDecision {
  const { by, at } = command;
  if (state.name === "pending" || state.name === "queued")
    return refuse("nothing_to_reopen", "This line is open already.");
  if (state.name === "linked") return decideUnlink(state, { type: "unlink", claimIds: null, by, at });
  if (state.needed === 0) return refuse("nothing_needed", "The sale fell through: no unit is needed any more.");
  return accept(handBack(draftOf(state), by, at));
}

/** Lets claimed units go, dispatched ones included: the link was wrong, so the unit is still on the shelf. */
export function decideUnlink(state: LineState, command: UnlinkCommand): LineDecision {
  const { claimIds, by, at } = command;
  const chosen = claimIds === null ? state.claims : state.claims.filter((claim) => claimIds.includes(claim.id));
  if (claimIds !== null && chosen.length < new Set(claimIds).size)
    return refuse("unknown_claim", "The line does not hold that unit.");
  if (chosen.length === 0) return refuse("nothing_to_release", "No unit is linked to this line.");
  return accept(handBack(releaseClaims(draftOf(state), chosen, { reason: "unlinked", at }), by, at));
}

function restore(draft: LineDraft, { undone, command }: { undone: LineState; command: UndoCommand }): LineDraft {
  const { before, by, at } = command;
  const held = heldQuantity(draft.state);
  if (before.name === "skipped" || before.name === "no_inventory" || before.name === "released")
    return record(draft, { type: "line-restored", before, at });
  if (held >= wantedQuantity(draft.state)) {
    if (before.name === "linked") return record(draft, { type: "line-restored", before, at });
    return record(draft, { type: "line-linked", method: "manual", by, at });
  }
  const reason = before.name === "queued" ? before.reason : "reopened";
  const found = before.name === "queued" ? before.found : held;
  // A person who takes the machine's link back keeps the line; their own decision goes back to where it came from.
  const opener = isDecidedByPerson(undone) && before.name === "queued" ? before.by : by;
  return record(draft, { type: "line-queued", reason, found, by: opener, at });
}

/** Takes the last decision back with its effects: units go back, units come again, the earlier state returns. */
export function decideUndo(state: LineState, command: UndoCommand): LineDecision {
  const { before, claims, at } = command;
  if (state.needed === 0) return refuse("nothing_needed", "The sale fell through: there is nothing to take back.");
  const kept = new Set(before.claims.map((claim) => claim.id));
  const added = state.claims.filter((claim) => !kept.has(claim.id));
  if (added.length === 0 && claims.length === 0 && before.name === state.name)
    return refuse("nothing_to_undo", "There is no decision to take back.");
  const released = releaseClaims(draftOf(state), added, { reason: "undone", at });
  const bundle = before.unitsPerSale === undefined ? {} : { unitsPerSale: before.unitsPerSale };
  const claimed = claims.length > 0 ? record(released, { type: "units-claimed", claims, ...bundle, at }) : released;
  const settled = releaseExcess(sellShipped(claimed, at), "undone", at);
  return accept(restore(settled, { undone: state, command }));
}

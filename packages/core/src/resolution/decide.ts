import { decideObserve } from "./decide-observe.ts";
import { decideReopen, decideSetAside, decideUndo, decideUnlink, notOpenMessage } from "./decide-person.ts";
import type { LineCommand, LinkCommand, QueueCommand, TrackCommand, UntrackCommand } from "./line-commands.ts";
import { accept, draftOf, record, refuse, sellShipped } from "./line-draft.ts";
import type { LineDecision } from "./line-events.ts";
import { isDecidedByPerson, type LineState, missingQuantity } from "./line-state.ts";

function decideLink(state: LineState, command: LinkCommand): LineDecision {
  const { claims, method, by, at } = command;
  if (state.name === "linked") return refuse("already_linked", notOpenMessage(state));
  if (state.name !== "pending" && state.name !== "queued") return refuse("not_open", notOpenMessage(state));
  if (by.kind !== "person" && isDecidedByPerson(state))
    return refuse("decided_by_person", "A person opened this line.");
  if (state.needed === 0) return refuse("nothing_needed", "The sale fell through: no unit is needed any more.");
  if (claims.some((claim) => !Number.isInteger(claim.quantity) || claim.quantity < 1))
    return refuse("invalid_quantity", "Each chosen unit needs a whole quantity of at least 1.");
  const chosen = claims.reduce((sum, claim) => sum + claim.quantity, 0);
  const bundle = command.unitsPerSale === undefined ? {} : { unitsPerSale: command.unitsPerSale };
  const refusal = command.unitsPerSale === undefined ? null : whyNoBundle(state, command);
  if (refusal !== null) return refuse("not_a_bundle", refusal);
  const missing = missingQuantity({ ...state, ...bundle });
  if (chosen !== missing) return refuse("wrong_count", wrongCountMessage(missing, chosen));
  const claimed = record(draftOf(state), { type: "units-claimed", claims, ...bundle, at });
  const linked = record(claimed, { type: "line-linked", method, by, at });
  return accept(sellShipped(linked, at));
}

const mostUnitsPerSale = 1_000;

function whyNoBundle(state: LineState, { by, unitsPerSale = 1 }: LinkCommand): string | null {
  if (by.kind !== "person") return "Only a person ties one sale to several units.";
  if (!Number.isInteger(unitsPerSale) || unitsPerSale < 2 || unitsPerSale > mostUnitsPerSale)
    return `A bundle consists of 2 to ${mostUnitsPerSale} units.`;
  if (state.needed !== 1) return "Only a sale of one piece can be a bundle. Several of the same are chosen one by one.";
  return state.claims.length > 0 ? "The line holds a unit already. Unlink it first." : null;
}

function wrongCountMessage(missing: number, chosen: number): string {
  const units = missing === 1 ? "1 unit" : `${missing} units`;
  return `This line needs ${units}; ${chosen} ${chosen === 1 ? "was" : "were"} chosen.`;
}

function decideQueue(state: LineState, command: QueueCommand): LineDecision {
  const { reason, found, by, at } = command;
  if (isDecidedByPerson(state)) return refuse("decided_by_person", "A person decided on this line.");
  if (state.name !== "pending" && state.name !== "queued") return refuse("not_open", notOpenMessage(state));
  if (missingQuantity(state) === 0) return refuse("nothing_needed", "No further unit is needed.");
  if (state.name === "queued" && state.reason === reason && state.found === found) return accept(draftOf(state));
  return accept(record(draftOf(state), { type: "line-queued", reason, found, by, at }));
}

/** Only a line that holds nothing and that no person touched is closed as not tracked. */
function decideUntrack(state: LineState, { at }: UntrackCommand): LineDecision {
  if (isDecidedByPerson(state)) return refuse("decided_by_person", "A person decided on this line.");
  if (state.name !== "pending" && state.name !== "queued") return refuse("not_open", notOpenMessage(state));
  if (state.claims.length > 0) return refuse("already_linked", "The line holds units already.");
  if (state.needed === 0) return refuse("nothing_needed", "The sale fell through: no unit is needed any more.");
  return accept(record(draftOf(state), { type: "line-released", cause: "not_tracked", at }));
}

function decideTrack(state: LineState, { at }: TrackCommand): LineDecision {
  if (state.name !== "released" || (state.cause !== "not_tracked" && state.cause !== "same_sale"))
    return refuse("nothing_to_reopen", "This line was not closed for its kind of goods, nor as counted elsewhere.");
  if (state.needed === 0) return refuse("nothing_needed", "The sale fell through: no unit is needed any more.");
  return accept(record(draftOf(state), { type: "line-awaits-units", at }));
}

/**
 * What a command does to a line: the events, or a refusal that changes nothing. Pure; ids and times arrive in the
 * command. The states a command may lead to are those of `lineTransitions`.
 */
export function decideLine(state: LineState, command: LineCommand): LineDecision {
  switch (command.type) {
    case "observe":
      return decideObserve(state, command);
    case "link":
      return decideLink(state, command);
    case "queue":
      return decideQueue(state, command);
    case "skip":
    case "no_inventory":
      return decideSetAside(state, command);
    case "untrack":
      return decideUntrack(state, command);
    case "track":
      return decideTrack(state, command);
    case "reopen":
      return decideReopen(state, command);
    case "unlink":
      return decideUnlink(state, command);
    case "undo":
      return decideUndo(state, command);
  }
}

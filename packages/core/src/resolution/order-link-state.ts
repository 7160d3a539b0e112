import type { LineState } from "./line-state.ts";
import { heldQuantity, missingQuantity, soldQuantity, wantedQuantity } from "./line-state.ts";

/**
 * How far an order's lines are tied to stock. `prelinked`: every unit is claimed, not all are dispatched.
 * `complete`: nothing is left to link or to dispatch.
 */
export const orderLinkStates = ["pending", "partial", "prelinked", "complete"] as const;
export type OrderLinkState = (typeof orderLinkStates)[number];

type Settlement = "open" | "started" | "reserved" | "settled";

function settlementOf(line: LineState): Settlement {
  if (line.name === "skipped" || line.name === "no_inventory") return "settled";
  if (line.name === "released") return line.needed === 0 || line.cause === "not_tracked" ? "settled" : "open";
  if (missingQuantity(line) > 0 || line.name !== "linked") return heldQuantity(line) > 0 ? "started" : "open";
  return soldQuantity(line) >= wantedQuantity(line) ? "settled" : "reserved";
}

/** The link state of an order. An order without lines, or whose lines are still to come, is never complete. */
export function orderLinkState(lines: readonly LineState[], linesComplete: boolean): OrderLinkState {
  const settlements = lines.map(settlementOf);
  if (settlements.length === 0 || settlements.every((settlement) => settlement === "open")) return "pending";
  if (!linesComplete || settlements.some((settlement) => settlement === "open" || settlement === "started"))
    return "partial";
  return settlements.includes("reserved") ? "prelinked" : "complete";
}

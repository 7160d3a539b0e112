import type { Decider, LineState, LinkMethod, PersonDecider, ReleaseCause } from "./line-state.ts";
import type { QueueReason } from "./queue-reasons.ts";

/** A claim to be made. Its id comes from the caller. */
export interface NewClaim {
  id: string;
  inventoryItemId: string;
  quantity: number;
}

/** What the platform says about the line now. The only command that may overrule a person: a fact, not a decision. */
export interface ObserveCommand {
  type: "observe";
  needed: number;
  shipped: number;
  /** Set when the sale fell through; null while it stands. */
  cause: Exclude<ReleaseCause, "not_tracked"> | null;
  at: string;
}
export interface LinkCommand {
  type: "link";
  claims: readonly NewClaim[];
  method: LinkMethod;
  by: Decider;
  /** Given by a person who ties one sold piece to several units: a bundle or a lot. */
  unitsPerSale?: number;
  at: string;
}
export interface QueueCommand {
  type: "queue";
  reason: QueueReason;
  found: number;
  by: Exclude<Decider, PersonDecider>;
  at: string;
}
export interface SkipCommand {
  type: "skip";
  by: PersonDecider;
  note: string | null;
  at: string;
}
export interface NoInventoryCommand {
  type: "no_inventory";
  by: PersonDecider;
  note: string | null;
  at: string;
}
/** Closes an open line whose kind of goods the seller does not tie to stock. */
export interface UntrackCommand {
  type: "untrack";
  by: Exclude<Decider, PersonDecider>;
  at: string;
}
/** Opens a line again that was closed as not tracked or as counted elsewhere, for the matcher to look at. */
export interface TrackCommand {
  type: "track";
  by: Exclude<Decider, PersonDecider>;
  at: string;
}
export interface ReopenCommand {
  type: "reopen";
  by: PersonDecider;
  at: string;
}
export interface UnlinkCommand {
  type: "unlink";
  /** Claims to let go; null lets all of them go. */
  claimIds: readonly string[] | null;
  by: PersonDecider;
  at: string;
}
/** Takes the last decision back. `claims` are the units of `before` that the line no longer holds. */
export interface UndoCommand {
  type: "undo";
  before: LineState;
  claims: readonly NewClaim[];
  by: PersonDecider;
  at: string;
}

export type LineCommand =
  | ObserveCommand
  | LinkCommand
  | QueueCommand
  | SkipCommand
  | NoInventoryCommand
  | UntrackCommand
  | TrackCommand
  | ReopenCommand
  | UnlinkCommand
  | UndoCommand;
export type LineCommandType = LineCommand["type"];

export const lineCommandTypes = [
  "observe",
  "link",
  "queue",
  "skip",
  "no_inventory",
  "untrack",
  "track",
  "reopen",
  "unlink",
  "undo",
] as const satisfies readonly LineCommandType[];

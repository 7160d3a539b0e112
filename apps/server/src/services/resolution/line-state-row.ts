import {
  type Decider,
  type HeldClaim,
  type LineState,
  type LinkMethod,
  linkMethods,
  type PersonDecider,
  type QueueReason,
  queueReasons,
  type ReleaseCause,
  releaseCauses,
} from "@counterfoil/core/resolution";
import type { BookClaimRow, BookLineRow, LineStateChange } from "@counterfoil/db";

/** The columns that hold a line's state. */
export type LineStateColumns = Pick<
  BookLineRow,
  "state" | "reason" | "quantity_needed" | "decided_by_kind" | "decided_by" | "state_detail"
>;

function readDecider(row: LineStateColumns): Decider {
  if (row.decided_by_kind === "person") return { kind: "person", id: row.decided_by ?? "" };
  if (row.decided_by_kind === "rule") return { kind: "rule", id: row.decided_by ?? "" };
  return { kind: "system" };
}

function readPerson(row: LineStateColumns): PersonDecider {
  return { kind: "person", id: row.decided_by ?? "" };
}

function oneOf<Value extends string>(allowed: readonly Value[], value: unknown, otherwise: Value): Value {
  return allowed.find((candidate) => candidate === value) ?? otherwise;
}

function textOrNull(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}

/** The line's state from its row and the claims it holds, oldest first. */
export function readLineState(row: LineStateColumns, claims: readonly BookClaimRow[]): LineState {
  const { state_detail: detail } = row;
  const unitsPerSale = Number(detail["unitsPerSale"] ?? 1);
  const needs = {
    needed: row.quantity_needed,
    shipped: Number(detail["shipped"] ?? 0),
    claims: claims.map(toHeldClaim),
    ...(unitsPerSale > 1 ? { unitsPerSale } : {}),
  };
  switch (row.state) {
    case "pending":
      return { name: "pending", ...needs };
    case "linked": {
      const method: LinkMethod = oneOf(linkMethods, detail["method"], "auto");
      return { name: "linked", ...needs, method, by: readDecider(row) };
    }
    case "queued": {
      const reason: QueueReason = oneOf(queueReasons, row.reason, "no_match");
      return { name: "queued", ...needs, reason, found: Number(detail["found"] ?? 0), by: readDecider(row) };
    }
    case "skipped":
      return { name: "skipped", ...needs, by: readPerson(row), note: textOrNull(detail["note"]) };
    case "no_inventory":
      return { name: "no_inventory", ...needs, by: readPerson(row), note: textOrNull(detail["note"]) };
    case "released": {
      const cause: ReleaseCause = oneOf(releaseCauses, detail["cause"], "cancelled");
      return { name: "released", ...needs, cause };
    }
  }
}

function toHeldClaim(row: BookClaimRow): HeldClaim {
  return { id: row.id, inventoryItemId: row.item_id, quantity: row.quantity, sold: row.quantity_sold };
}

/** The decider of a state, where it has one. */
export function stateDecider(state: LineState): Decider | null {
  return "by" in state ? state.by : null;
}

function detailOf(state: LineState): Record<string, unknown> {
  const { shipped, unitsPerSale } = state;
  const always = { shipped, ...(unitsPerSale === undefined ? {} : { unitsPerSale }) };
  switch (state.name) {
    case "pending":
      return always;
    case "linked":
      return { ...always, method: state.method };
    case "queued":
      return { ...always, found: state.found };
    case "skipped":
    case "no_inventory":
      return { ...always, note: state.note };
    case "released":
      return { ...always, cause: state.cause };
  }
}

/** The columns for a state. Claims are rows of their own. */
export function writeLineState(state: LineState, at: string): Omit<LineStateChange, "id" | "version"> {
  const decider = stateDecider(state);
  return {
    state: state.name,
    reason: state.name === "queued" ? state.reason : null,
    quantity_needed: state.needed,
    decided_by_kind: decider?.kind ?? null,
    decided_by: decider === null || decider.kind === "system" ? null : decider.id,
    decided_at: at,
    state_detail: detailOf(state),
  };
}

import { shareMoney } from "@counterfoil/core/model";
import { type Decider, heldQuantity } from "@counterfoil/core/resolution";
import type { ClaimDelta, NewClaim, NewMovement } from "@counterfoil/db";
import type { SheetLine } from "./line-sheet.ts";

/** What a line's events do to claims and to the shelf. */
export interface StockEffects {
  claims: NewClaim[];
  deltas: ClaimDelta[];
  /** Units that came back, to be written before new claims take them. */
  incoming: NewMovement[];
  /** Units that left, to be written after their claims. */
  outgoing: NewMovement[];
}

/** Ties to units that were gone before stock was kept here: they move nothing. */
export const legacyMethod = "legacy";

interface Writer {
  newId(): string;
  actorName: string;
  decider: Decider;
}

function decidedBy(writer: Writer) {
  return {
    kind: writer.decider.kind,
    name: writer.decider.kind === "system" ? null : writer.actorName,
  };
}

/** Money of a line's units from one on: each unit's share of the total, so that all shares add up to it. */
function grossOf(line: SheetLine, { from, quantity }: { from: number; quantity: number }): number | null {
  const { line_total_minor: total, quantity: pieces, currency } = line.row;
  const units = pieces * (line.state.unitsPerSale ?? 1);
  if (total === null || units === 0 || from + quantity > units) return null;
  const shares = shareMoney({ minor: total, currency }, Array<number>(units).fill(1));
  return shares.slice(from, from + quantity).reduce((sum, share) => sum + share.minor, 0);
}

/** The effects of the line's events that are not written yet. */
export function stockEffects(line: SheetLine, writer: Writer): StockEffects {
  const effects: StockEffects = { claims: [], deltas: [], incoming: [], outgoing: [] };
  const made = new Map<string, NewClaim>();
  const by = decidedBy(writer);
  const move = (
    kind: NewMovement["kind"],
    claim: { claimId: string; inventoryItemId: string },
    rest: { quantity: number; at: string },
  ): NewMovement => ({
    ...{ id: writer.newId(), item_id: claim.inventoryItemId, kind, claim_id: claim.claimId, order_id: line.order.id },
    ...{ actor_kind: by.kind, actor: by.name, note: null, ...rest },
  });
  const isLegacy = (claimId: string) => line.methods.get(claimId) === legacyMethod;
  let unitsBefore = heldQuantity({ claims: line.before.claims });
  for (const event of line.events.slice(line.flushed)) {
    if (event.type === "units-claimed")
      for (const claim of event.claims) {
        const method = line.note?.method ?? "manual";
        line.methods.set(claim.id, method);
        const row: NewClaim = {
          ...{ id: claim.id, order_id: line.order.id, line_id: line.row.id, item_id: claim.inventoryItemId },
          ...{ quantity: claim.quantity, quantity_sold: 0, method, decided_by_kind: by.kind, decided_by: by.name },
          evidence: (line.note?.evidence ?? []).filter(({ effect }) => effect === "agrees").map(({ text }) => text),
          ...{ reserved_at: event.at, sold_at: null, currency: line.row.currency },
          gross_minor: grossOf(line, { from: unitsBefore, quantity: claim.quantity }),
        };
        unitsBefore += claim.quantity;
        made.set(claim.id, row);
        effects.claims.push(row);
      }
    if (event.type === "units-sold")
      for (const sale of event.sales) {
        const row = made.get(sale.claimId);
        if (row) Object.assign(row, { quantity_sold: row.quantity_sold + sale.quantity, sold_at: event.at });
        else effects.deltas.push(delta(sale.claimId, { at: event.at, quantity_sold: sale.quantity }));
        if (!isLegacy(sale.claimId))
          effects.outgoing.push(move("sold", sale, { quantity: -sale.quantity, at: event.at }));
      }
    if (event.type === "units-released")
      for (const release of event.releases) {
        const returned = event.reason === "returned";
        effects.deltas.push(
          delta(release.claimId, {
            at: event.at,
            quantity: -release.quantity,
            quantity_sold: -release.fromSold,
            quantity_released: release.quantity,
            quantity_returned: returned ? release.quantity : 0,
          }),
        );
        if (release.fromSold > 0 && !isLegacy(release.claimId))
          effects.incoming.push(
            move(returned ? "returned" : "sale_undone", release, { quantity: release.fromSold, at: event.at }),
          );
      }
  }
  return effects;
}

function delta(id: string, change: Partial<ClaimDelta> & { at: string }): ClaimDelta {
  return { id, quantity: 0, quantity_sold: 0, quantity_released: 0, quantity_returned: 0, ...change };
}

/** One delta for each claim: an update reaches a row once. */
export function mergeDeltas(deltas: readonly ClaimDelta[]): ClaimDelta[] {
  const merged = new Map<string, ClaimDelta>();
  for (const next of deltas) {
    const known = merged.get(next.id);
    if (!known) merged.set(next.id, { ...next });
    else
      merged.set(next.id, {
        id: next.id,
        quantity: known.quantity + next.quantity,
        quantity_sold: known.quantity_sold + next.quantity_sold,
        quantity_released: known.quantity_released + next.quantity_released,
        quantity_returned: known.quantity_returned + next.quantity_returned,
        at: next.at,
      });
  }
  return [...merged.values()];
}

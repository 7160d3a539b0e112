import { type StatusFacts, statusAfterReturn, statusAfterSale, statusAfterSaleUndone } from "@counterfoil/core/stock";
import {
  changeClaims,
  type Database,
  insertClaims,
  insertMovements,
  lockItemStatuses,
  type NewMovement,
  saveItemStatuses,
} from "@counterfoil/db";
import type { Transaction } from "kysely";
import type { ServiceContext } from "../context.ts";
import { groupBy } from "../group-by.ts";
import { deciderOf } from "./decider.ts";
import type { LineSheet } from "./line-sheet.ts";
import { mergeDeltas, type StockEffects, stockEffects } from "./stock-effects.ts";

/**
 * Writes what the sheet's decisions do to claims, movements and item statuses, as far as it is not written yet.
 * What comes back is written before what is claimed, and claims before what leaves: on-hand never falls below them.
 * Answers the items whose stock changed.
 */
export async function flushStock(
  tx: Transaction<Database>,
  ctx: ServiceContext,
  sheet: LineSheet,
): Promise<Set<string>> {
  const writer = { newId: ctx.newId, actorName: ctx.actor.name, decider: deciderOf(ctx.actor) };
  const all: StockEffects = { claims: [], deltas: [], incoming: [], outgoing: [] };
  const touched = new Set<string>();
  for (const line of sheet.changed()) {
    const effects = stockEffects(line, writer);
    line.flushed = line.events.length;
    all.claims.push(...effects.claims);
    all.deltas.push(...effects.deltas);
    all.incoming.push(...effects.incoming);
    all.outgoing.push(...effects.outgoing);
  }
  for (const claim of all.claims) touched.add(claim.item_id);
  for (const claim of sheet.changed().flatMap(({ before }) => before.claims)) touched.add(claim.inventoryItemId);
  await changeClaims(tx, mergeDeltas(all.deltas));
  await insertMovements(tx, ctx.workspaceId, all.incoming);
  await insertClaims(tx, ctx.workspaceId, all.claims);
  await insertMovements(tx, ctx.workspaceId, all.outgoing);
  await followStatuses(tx, ctx, [...all.incoming, ...all.outgoing]);
  return touched;
}

type StatusRule = (facts: StatusFacts) => StatusFacts["status"];
const rules: Readonly<Partial<Record<NewMovement["kind"], StatusRule>>> = {
  sold: statusAfterSale,
  sale_undone: statusAfterSaleUndone,
  returned: statusAfterReturn,
};

async function followStatuses(
  tx: Transaction<Database>,
  ctx: ServiceContext,
  movements: readonly NewMovement[],
): Promise<void> {
  const byItem = groupBy(movements, (movement) => movement.item_id);
  const items = await lockItemStatuses(tx, [...byItem.keys()]);
  const soldAt = ctx.now().toISOString();
  const changes = items.flatMap((item) => {
    let status = item.status;
    for (const { kind } of byItem.get(item.id) ?? []) {
      const facts = { status, onHand: item.quantity_on_hand, hasListing: item.has_listing };
      status = rules[kind]?.(facts) ?? status;
    }
    return status === item.status ? [] : [{ id: item.id, status, sold_at: status === "sold" ? soldAt : null }];
  });
  await saveItemStatuses(tx, changes);
}

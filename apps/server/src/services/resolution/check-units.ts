import { availableQuantity } from "@counterfoil/core/model";
import { type Database, lockMatchStock, type MatchStockRow } from "@counterfoil/db";
import type { Transaction } from "kysely";
import { conflict, notFound } from "../service-error.ts";

type Tx = Transaction<Database>;

/** Units that a person chose. */
export interface ChosenUnit {
  inventoryItemId: string;
  quantity: number;
}

/** One choice for each item: the same item named twice counts together. */
export function mergeUnits(units: readonly ChosenUnit[]): ChosenUnit[] {
  const merged = new Map<string, number>();
  for (const { inventoryItemId, quantity } of units)
    merged.set(inventoryItemId, (merged.get(inventoryItemId) ?? 0) + quantity);
  return [...merged].map(([inventoryItemId, quantity]) => ({ inventoryItemId, quantity }));
}

/**
 * Locks the chosen items and makes sure that they are free. Throws `not_found` for an item that is not the
 * workspace's, and `conflict` naming the order that holds a unit, or the status that keeps it from being sold.
 */
export async function requireFreeUnits(tx: Tx, units: readonly ChosenUnit[]): Promise<MatchStockRow[]> {
  const rows = await lockMatchStock(
    tx,
    units.map(({ inventoryItemId }) => inventoryItemId),
  );
  for (const { inventoryItemId, quantity } of units) {
    const row = rows.find(({ id }) => id === inventoryItemId);
    if (row === undefined || row.removed) throw notFound("The chosen unit");
    const facts = { status: row.status, quantityOnHand: row.quantity_on_hand, quantityClaimed: row.quantity_claimed };
    if (availableQuantity(facts) < quantity) throw await whyNotFree(tx, row, quantity);
  }
  return rows;
}

async function whyNotFree(tx: Tx, row: MatchStockRow, quantity: number) {
  const holders = await tx
    .selectFrom("claims")
    .innerJoin("orders", "orders.id", "claims.order_id")
    .select(["orders.external_id", "orders.platform"])
    .distinct()
    .where("claims.item_id", "=", row.id)
    .where("claims.quantity", ">", 0)
    .limit(5)
    .execute();
  const names = holders.map((order) => `${order.platform} order ${order.external_id}`).join(", ");
  if (row.status === "sold")
    return conflict(names === "" ? `"${row.title}" is sold.` : `"${row.title}" is sold to ${names}.`);
  if (row.status !== "in_stock" && row.status !== "listed")
    return conflict(`"${row.title}" is ${row.status.replaceAll("_", " ")}.`, { remedy: "Put it in stock first." });
  const free = row.quantity_on_hand - row.quantity_claimed;
  if (names === "") return conflict(`"${row.title}" has ${free} of the ${quantity} units wanted.`);
  return conflict(`"${row.title}" is taken by ${names}.`, { remedy: "Choose another unit, or unlink it there first." });
}

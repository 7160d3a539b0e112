import type { StockItem } from "./bricqer-entities.ts";
import type { BricqerWorld } from "./bricqer-world.ts";

/** Sets what is left of an item and writes down who did it; the same number again is no effect. */
export function setRemaining(world: BricqerWorld, item: StockItem, to: { quantity: number; by: string }) {
  if (item.remainingQuantity === to.quantity) return;
  const { tenant, id: itemId, definitionId, remainingQuantity: from } = item;
  item.remainingQuantity = to.quantity;
  item.updated = world.clock.iso();
  world.ledger.append("stock-changed", { tenant, itemId, definitionId, from, to: to.quantity, by: to.by });
}

/** Takes goods of one definition out of its items, the first item first; gives what could not be taken. */
export function takeDefinition(
  world: BricqerWorld,
  tenant: string,
  wanted: { definitionId: number; quantity: number; by: string },
): number {
  let missing = wanted.quantity;
  for (const item of itemsOfDefinition(world, tenant, wanted.definitionId)) {
    const taken = Math.min(missing, item.remainingQuantity);
    setRemaining(world, item, { quantity: item.remainingQuantity - taken, by: wanted.by });
    missing -= taken;
  }
  return missing;
}

export function itemsOfDefinition(world: BricqerWorld, tenant: string, definitionId: number): StockItem[] {
  return world.items.where((item) => item.tenant === tenant && item.definitionId === definitionId);
}

/** What is left of a definition in all its places. */
export function leftOfDefinition(world: BricqerWorld, tenant: string, definitionId: number): number {
  return itemsOfDefinition(world, tenant, definitionId).reduce((sum, item) => sum + item.remainingQuantity, 0);
}

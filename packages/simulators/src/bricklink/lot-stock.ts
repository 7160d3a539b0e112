import type { Lot } from "./bricklink-entities.ts";
import type { BricklinkWorld } from "./bricklink-world.ts";

/** Who moved a quantity: an API call, a buyer's order, or the seller on the web site. */
export type StockCause = "api" | "order" | "seller-web";

/** Sets a lot's quantity; one that sells out is deleted unless it is to be kept. */
export function setLotQuantity(world: BricklinkWorld, lot: Lot, change: { quantity: number; by: StockCause }) {
  const { quantity, by } = change;
  const from = lot.quantity;
  lot.quantity = quantity;
  if (from !== quantity) {
    world.ledger.append("stock-changed", { inventoryId: lot.inventoryId, from, to: quantity, by });
  }
  if (quantity === 0 && !lot.isRetain) deleteLot(world, lot, by);
}

/** Takes a lot out of the store; its id never comes back. */
export function deleteLot(world: BricklinkWorld, lot: Lot, by: StockCause) {
  world.lots.delete(String(lot.inventoryId));
  world.ledger.append("lot-deleted", { inventoryId: lot.inventoryId, quantity: lot.quantity, by });
}

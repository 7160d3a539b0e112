import type { Lot } from "./brickowl-entities.ts";
import type { BrickowlWorld } from "./brickowl-world.ts";

/** Who moved a quantity: an API call, a buyer's order, or the seller on the web site. */
export type StockCause = "api" | "order" | "seller-web";

/** Sets a lot's quantity; one that sells out stays, at zero. */
export function setLotQuantity(world: BrickowlWorld, lot: Lot, change: { quantity: number; by: StockCause }) {
  const { quantity, by } = change;
  const from = lot.quantity;
  if (from === quantity) return;
  lot.quantity = quantity;
  world.ledger.append("stock-changed", { lotId: lot.lotId, from, to: quantity, by });
}

/** Takes a lot out of the store. */
export function deleteLot(world: BrickowlWorld, lot: Lot, by: StockCause) {
  world.lots.delete(lot.lotId);
  world.ledger.append("lot-deleted", { lotId: lot.lotId, quantity: lot.quantity, by });
}

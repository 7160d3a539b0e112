import type { InventoryStatus } from "../model/index.ts";

/** What an item's next status depends on. */
export interface StatusFacts {
  status: InventoryStatus;
  /** Units on hand after the change. */
  onHand: number;
  /** Whether a listing offers the item. */
  hasListing: boolean;
}

/** Dispatching the last unit on hand makes an item sold; a lot with units left keeps its status. */
export function statusAfterSale({ status, onHand }: StatusFacts): InventoryStatus {
  return onHand === 0 ? "sold" : status;
}

/** Taking a sale back puts a sold item where it was: listed when a listing still offers it, else in stock. */
export function statusAfterSaleUndone({ status, onHand, hasListing }: StatusFacts): InventoryStatus {
  if (status !== "sold" || onHand === 0) return status;
  return hasListing ? "listed" : "in_stock";
}

/** A unit that came back waits until the seller puts it in stock; a lot that still has units keeps its status. */
export function statusAfterReturn({ status }: StatusFacts): InventoryStatus {
  return status === "sold" ? "returned" : status;
}

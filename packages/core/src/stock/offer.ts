import type { InventoryStatus } from "../model/index.ts";
import { availableQuantity } from "../model/index.ts";

/** What an item has, as far as offers are concerned. */
export interface OfferedItem {
  status: InventoryStatus;
  quantityOnHand: number;
  quantityClaimed: number;
}

/**
 * The figure a listing should show: what its items have on hand, less what orders hold, less the buffer that is kept
 * back. Never below 0; units that are not on the shelf (not received, sold, returned) do not count.
 */
export function quantityToOffer(items: readonly OfferedItem[], buffer: number): number {
  const available = items.reduce((sum, item) => sum + availableQuantity(item), 0);
  return withBuffer(available, buffer);
}

/** The same for items whose available units were summed before. */
export function withBuffer(available: number, buffer: number): number {
  return Math.max(0, available - buffer);
}

/** The buffer of a connection: its own, else the workspace's. */
export function bufferOf(own: number | null, workspaces: number): number {
  return own ?? workspaces;
}

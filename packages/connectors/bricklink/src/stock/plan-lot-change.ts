import type { LotChange } from "../bricklink-client.ts";
import type { BricklinkLot } from "../bricklink-schemas.ts";
import { decodeEntities } from "../bricklink-text.ts";
import { offeredQuantity } from "../listings/map-lot.ts";

export type LotPlan =
  | { kind: "nothing" }
  | { kind: "change"; change: LotChange }
  /** The seller keeps units in a stockroom: putting them up for sale is not ours to decide. */
  | { kind: "in-stockroom" };

/**
 * What to send so that the lot offers `quantity`. Quantities are signed changes on BrickLink. An emptied lot is retained
 * in a stockroom, since BrickLink deletes one that sells out, and with it the id that the seller's stock is tied to.
 */
export function planLotChange(lot: BricklinkLot, quantity: number): LotPlan {
  if (offeredQuantity(lot) === quantity) return { kind: "nothing" };
  if (lot.is_stock_room && lot.quantity > 0) return { kind: "in-stockroom" };
  const change: LotChange = {
    quantity: signed(quantity - lot.quantity),
    description: decodeEntities(lot.description ?? ""),
  };
  if (quantity === 0) return { kind: "change", change: { ...change, is_retain: true, is_stock_room: true } };
  if (lot.is_stock_room) return { kind: "change", change: { ...change, is_stock_room: false } };
  return { kind: "change", change };
}

function signed(difference: number): `+${number}` | `-${number}` {
  return difference < 0 ? `-${-difference}` : `+${difference}`;
}

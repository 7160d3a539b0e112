import type { CancellationType, OrderItem, Shipment } from "../flipkart-entities.ts";
import type { FlipkartWorld } from "../flipkart-world.ts";
import { releaseUnits, sellOut } from "../listings/stock.ts";
import { notifyShipment } from "../notifications.ts";
import { moveShipment, standingItems, unitsLeft } from "./shipment-parts.ts";

export interface CancelledParts {
  items: readonly OrderItem[];
  /** Units of each item; left out, all that stand. */
  quantity?: number;
  type: CancellationType;
  reason: string;
  subReason: string | null;
}

/** Cancels parts of a shipment, or all of it. Cancelling for stock sets the listing's stock to nothing. */
export function cancelParts(world: FlipkartWorld, shipment: Shipment, parts: CancelledParts) {
  const { type, reason, subReason } = parts;
  const at = world.clock.milliseconds();
  const told = parts.items.map((item) => {
    const quantity = Math.min(parts.quantity ?? unitsLeft(item), unitsLeft(item));
    item.cancellations.push({ quantity, type, reason, subReason, at });
    if (subReason === "not_enough_inventory") sellOut(world, item, { locationId: shipment.locationId, quantity });
    else releaseUnits(world, item, { locationId: shipment.locationId, quantity });
    return { orderItemId: item.orderItemId, quantity, reason, subReason };
  });
  shipment.updatedAt = at;
  shipment.labelIsVoid = shipment.state === "PACKED" || shipment.state === "READY_TO_DISPATCH";
  world.ledger.append("order-cancelled", { orderId: shipment.orderId, shipmentId: shipment.shipmentId, items: told });
  if (standingItems(shipment).length === 0) {
    shipment.packingEndsAt = null;
    moveShipment(world, shipment, "CANCELLED");
  }
  notifyShipment(world, shipment, "shipment_cancelled", { status: "CANCELLED", orderItems: told });
}

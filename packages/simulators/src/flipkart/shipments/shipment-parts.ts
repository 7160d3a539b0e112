import type { OrderItem, Shipment, ShipmentState } from "../flipkart-entities.ts";
import type { FlipkartWorld } from "../flipkart-world.ts";
import { notifyShipment } from "../notifications.ts";

/** Units of an item that still stand. */
export function unitsLeft(item: OrderItem): number {
  return item.quantity - item.cancellations.reduce((sum, { quantity }) => sum + quantity, 0);
}

/** Items of a shipment that have units left. */
export function standingItems(shipment: Shipment): OrderItem[] {
  return shipment.items.filter((item) => unitsLeft(item) > 0);
}

const eventOf: Partial<Record<ShipmentState, string>> = {
  PACKED: "shipment_packed",
  READY_TO_DISPATCH: "shipment_ready_to_dispatch",
  PICKUP_COMPLETE: "shipment_pickup_complete",
  SHIPPED: "shipment_shipped",
  DELIVERED: "shipment_delivered",
};

/** Moves a shipment on, tells the ledger and the subscriber. */
export function moveShipment(world: FlipkartWorld, shipment: Shipment, state: ShipmentState, at?: number) {
  const from = shipment.state;
  shipment.state = state;
  shipment.updatedAt = at ?? world.clock.milliseconds();
  world.ledger.append("shipment-moved", {
    shipmentId: shipment.shipmentId,
    orderId: shipment.orderId,
    from,
    to: state,
  });
  const event = eventOf[state];
  if (event !== undefined) notifyShipment(world, shipment, event);
  if (state === "FORM_FAILED") {
    notifyShipment(world, shipment, "shipment_form_failed", {
      status: state,
      forms: shipment.forms.map(({ name }) => name),
    });
  }
}

/** The shipment that an order item is in. */
export function shipmentOfItem(
  world: FlipkartWorld,
  orderItemId: string,
): { shipment: Shipment; item: OrderItem } | undefined {
  for (const shipment of world.shipments.all()) {
    const item = shipment.items.find((each) => each.orderItemId === orderItemId);
    if (item !== undefined) return { shipment, item };
  }
  return undefined;
}

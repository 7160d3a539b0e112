import type { Shipment } from "../flipkart-entities.ts";
import { ItemRefusal } from "../flipkart-errors.ts";
import type { FlipkartWorld } from "../flipkart-world.ts";

/** Runs a change for each item of a batch: one that is refused does not keep the others. HTTP stays 200. */
export function eachShipment<T extends { shipmentId: string }>(
  items: readonly T[],
  options: { key: "status" | "processingStatus"; run: (item: T) => void },
) {
  const { key, run } = options;
  const shipments = items.map((item) => {
    const { shipmentId } = item;
    try {
      run(item);
      return { shipmentId, [key]: "SUCCESS", errorCode: null, errorMessage: null };
    } catch (error) {
      if (!(error instanceof ItemRefusal)) throw error;
      return { shipmentId, [key]: "FAILURE", errorCode: error.code, errorMessage: error.message };
    }
  });
  return { shipments };
}

/** The shipment of an item, at the location that the caller names. */
export function requireShipment(
  world: FlipkartWorld,
  item: { shipmentId: string; locationId?: string | undefined },
): Shipment {
  const shipment = world.shipments.get(item.shipmentId);
  if (shipment === undefined) throw new ItemRefusal("INVALID_SHIPMENTS", `Shipment ${item.shipmentId} is not known`);
  if (item.locationId !== undefined && item.locationId !== shipment.locationId) {
    throw new ItemRefusal("UNPROCESSABLE_ENTITY", `Shipment ${item.shipmentId} is not at location ${item.locationId}`);
  }
  return shipment;
}

export function notAllowed(shipment: Shipment, what: string): ItemRefusal {
  return new ItemRefusal("OPERATION_NOT_ALLOWED", `Shipment ${shipment.shipmentId} is ${shipment.state}: ${what}`);
}

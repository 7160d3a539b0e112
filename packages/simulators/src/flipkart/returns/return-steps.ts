import { ActRefused } from "../../kit/index.ts";
import type { ReturnItem } from "../flipkart-entities.ts";
import type { FlipkartWorld } from "../flipkart-world.ts";
import { indiaTime } from "../india-time.ts";
import { notifyReturn } from "../notifications.ts";
import { moveShipment, shipmentOfItem, unitsLeft } from "../shipments/shipment-parts.ts";

const EXPECTED_AFTER_MS = 7 * 24 * 3600 * 1000;

export interface ReturnWish {
  orderItemId: string;
  source: ReturnItem["source"];
  quantity?: number | undefined;
  reason?: string | undefined;
}

/** A buyer sends goods back, or the courier could not deliver them. */
export function createReturn(world: FlipkartWorld, wish: ReturnWish): ReturnItem {
  const found = shipmentOfItem(world, wish.orderItemId);
  if (found === undefined) throw new ActRefused(`There is no order item ${wish.orderItemId}`);
  const { shipment, item } = found;
  if (!["PICKUP_COMPLETE", "SHIPPED", "DELIVERED", "COMPLETED"].includes(shipment.state)) {
    throw new ActRefused(`Shipment ${shipment.shipmentId} is ${shipment.state}: nothing can come back`);
  }
  const now = world.clock.milliseconds();
  const isSelfShip = shipment.shipmentType === "SELF";
  const made = world.returns.insert({
    returnId: `1${world.random.digits(16)}`,
    source: wish.source,
    isSelfShip,
    status: isSelfShip ? "Requested" : "CREATED",
    shipmentId: shipment.shipmentId,
    orderId: shipment.orderId,
    orderItemId: item.orderItemId,
    locationId: shipment.locationId,
    quantity: wish.quantity ?? unitsLeft(item),
    reason: wish.reason ?? (wish.source === "courier_return" ? "orc_validated" : "DEFECTIVE_PRODUCT"),
    subReason: "",
    orderedAt: item.orderedAt,
    createdAt: now,
    updatedAt: now,
    approvedAt: null,
    expectedAt: now + EXPECTED_AFTER_MS,
    courierName: isSelfShip ? null : "E-Kart Logistics",
    trackingId: isSelfShip ? null : `FMPR${world.random.digits(10)}`,
    comments: "",
    shipmentStatus: "START",
  });
  moveShipment(world, shipment, "RETURN_REQUESTED");
  world.ledger.append("return-created", { returnId: made.returnId, orderItemId: item.orderItemId });
  const items = [{ orderItemId: item.orderItemId, quantity: made.quantity, reason: made.reason, subReason: "" }];
  notifyReturn(world, made, "return_created", { status: "RETURN_CREATED", returnItems: items });
  return made;
}

export type ReturnStep = "picked_up" | "completed" | "cancelled";

const standardStatus: Readonly<Record<ReturnStep, string | null>> = {
  picked_up: null,
  completed: "COMPLETED",
  cancelled: "CANCELLED",
};
const selfShipStatus: Readonly<Record<ReturnStep, string | null>> = {
  picked_up: null,
  completed: "Completed",
  cancelled: "Cancelled",
};

/** A return moves on, and with it the shipment where it comes to its end. */
export function moveReturn(world: FlipkartWorld, item: ReturnItem, step: ReturnStep) {
  const status = (item.isSelfShip ? selfShipStatus : standardStatus)[step];
  if (status !== null) item.status = status;
  if (step === "picked_up") item.shipmentStatus = "IN_TRANSIT";
  if (step === "completed") item.shipmentStatus = "COMPLETE";
  item.updatedAt = world.clock.milliseconds();
  const shipment = world.shipments.get(item.shipmentId);
  if (shipment !== undefined && step === "completed") moveShipment(world, shipment, "RETURNED");
  if (shipment !== undefined && step === "cancelled") moveShipment(world, shipment, "DELIVERED");
  world.ledger.append("return-moved", { returnId: item.returnId, step });
  const attributes = { status: `RETURN_${step.toUpperCase()}`, returnItems: [{ orderItemId: item.orderItemId }] };
  notifyReturn(world, item, `return_${step}`, attributes);
}

/** The goods will come on another day. */
export function moveExpectedDate(world: FlipkartWorld, item: ReturnItem, at: number) {
  item.expectedAt = at;
  item.updatedAt = world.clock.milliseconds();
  const returnItems = [{ orderItemId: item.orderItemId, expectedDate: indiaTime(at) }];
  notifyReturn(world, item, "return_expected_date_changed", { returnItems });
}

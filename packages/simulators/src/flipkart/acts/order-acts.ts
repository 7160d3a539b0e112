import { z } from "zod";
import { ActRefused, defineAct } from "../../kit/index.ts";
import type { Shipment, ShipmentState } from "../flipkart-entities.ts";
import type { FlipkartWorld } from "../flipkart-world.ts";
import { indiaTime } from "../india-time.ts";
import { consumeUnits, holdUnits, unitsForSale } from "../listings/stock.ts";
import { notifyShipment } from "../notifications.ts";
import { inventAddress, makeShipment, nextOrderId, type SoldLine, soldFrom } from "../order-making.ts";
import { cancelParts } from "../shipments/cancel-parts.ts";
import { endPacking } from "../shipments/packing.ts";
import { moveShipment, shipmentOfItem, unitsLeft } from "../shipments/shipment-parts.ts";
import { shipmentView } from "../shipments/shipment-view.ts";

export const placeOrderSchema = z.strictObject({
  lines: z.array(z.strictObject({ sku: z.string(), quantity: z.number().int().min(1).default(1) })).min(1),
  shipmentType: z.enum(["NORMAL", "EXPRESS", "SELF"]).default("NORMAL"),
  serviceProfile: z.enum(["Seller_Fulfilment", "Flipkart_Fulfilment", "Smart_Fulfilment"]).default("Seller_Fulfilment"),
  paymentType: z.enum(["COD", "PREPAID"]).default("PREPAID"),
  locationId: z.string().optional(),
  hold: z.boolean().default(false),
  /** Every line becomes a shipment of its own. */
  splitShipments: z.boolean().default(false),
  /** Rupees. */
  shippingCharge: z.number().min(0).default(0),
  /** Hours until it may be packed. */
  packableInHours: z.number().min(0).default(0),
});

const anyShipment = z.strictObject({ shipmentId: z.string() });

/** What buyers, the courier and Flipkart itself do with orders. */
export function orderActs(world: FlipkartWorld) {
  return {
    /** A buyer orders and pays (or will, at the door): stock falls, a shipment appears. */
    placeOrder: defineAct(placeOrderSchema, (input) => placeOrder(world, input)),
    /** Units fall through before they are delivered; all of the item's where no quantity is given. */
    cancelItem: defineAct(
      z.strictObject({
        orderItemId: z.string(),
        quantity: z.number().int().min(1).optional(),
        by: z.enum(["buyer", "marketplace"]).default("buyer"),
        reason: z.string().default("order_cancelled"),
      }),
      ({ orderItemId, quantity, by, reason }) => {
        const { shipment, item } = known(world, orderItemId);
        if (unitsLeft(item) === 0) throw new ActRefused(`${orderItemId} is cancelled already`);
        const type = by === "buyer" ? "buyerCancellation" : "marketplaceCancellation";
        const subReason = by === "buyer" ? "delivery_time_long" : "cancellation_requested";
        cancelParts(world, shipment, {
          items: [item],
          type,
          reason,
          subReason,
          ...(quantity !== undefined && { quantity }),
        });
        return { shipmentId: shipment.shipmentId, state: shipment.state };
      },
    ),
    /** Flipkart holds a shipment, or lets it go. */
    setHold: defineAct(z.strictObject({ shipmentId: z.string(), hold: z.boolean() }), ({ shipmentId, hold }) =>
      setHold(world, knownShipment(world, shipmentId), hold),
    ),
    /** Packing that is under way ends now. */
    endPacking: defineAct(
      z.strictObject({ shipmentId: z.string(), state: z.enum(["PACKED", "FORM_FAILED"]).default("PACKED") }),
      ({ shipmentId, state }) => {
        const shipment = knownShipment(world, shipmentId);
        if (shipment.state !== "PACKING_IN_PROGRESS")
          throw new ActRefused(`Shipment ${shipmentId} is ${shipment.state}`);
        endPacking(world, shipment, state);
        return { state: shipment.state };
      },
    ),
    /** The courier fetches the parcel. */
    pickUp: defineAct(anyShipment, ({ shipmentId }) => pickUp(world, knownShipment(world, shipmentId))),
    /** The parcel is on its way. */
    markShipped: defineAct(anyShipment, ({ shipmentId }) =>
      moveOn(world, knownShipment(world, shipmentId), { from: "PICKUP_COMPLETE", to: "SHIPPED" }),
    ),
    markDelivered: defineAct(anyShipment, ({ shipmentId }) =>
      moveOn(world, knownShipment(world, shipmentId), { from: "SHIPPED", to: "DELIVERED" }),
    ),
    /** A state of which nobody has told us: adapters must keep such an order. */
    setState: defineAct(z.strictObject({ shipmentId: z.string(), state: z.string() }), ({ shipmentId, state }) => {
      const shipment = knownShipment(world, shipmentId);
      // On purpose beyond the states that the simulator itself knows.
      shipment.state = state as ShipmentState;
      shipment.updatedAt = world.clock.milliseconds();
      return { shipmentId, state };
    }),
    changeDispatchDates: defineAct(
      z.strictObject({
        shipmentId: z.string(),
        after: z.iso.datetime({ offset: true }),
        by: z.iso.datetime({ offset: true }),
      }),
      ({ shipmentId, after, by }) => changeDates(world, knownShipment(world, shipmentId), { after, by }),
    ),
  };
}

export function placeOrder(world: FlipkartWorld, input: z.output<typeof placeOrderSchema>) {
  const [first] = world.locations.all();
  const locationId = input.locationId ?? first?.locationId ?? "";
  const lines = input.lines.map((line) => takeLine(world, line, locationId));
  const now = world.clock.milliseconds();
  const { shipmentType, serviceProfile, paymentType, hold, shippingCharge, splitShipments } = input;
  const frame = {
    orderId: nextOrderId(world),
    placedAt: now,
    updatedAt: now,
    state: "APPROVED" as const,
    shipmentType,
    serviceProfile,
    locationId,
    paymentType,
    hold,
    shippingCharge,
    address: inventAddress(world),
  };
  const shipments = (splitShipments ? lines.map((line) => [line]) : [lines]).map((group) => {
    const shipment = world.shipments.insert(makeShipment(world, frame, { lines: group }));
    shipment.dispatchAfter += input.packableInHours * 3600 * 1000;
    return shipment;
  });
  for (const { sku, quantity } of input.lines) holdUnits(world, sku, { locationId, quantity });
  world.ledger.append("order-placed", { orderId: frame.orderId, lines: input.lines });
  for (const shipment of shipments) {
    // As in the published example: without ids of the shipment itself, with a place for its location.
    const { shipmentId: _, locationId: __, ...attributes } = shipmentView(world, shipment);
    notifyShipment(world, shipment, "shipment_created", { ...attributes, dispatchLocation: null });
    if (hold) notifyHold(world, shipment);
  }
  return {
    orderId: frame.orderId,
    shipmentIds: shipments.map(({ shipmentId }) => shipmentId),
    orderItemIds: shipments.flatMap(({ items }) => items.map(({ orderItemId }) => orderItemId)),
  };
}

function takeLine(
  world: FlipkartWorld,
  { sku, quantity }: { sku: string; quantity: number },
  locationId: string,
): SoldLine {
  const listing = world.listings.get(sku);
  if (listing === undefined || listing.status !== "ACTIVE") throw new ActRefused(`${sku} is no active listing`);
  const location = listing.locations.find(({ id }) => id === locationId);
  const available = location?.status === "ENABLED" ? location.inventory : 0;
  if (available < quantity)
    throw new ActRefused(`Only ${available} left of ${sku} at ${locationId}, ${unitsForSale(listing)} in all`);
  return soldFrom(listing, quantity);
}

export function setHold(world: FlipkartWorld, shipment: Shipment, hold: boolean) {
  shipment.hold = hold;
  shipment.updatedAt = world.clock.milliseconds();
  if (hold) notifyHold(world, shipment);
  else notifyShipment(world, shipment, "shipment_unhold");
  return { shipmentId: shipment.shipmentId, hold };
}

function notifyHold(world: FlipkartWorld, shipment: Shipment) {
  const orderItems = shipment.items.map((item) => ({ orderItemId: item.orderItemId, holdQuantity: unitsLeft(item) }));
  notifyShipment(world, shipment, "shipment_hold", { orderItems });
}

export function pickUp(world: FlipkartWorld, shipment: Shipment) {
  const moved = moveOn(world, shipment, { from: "READY_TO_DISPATCH", to: "PICKUP_COMPLETE" });
  consumeUnits(world, shipment);
  return moved;
}

export function moveOn(
  world: FlipkartWorld,
  shipment: Shipment,
  { from, to }: { from: ShipmentState; to: ShipmentState },
) {
  if (shipment.state !== from)
    throw new ActRefused(`Shipment ${shipment.shipmentId} is ${shipment.state}, not ${from}`);
  moveShipment(world, shipment, to);
  return { shipmentId: shipment.shipmentId, state: to };
}

export function changeDates(world: FlipkartWorld, shipment: Shipment, { after, by }: { after: string; by: string }) {
  shipment.dispatchAfter = Date.parse(after);
  shipment.dispatchBy = Date.parse(by);
  shipment.updatedAt = world.clock.milliseconds();
  notifyShipment(world, shipment, "shipment_dispatch_dates_changed", {
    dispatchAfterDate: indiaTime(shipment.dispatchAfter),
    dispatchByDate: indiaTime(shipment.dispatchBy),
  });
  return { shipmentId: shipment.shipmentId };
}

export function known(world: FlipkartWorld, orderItemId: string) {
  const found = shipmentOfItem(world, orderItemId);
  if (found === undefined) throw new ActRefused(`There is no order item ${orderItemId}`);
  return found;
}

function knownShipment(world: FlipkartWorld, shipmentId: string): Shipment {
  const shipment = world.shipments.get(shipmentId);
  if (shipment === undefined) throw new ActRefused(`There is no shipment ${shipmentId}`);
  return shipment;
}

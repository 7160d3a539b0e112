import { z } from "zod";
import type { Shipment } from "../flipkart-entities.ts";
import { ItemRefusal } from "../flipkart-errors.ts";
import type { FlipkartWorld } from "../flipkart-world.ts";
import { indiaDayBounds } from "../india-time.ts";
import { consumeUnits } from "../listings/stock.ts";
import type { FlipkartOperation } from "../operation.ts";
import { instant, readBody, refuseTooMany } from "../read-body.ts";
import { eachShipment, notAllowed, requireShipment } from "./item-results.ts";
import { moveShipment } from "./shipment-parts.ts";

const MOST = 100;
const key = "processingStatus";

const dispatchSchema = z.object({
  shipments: z.array(
    z.object({
      shipmentId: z.string(),
      locationId: z.string().optional(),
      dispatchDate: instant,
      tentativeDeliveryDate: instant,
      deliveryPartner: z.string().optional(),
      deliveryPartnerCode: z.string().optional(),
      trackingId: z.string().optional(),
      invoice: z.object({
        invoiceDate: z.string(),
        invoiceNumber: z.string().nullish(),
        items: z.array(z.object({ orderItemId: z.string() })).nullish(),
      }),
    }),
  ),
});
const deliverySchema = z.object({
  shipments: z.array(z.object({ shipmentId: z.string(), locationId: z.string().optional(), deliveryDate: instant })),
});
const attemptSchema = z.object({
  shipments: z.array(
    z.object({
      shipmentId: z.string(),
      locationId: z.string().optional(),
      failureAttributes: z.object({ reason: z.string(), newDeliveryDate: instant.optional() }),
    }),
  ),
});
// Alone of its family in snake case.
const trackingSchema = z.object({
  shipment_id: z.string().optional(),
  tracking_id: z.string().optional(),
  delivery_partner: z.string().optional(),
  tentative_delivery_date: instant.optional(),
});

/** Parcels that the seller brings on the way himself. */
export function selfShipOperations(world: FlipkartWorld): FlipkartOperation[] {
  return [dispatchOperation(world), deliveryOperation(world), attemptOperation(world), trackingOperation(world)];
}

type DispatchItem = z.output<typeof dispatchSchema>["shipments"][number];

function dispatchOperation(world: FlipkartWorld): FlipkartOperation {
  return {
    operation: "selfShipDispatch",
    method: "POST",
    path: "/v3/shipments/selfShip/dispatch",
    async handle(c) {
      const { shipments } = await readBody(c, dispatchSchema);
      refuseTooMany(shipments, MOST);
      return c.json(eachShipment(shipments, { key, run: (item) => dispatchOne(world, item) }));
    },
  };
}

function dispatchOne(world: FlipkartWorld, item: DispatchItem) {
  const shipment = requireSelfShip(world, item);
  if (shipment.hold) throw notAllowed(shipment, "it is on hold");
  if (shipment.state !== "APPROVED") throw notAllowed(shipment, "it cannot be dispatched");
  const today = indiaDayBounds(world.clock.milliseconds());
  if (item.dispatchDate > today.end)
    throw new ItemRefusal("UNPROCESSABLE_ENTITY", "dispatchDate must not be after today");
  if (item.tentativeDeliveryDate < today.start) {
    throw new ItemRefusal("UNPROCESSABLE_ENTITY", "tentativeDeliveryDate must not be before today");
  }
  if (world.behaviour.needsPartnerCode && !item.deliveryPartnerCode) {
    throw new ItemRefusal("UNPROCESSABLE_ENTITY", "deliveryPartnerCode is mandatory");
  }
  shipment.invoice = { number: item.invoice.invoiceNumber ?? "", date: item.invoice.invoiceDate };
  shipment.selfShipment = {
    dispatchedAt: item.dispatchDate,
    tentativeDeliveryAt: item.tentativeDeliveryDate,
    deliveryPartner: item.deliveryPartner ?? null,
    deliveryPartnerCode: item.deliveryPartnerCode ?? null,
    trackingId: item.trackingId ?? null,
  };
  consumeUnits(world, shipment);
  moveShipment(world, shipment, "SHIPPED");
  const { orderId, shipmentId } = shipment;
  world.ledger.append("order-shipped", { orderId, shipmentId, trackingId: item.trackingId ?? null });
}

function deliveryOperation(world: FlipkartWorld): FlipkartOperation {
  return {
    operation: "selfShipDelivery",
    method: "POST",
    path: "/v3/shipments/selfShip/delivery",
    async handle(c) {
      const { shipments } = await readBody(c, deliverySchema);
      refuseTooMany(shipments, MOST);
      const run = (item: (typeof shipments)[number]) => {
        const shipment = requireSelfShip(world, item);
        if (shipment.state !== "SHIPPED") throw notAllowed(shipment, "it is not on its way");
        moveShipment(world, shipment, "DELIVERED");
      };
      return c.json(eachShipment(shipments, { key, run }));
    },
  };
}

function attemptOperation(world: FlipkartWorld): FlipkartOperation {
  return {
    operation: "selfShipDeliveryAttempt",
    method: "POST",
    path: "/v3/shipments/selfShip/deliveryAttempt",
    async handle(c) {
      const { shipments } = await readBody(c, attemptSchema);
      refuseTooMany(shipments, MOST);
      const run = (item: (typeof shipments)[number]) => {
        const shipment = requireSelfShip(world, item);
        if (shipment.state !== "SHIPPED" || shipment.selfShipment === null)
          throw notAllowed(shipment, "it is not on its way");
        const { newDeliveryDate, reason } = item.failureAttributes;
        shipment.selfShipment.tentativeDeliveryAt = newDeliveryDate ?? shipment.selfShipment.tentativeDeliveryAt;
        shipment.updatedAt = world.clock.milliseconds();
        world.ledger.append("delivery-attempt-failed", { shipmentId: shipment.shipmentId, reason });
      };
      return c.json(eachShipment(shipments, { key, run }));
    },
  };
}

function trackingOperation(world: FlipkartWorld): FlipkartOperation {
  return {
    operation: "updateTracking",
    method: "POST",
    path: "/v3/shipments/:shipmentId/update",
    async handle(c) {
      const change = await readBody(c, trackingSchema);
      const items = [{ shipmentId: c.req.param("shipmentId") ?? "" }];
      const run = (item: (typeof items)[number]) => {
        const shipment = requireSelfShip(world, item);
        const { selfShipment } = shipment;
        if (selfShipment === null) throw notAllowed(shipment, "it has no tracking yet");
        const from = selfShipment.trackingId;
        selfShipment.trackingId = change.tracking_id ?? from;
        selfShipment.deliveryPartner = change.delivery_partner ?? selfShipment.deliveryPartner;
        selfShipment.tentativeDeliveryAt = change.tentative_delivery_date ?? selfShipment.tentativeDeliveryAt;
        shipment.updatedAt = world.clock.milliseconds();
        world.ledger.append("tracking-changed", { shipmentId: shipment.shipmentId, from, to: selfShipment.trackingId });
      };
      return c.json(eachShipment(items, { key, run }));
    },
  };
}

function requireSelfShip(
  world: FlipkartWorld,
  item: { shipmentId: string; locationId?: string | undefined },
): Shipment {
  const shipment = requireShipment(world, item);
  if (shipment.shipmentType !== "SELF") throw notAllowed(shipment, "Flipkart's courier ships it");
  return shipment;
}

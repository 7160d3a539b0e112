import { z } from "zod";
import type { Fulfillment, Order, Seller } from "../ebay-entities.ts";
import { refusal } from "../ebay-errors.ts";
import { scope } from "../ebay-scopes.ts";
import type { EbayWorld } from "../ebay-world.ts";
import { nextFulfillmentId } from "../order-seeding.ts";
import { absolute, type RestContext, readJson, type UserOperation } from "../rest-operation.ts";
import { READ_ORDERS, requireOrder } from "./order-operations.ts";

const refuse = refusal("API_FULFILLMENT");
const MAX_TRACKING_NUMBERS = 20;
const FUTURE_TOLERANCE_MS = 24 * 3600 * 1000;
const COLLECTION = "/sell/fulfillment/v1/order/:orderId/shipping_fulfillment";

const shipmentSchema = z.object({
  lineItems: z
    .array(z.object({ lineItemId: z.string(), quantity: z.number().int().min(1).default(1) }))
    .min(1)
    .optional(),
  shippedDate: z.string().optional(),
  shippingCarrierCode: z.string().optional(),
  trackingNumber: z.string().optional(),
});
type ShipmentInput = z.output<typeof shipmentSchema>;

/** getShippingFulfillments, getShippingFulfillment, createShippingFulfillment. */
export function shippingOperations(world: EbayWorld): UserOperation[] {
  const common = { quota: "sell.fulfillment", token: "user" } as const;
  const orderOf = (c: RestContext, seller: Seller) => requireOrder(world, seller, c.req.param("orderId") ?? "");
  return [
    {
      ...common,
      operation: "getShippingFulfillments",
      method: "GET",
      path: COLLECTION,
      scopes: READ_ORDERS,
      handle(c, seller) {
        const { fulfillments } = orderOf(c, seller);
        return c.json({ fulfillments: fulfillments.map(viewFulfillment), total: fulfillments.length });
      },
    },
    {
      ...common,
      operation: "getShippingFulfillment",
      method: "GET",
      path: `${COLLECTION}/:fulfillmentId`,
      scopes: READ_ORDERS,
      handle(c, seller) {
        const id = c.req.param("fulfillmentId") ?? "";
        const found = orderOf(c, seller).fulfillments.find(({ fulfillmentId }) => fulfillmentId === id);
        if (found === undefined) {
          throw refuse(404, [32110, "Invalid shipping fulfillment ID: {fulfillmentId}"], { fulfillmentId: id });
        }
        return c.json(viewFulfillment(found));
      },
    },
    {
      ...common,
      operation: "createShippingFulfillment",
      method: "POST",
      path: COLLECTION,
      scopes: [scope("sell.fulfillment")],
      handle: (c, seller) => createFulfillment(world, c, orderOf(c, seller)),
    },
  ];
}

async function createFulfillment(world: EbayWorld, c: RestContext, order: Order) {
  const parsed = shipmentSchema.safeParse(await readJson(c));
  if (!parsed.success) throw refuse(400, [32600, "Invalid input data"]);
  const input = parsed.data;
  checkTracking(input);
  checkLines(order, input);
  const shippedAt = readShippedDate(world, input);
  const fulfillment = addFulfillment(world, order, {
    lines: input.lineItems ?? order.lines.map(({ lineItemId, quantity }) => ({ lineItemId, quantity })),
    carrier: input.shippingCarrierCode ?? null,
    trackingNumber: input.trackingNumber ?? null,
    shippedAt,
  });
  const path = `/sell/fulfillment/v1/order/${order.orderId}/shipping_fulfillment/${fulfillment.fulfillmentId}`;
  return c.json({}, 201, { location: absolute(world, c, path) });
}

/** Adds a shipment to an order, from the API or from the seller's own click on the site. */
export function addFulfillment(
  world: EbayWorld,
  order: Order,
  shipment: Omit<Fulfillment, "fulfillmentId">,
  via: "api" | "site" = "api",
): Fulfillment {
  const sameNumber = order.fulfillments.find((known) => isSameParcel(known, shipment));
  const fulfillment = sameNumber ?? {
    ...shipment,
    fulfillmentId: shipment.trackingNumber ?? nextFulfillmentId(world),
    lines: [],
  };
  if (sameNumber === undefined) {
    checkNumberOfParcels(order, shipment);
    order.fulfillments.push(fulfillment);
  } else if (shipment.lines.some(({ lineItemId }) => sameNumber.lines.some((line) => line.lineItemId === lineItemId))) {
    throw refuse(409, [34500, "Please use PUT operation for updating shipping fulfillment"]);
  }
  fulfillment.lines.push(...shipment.lines);
  order.modifiedAt = world.clock.iso();
  const { fulfillmentId, carrier, trackingNumber } = fulfillment;
  const { orderId } = order;
  world.ledger.append("order-shipped", { orderId, fulfillmentId, carrier, trackingNumber, lines: shipment.lines, via });
  return fulfillment;
}

function isSameParcel(known: Fulfillment, shipment: { trackingNumber: string | null }): boolean {
  return shipment.trackingNumber !== null && known.trackingNumber === shipment.trackingNumber;
}

function checkNumberOfParcels(order: Order, { trackingNumber }: { trackingNumber: string | null }) {
  const numbers = order.fulfillments.filter((known) => known.trackingNumber !== null).length;
  if (trackingNumber !== null && numbers >= MAX_TRACKING_NUMBERS) {
    throw refuse(400, [34100, "Maximum tracking number for order is exceeded"]);
  }
}

function checkTracking({ trackingNumber, shippingCarrierCode }: ShipmentInput) {
  if (trackingNumber === undefined && shippingCarrierCode === undefined) return;
  const goodNumber = trackingNumber !== undefined && /^[A-Za-z0-9]+$/.test(trackingNumber);
  const goodCarrier = shippingCarrierCode !== undefined && /[A-Za-z]/.test(shippingCarrierCode);
  if (goodNumber && goodCarrier) return;
  throw refuse(400, [32300, "Invalid shipment tracking number or carrier"], {
    trackingNumber: trackingNumber ?? "",
    shippingCarrierCode: shippingCarrierCode ?? "",
  });
}

function checkLines(order: Order, { lineItems = [] }: ShipmentInput) {
  const seen = new Set<string>();
  for (const { lineItemId, quantity } of lineItems) {
    const line = order.lines.find((candidate) => candidate.lineItemId === lineItemId);
    if (line === undefined) throw refuse(400, [32200, "Invalid line item id: {lineItemId}"], { lineItemId });
    if (seen.has(lineItemId)) throw refuse(400, [32210, "Duplicate line item in the request"]);
    if (quantity > line.quantity) throw refuse(400, [32600, "Invalid input data"], { quantity: String(quantity) });
    seen.add(lineItemId);
  }
}

function readShippedDate(world: EbayWorld, { shippedDate }: ShipmentInput): string {
  if (shippedDate === undefined) return world.clock.iso();
  const time = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(shippedDate) ? Date.parse(shippedDate) : Number.NaN;
  if (Number.isNaN(time) || time > world.clock.milliseconds() + FUTURE_TOLERANCE_MS) {
    throw refuse(400, [32500, "Invalid shipped date"], { shippedDate });
  }
  return new Date(time).toISOString();
}

function viewFulfillment({ fulfillmentId, lines, carrier, trackingNumber, shippedAt }: Fulfillment) {
  return {
    fulfillmentId,
    lineItems: lines,
    shippedDate: shippedAt,
    ...(trackingNumber !== null && { shipmentTrackingNumber: trackingNumber }),
    ...(carrier !== null && { shippingCarrierCode: carrier }),
  };
}

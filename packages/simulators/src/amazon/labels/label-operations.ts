import { z } from "zod";
import type { LabelShipment, Order, Seller } from "../amazon-entities.ts";
import { invalidInput, notFound } from "../amazon-errors.ts";
import { labelRoles } from "../amazon-roles.ts";
import { type AmazonWorld, instantText } from "../amazon-world.ts";
import { type ApiContext, readJson, type SellerOperation } from "../operation.ts";
import { isPending, openOf, statusOf } from "../orders/order-state.ts";
import { nextPackageReference, putPackage } from "../orders/shipments.ts";
import { type ShippingService, servicesOf, viewLabel, viewService, viewShipTo } from "./shipping-services.ts";

const BASE = "/mfn/v0";
const text = z.string().min(1);
const detailsSchema = z.object({
  AmazonOrderId: text,
  ItemList: z.array(z.object({ OrderItemId: text, Quantity: z.number().int().min(1) })).min(1),
  ShipFromAddress: z.looseObject({ Name: text, AddressLine1: text, City: text, PostalCode: text, CountryCode: text }),
  PackageDimensions: z.looseObject({}),
  Weight: z.object({ Value: z.number().positive(), Unit: z.enum(["oz", "g"]) }),
  ShipDate: z.string().optional(),
  ShippingServiceOptions: z.looseObject({ DeliveryExperience: text, CarrierWillPickUp: z.boolean() }),
});
const eligibleBody = z.object({ ShipmentRequestDetails: detailsSchema });
const createBody = eligibleBody.extend({ ShippingServiceId: text, ShippingServiceOfferId: z.string().optional() });
type Details = z.output<typeof detailsSchema>;

/** Merchant Fulfillment: labels bought from Amazon. A parcel with such a label needs no confirmation. */
export function labelOperations(world: AmazonWorld): SellerOperation[] {
  const common = { roles: labelRoles } as const;
  return [
    {
      ...common,
      operation: "getEligibleShipmentServices",
      method: "POST",
      path: `${BASE}/eligibleShippingServices`,
      async handle(c, { seller }) {
        const { ShipmentRequestDetails: details } = await bodyOf(c, eligibleBody);
        const order = shippable(world, seller, details);
        const services = servicesOf(order).map((service) => viewService(world, order, service));
        return c.json({ payload: { ShippingServiceList: services } });
      },
    },
    {
      ...common,
      operation: "createShipment",
      method: "POST",
      path: `${BASE}/shipments`,
      async handle(c, { seller }) {
        const body = await bodyOf(c, createBody);
        const order = shippable(world, seller, body.ShipmentRequestDetails);
        const service = servicesOf(order).find(({ id }) => id === body.ShippingServiceId);
        if (service === undefined) throw invalidInput("Invalid Input", "Unknown ShippingServiceId");
        return c.json({ payload: view(buy(world, { order, service, details: body.ShipmentRequestDetails })) });
      },
    },
    {
      ...common,
      operation: "getShipment",
      method: "GET",
      path: `${BASE}/shipments/:shipmentId`,
      handle: (c, { seller }) => c.json({ payload: view(own(world, c, seller)) }),
    },
    {
      ...common,
      operation: "cancelShipment",
      method: "DELETE",
      path: `${BASE}/shipments/:shipmentId`,
      handle(c, { seller }) {
        const label = own(world, c, seller);
        if (label.status !== "Purchased") throw invalidInput("The label was given back already.");
        label.status = "RefundPending";
        const parcel = world.orders
          .get(label.orderId)
          ?.packages.find(({ packageReferenceId }) => packageReferenceId === label.packageReferenceId);
        if (parcel !== undefined) parcel.status = "CANCELLED";
        world.ledger.append("label-cancelled", { shipmentId: label.shipmentId, orderId: label.orderId });
        return c.json({ payload: view(label) });
      },
    },
  ];
}

async function bodyOf<S extends z.ZodType>(c: ApiContext, schema: S): Promise<z.output<S>> {
  const body = schema.safeParse(await readJson(c));
  if (!body.success) throw invalidInput("Invalid Input", z.prettifyError(body.error));
  return body.data;
}

function shippable(world: AmazonWorld, { sellerId }: Seller, details: Details): Order {
  const order = world.orders.get(details.AmazonOrderId);
  if (order === undefined || order.sellerId !== sellerId) throw invalidInput("Invalid Input", "Unknown AmazonOrderId");
  if (order.fulfilledBy === "AMAZON" || isPending(order) || statusOf(order) === "CANCELLED") {
    throw invalidInput("Invalid Input", "The order cannot be shipped by the seller");
  }
  for (const { OrderItemId, Quantity } of details.ItemList) {
    const line = order.lines.find(({ orderItemId }) => orderItemId === OrderItemId);
    if (line === undefined || Quantity > openOf(order, line)) {
      throw invalidInput("Invalid Input", `Item ${OrderItemId} has not so many units to ship`);
    }
  }
  return order;
}

function buy(
  world: AmazonWorld,
  { order, service, details }: { order: Order; service: ShippingService; details: Details },
): LabelShipment {
  const trackingId = `${service.trackingPrefix}${world.random.digits(11)}`;
  const packageReferenceId = nextPackageReference(order);
  const now = world.clock.milliseconds();
  const zero = { CurrencyCode: order.currency, Amount: 0 };
  const label: LabelShipment = {
    shipmentId: world.random.uuid(),
    sellerId: order.sellerId,
    orderId: order.orderId,
    packageReferenceId,
    status: "Purchased",
    trackingId,
    createdAt: now,
    view: {
      ItemList: details.ItemList,
      ShipFromAddress: details.ShipFromAddress,
      ShipToAddress: viewShipTo(order),
      PackageDimensions: details.PackageDimensions,
      Weight: details.Weight,
      Insurance: zero,
      ShippingService: viewService(world, order, service),
      Label: viewLabel(order, trackingId),
    },
  };
  world.ledger.append("label-bought", { shipmentId: label.shipmentId, orderId: order.orderId, trackingId });
  const lines = details.ItemList.map(({ OrderItemId, Quantity }) => ({ orderItemId: OrderItemId, quantity: Quantity }));
  const parcel = { packageReferenceId, carrier: service.carrier, carrierName: null, shippingService: service.name };
  const times = { shippedAt: now, createdAt: now, status: "PENDING" as const };
  putPackage(world, order, { ...parcel, ...times, trackingNumber: trackingId, lines }, "label");
  return world.labels.insert(label);
}

function own(world: AmazonWorld, c: ApiContext, { sellerId }: Seller): LabelShipment {
  const label = world.labels.get(c.req.param("shipmentId") ?? "");
  if (label?.sellerId !== sellerId) throw notFound("The shipment was not found.");
  return label;
}

function view({ shipmentId, orderId, status, trackingId, createdAt, view: bought }: LabelShipment) {
  return {
    ShipmentId: shipmentId,
    AmazonOrderId: orderId,
    ...bought,
    Status: status,
    TrackingId: trackingId,
    CreatedDate: instantText(createdAt),
  };
}

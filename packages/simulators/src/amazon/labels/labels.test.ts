import { gunzipSync } from "node:zlib";
import { afterEach, beforeEach, expect, it } from "vitest";
import { roles } from "../amazon-roles.ts";
import { type Loose, type StartedAmazon, startAmazon } from "../testing/started-amazon.ts";

const ORDER = "202-7654321-1098765";
let desk: StartedAmazon;
beforeEach(async () => {
  desk = await startAmazon();
});
afterEach(async () => {
  expect(desk.violations()).toEqual([]);
  await desk.stop();
});

const details = (change: Loose = {}) => ({
  AmazonOrderId: ORDER,
  ItemList: [{ OrderItemId: "20276543210987", Quantity: 2 }],
  ShipFromAddress: {
    Name: "Brick Desk",
    AddressLine1: "1 High Street",
    Email: "desk@example.com",
    City: "Leeds",
    PostalCode: "LS1 4AP",
    CountryCode: "GB",
    Phone: "01632960001",
  },
  PackageDimensions: { Length: 40, Width: 30, Height: 20, Unit: "centimeters" },
  Weight: { Value: 2500, Unit: "g" },
  ShippingServiceOptions: { DeliveryExperience: "NoTracking", CarrierWillPickUp: false },
  ...change,
});
const eligible = (change: Loose = {}) =>
  desk.call("POST", "/mfn/v0/eligibleShippingServices", { body: { ShipmentRequestDetails: details(change) } });
const create = (ShippingServiceId: string) =>
  desk.call("POST", "/mfn/v0/shipments", { body: { ShipmentRequestDetails: details(), ShippingServiceId } });

it("sells a label, which ships the order without confirmation, and takes it back", async () => {
  const [service] = (await eligible()).body.payload.ShippingServiceList;
  const bought = (await create(service.ShippingServiceId)).body.payload;
  expect(bought).toMatchObject({
    AmazonOrderId: ORDER,
    Status: "Purchased",
    ShipToAddress: { Name: "Sarah Thompson" },
  });
  const { Contents, FileType } = bought.Label.FileContents;
  expect(FileType).toBe("application/pdf");
  const pdf = gunzipSync(Buffer.from(Contents, "base64")).toString("latin1");
  expect(pdf).toMatch(/^%PDF-1\.4/);
  expect(pdf).toContain(bought.TrackingId);
  const order = () => desk.call("GET", `/orders/2026-01-01/orders/${ORDER}?includedData=FULFILLMENT,PACKAGES`);
  expect((await order()).body.order).toMatchObject({
    fulfillment: { fulfillmentStatus: "SHIPPED" },
    packages: [{ carrier: "Royal Mail", trackingNumber: bought.TrackingId }],
  });
  const path = `/mfn/v0/shipments/${bought.ShipmentId}`;
  expect((await desk.call("DELETE", path)).body.payload.Status).toBe("RefundPending");
  expect((await order()).body.order.fulfillment.fulfillmentStatus).toBe("UNSHIPPED");
  expect((await desk.call("DELETE", path)).status).toBe(429);
  desk.clock.advance(1_000);
  expect((await desk.call("DELETE", path)).status).toBe(400);
  expect((await desk.call("GET", path)).body.payload.Status).toBe("RefundPending");
});

it("refuses foreign orders, too many units, unknown services and applications without the role", async () => {
  expect((await eligible({ AmazonOrderId: "202-0000000-0000000" })).status).toBe(400);
  expect((await eligible({ ItemList: [{ OrderItemId: "20276543210987", Quantity: 3 }] })).status).toBe(400);
  expect((await create("PIGEON")).status).toBe(400);
  desk.amazon.acts.setRoles({ roles: [roles.inventoryAndOrders] });
  expect((await eligible()).status).toBe(403);
});

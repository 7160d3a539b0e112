import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { answeringFetch } from "../testing/answering-fetch.ts";
import { startStandIn } from "../testing/flipkart-stand-in.ts";
import { parcelSize } from "./packing.ts";

const { flipkart, driver, connect, settings, clock, stop } = await startStandIn();
afterAll(stop);
beforeEach(() => driver.reset());

type Wish = Parameters<typeof flipkart.acts.placeOrder>[0];
const placed = (more: Partial<Wish> = {}) => flipkart.acts.placeOrder({ lines: [{ sku: "10294-N" }], ...more });
const request = (orderExternalId: string, more: object = {}) => ({
  orderExternalId,
  lines: null,
  carrier: null as string | null,
  trackingNumber: null as string | null,
  shippedAt: clock.iso(),
  idempotencyKey: "k",
  ...more,
});
const stateOf = (shipmentId: string | undefined) => flipkart.world.shipments.get(shipmentId ?? "")?.state;
const own = { carrier: "Delhivery", trackingNumber: "DL123456789IN" };

describe("a parcel of the seller's own courier", () => {
  test("is told with dates in India's time, the carrier's code and the items on the invoice", async () => {
    const { orderId, shipmentIds, orderItemIds } = placed({ shipmentType: "SELF" });
    const { fetch, to } = answeringFetch();
    const shipment = await connect({ fetch }).fulfillment.ship(request(orderId, own));
    expect(to("/selfShip/dispatch").map(({ body }) => body)).toEqual([
      {
        shipments: [
          {
            shipmentId: shipmentIds[0],
            locationId: "LOC000000000001",
            dispatchDate: "2026-11-21T14:30:00+05:30",
            tentativeDeliveryDate: "2026-11-26T14:30:00+05:30",
            deliveryPartner: "Delhivery",
            deliveryPartnerCode: "DELHIVERY",
            trackingId: "DL123456789IN",
            invoice: { invoiceDate: "2026-11-21", items: [{ orderItemId: orderItemIds[0], quantity: 1 }] },
          },
        ],
      },
    ]);
    expect(shipment).toMatchObject({ externalId: shipmentIds[0], ...own });
    expect(stateOf(shipmentIds[0])).toBe("SHIPPED");
  });

  test("is never dispatched tomorrow, nor delivered yesterday; unknown carriers are Other", async () => {
    const { orderId } = placed({ shipmentType: "SELF" });
    const { fetch, to } = answeringFetch();
    const tomorrow = new Date(driver.clock.now() + 86_400_000).toISOString();
    const credentials = { ...settings().credentials, deliveryDays: "0" };
    await connect({ fetch, credentials }).fulfillment.ship(
      request(orderId, { ...own, carrier: "My van", shippedAt: tomorrow }),
    );
    expect(to("/selfShip/dispatch")[0]?.body.shipments[0]).toMatchObject({
      dispatchDate: "2026-11-21T14:30:00+05:30",
      tentativeDeliveryDate: "2026-11-21T14:30:00+05:30",
      deliveryPartner: "My van",
      deliveryPartnerCode: "Other",
    });
  });

  test("that left with another number is a conflict; correcting the number is a call of its own", async () => {
    const { orderId, shipmentIds } = placed({ shipmentType: "SELF" });
    const shop = connect();
    await shop.fulfillment.ship(request(orderId, own));
    const other = request(orderId, { ...own, trackingNumber: "DL999" });
    await expect(shop.fulfillment.ship(other)).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining("DL123456789IN"),
    });
    const shipmentId = shipmentIds[0] ?? "";
    const { fetch, to } = answeringFetch();
    const correction = { shipmentId, trackingNumber: "DL999", carrier: null, deliveryAt: "2026-11-25T00:00:00Z" };
    await connect({ fetch }).parcels.correctTracking(correction);
    expect(to(`/${shipmentId}/update`)[0]?.body).toEqual({
      shipment_id: shipmentId,
      tracking_id: "DL999",
      tentative_delivery_date: "2026-11-25T05:30:00+05:30",
    });
    expect(await shop.fulfillment.ship(other)).toMatchObject({ trackingNumber: "DL999" });
    expect(await shop.fulfillment.reconcile(request(orderId, own))).toBeNull();
    expect(flipkart.ledger.count("order-shipped")).toBe(1);
  });

  test("is delivered, or not at the first attempt", async () => {
    const { orderId } = placed({ shipmentType: "SELF" });
    const shop = connect();
    const [parcel] = await shop.parcels.ofOrder(orderId);
    const { shipmentId } = parcel ?? { shipmentId: "" };
    const deliveredAt = clock.iso();
    await expect(shop.parcels.delivered({ shipmentId, deliveredAt })).rejects.toMatchObject({ code: "rejected" });
    await shop.fulfillment.ship(request(orderId, own));
    const times = { attemptedAt: clock.iso(), nextAttemptAt: "2026-11-23T10:00:00Z" };
    await shop.parcels.attemptFailed({ shipmentId, reason: "CUSTOMER_NOT_AVAILABLE", ...times });
    expect(flipkart.ledger.count("delivery-attempt-failed")).toBe(1);
    await shop.parcels.delivered({ shipmentId, deliveredAt });
    expect(await shop.orders.get(orderId)).toMatchObject({ status: "delivered" });
    await expect(shop.parcels.delivered({ shipmentId, deliveredAt: "soon" })).rejects.toMatchObject({
      code: "invalid_request",
    });
  });
});

describe("a parcel that Flipkart's courier collects", () => {
  test("is packed, waited for, and marked ready; its number is Flipkart's", async () => {
    const { orderId, shipmentIds } = placed();
    const { fetch, to } = answeringFetch();
    const credentials = { ...settings().credentials, defaultParcel: "30x20x10, 0.5" };
    const before = driver.clock.now();
    await connect({ fetch, credentials }).fulfillment.ship(request(orderId));
    expect(driver.clock.now() - before).toBeGreaterThanOrEqual(8_000);
    expect(stateOf(shipmentIds[0])).toBe("READY_TO_DISPATCH");
    expect(to("/v3/shipments/labels").map(({ body }) => body)).toEqual([
      {
        shipments: [
          {
            shipmentId: shipmentIds[0],
            locationId: "LOC000000000001",
            subShipments: [{ subShipmentId: "SS-1", dimensions: { length: 30, breadth: 20, height: 10, weight: 0.5 } }],
          },
        ],
      },
    ]);
    expect(to("/v3/shipments/dispatch").map(({ body }) => body)).toEqual([
      { shipmentIds, locationId: "LOC000000000001" },
    ]);
    flipkart.acts.pickUp({ shipmentId: shipmentIds[0] ?? "" });
    const { shipments } = await connect().orders.get(orderId);
    expect(shipments).toMatchObject([{ carrier: "E-Kart Logistics", trackingNumber: expect.stringMatching(/\w{8,}/) }]);
  });

  test.each(["status", "processingStatus"] as const)("is understood where the outcome is called %s", async (key) => {
    flipkart.acts.setBehaviour({ dispatchStatusKey: key });
    const { orderId, shipmentIds } = placed({ splitShipments: true, lines: [{ sku: "10294-N" }, { sku: "75192-N" }] });
    await connect().fulfillment.ship(request(orderId));
    expect(shipmentIds.map(stateOf)).toEqual(["READY_TO_DISPATCH", "READY_TO_DISPATCH"]);
    expect(await connect().fulfillment.reconcile(request(orderId))).toMatchObject({
      externalId: shipmentIds.join(","),
    });
  });

  test("takes no tracking number: that is said, and nothing is packed", async () => {
    const { orderId, shipmentIds } = placed();
    await expect(connect().fulfillment.ship(request(orderId, own))).rejects.toMatchObject({
      code: "unsupported",
      message: expect.stringContaining("Flipkart's own courier"),
    });
    expect(stateOf(shipmentIds[0])).toBe("APPROVED");
  });

  test("is not packed before its time", async () => {
    const { orderId, shipmentIds } = placed({ packableInHours: 2 });
    await expect(connect().fulfillment.ship(request(orderId))).rejects.toMatchObject({ code: "conflict" });
    expect(stateOf(shipmentIds[0])).toBe("APPROVED");
  });

  test("that takes long to pack is to be asked for again, which goes on from there", async () => {
    flipkart.acts.setBehaviour({ packingSeconds: 600 });
    const { orderId, shipmentIds } = placed();
    await expect(connect().fulfillment.ship(request(orderId))).rejects.toMatchObject({
      code: "unavailable",
      retryable: true,
      platformCode: "PACKING_IN_PROGRESS",
    });
    driver.clock.advance(600_000);
    await connect().fulfillment.ship(request(orderId));
    expect(stateOf(shipmentIds[0])).toBe("READY_TO_DISPATCH");
  });

  test("whose form failed needs the seller", async () => {
    flipkart.acts.setBehaviour({ formFailureChance: 1 });
    const { orderId } = placed();
    await expect(connect().fulfillment.ship(request(orderId))).rejects.toMatchObject({
      code: "rejected",
      platformCode: "FORM_FAILED",
    });
    expect(await connect().orders.get(orderId)).toMatchObject({ status: "on_hold", rawStatus: "FORM_FAILED" });
  });

  test("that Flipkart's own systems could not take now may be tried again; another refusal may not", async () => {
    const { orderId } = placed();
    const refusing = (errorCode: string) =>
      answeringFetch(({ path, body }) =>
        path.endsWith("/v3/shipments/labels")
          ? {
              shipments: body.shipments.map(({ shipmentId }: { shipmentId: string }) => ({
                shipmentId,
                status: "FAILURE",
                errorCode,
                errorMessage: "No.",
              })),
            }
          : undefined,
      ).fetch;
    const ship = (errorCode: string) => connect({ fetch: refusing(errorCode) }).fulfillment.ship(request(orderId));
    await expect(ship("DEPENDENT_SYSTEM_CALL_FAILED")).rejects.toMatchObject({ code: "unavailable", retryable: true });
    await expect(ship("OPERATION_NOT_ALLOWED")).rejects.toMatchObject({ code: "rejected", retryable: false });
    await expect(ship("NEVER_SEEN")).rejects.toMatchObject({ code: "rejected", platformCode: "NEVER_SEEN" });
  });
});

describe("what may not be sent", () => {
  test("is said: on hold, cancelled, a part of a shipment", async () => {
    const held = placed({ hold: true, shipmentType: "SELF" });
    await expect(connect().fulfillment.ship(request(held.orderId, own))).rejects.toMatchObject({ code: "conflict" });
    const gone = placed({ shipmentType: "SELF" });
    flipkart.acts.cancelItem({ orderItemId: gone.orderItemIds[0] ?? "" });
    await expect(connect().fulfillment.ship(request(gone.orderId, own))).rejects.toMatchObject({ code: "conflict" });
    const two = placed({ shipmentType: "SELF", lines: [{ sku: "10294-N", quantity: 2 }, { sku: "75192-N" }] });
    const part = (quantity: number, ids: readonly string[]) =>
      connect().fulfillment.ship(
        request(two.orderId, { ...own, lines: ids.map((lineExternalId) => ({ lineExternalId, quantity })) }),
      );
    await expect(part(2, two.orderItemIds.slice(0, 1))).rejects.toMatchObject({ code: "unsupported" });
    expect(flipkart.ledger.count("order-shipped")).toBe(0);
  });

  test("one shipment of an order may go without the other", async () => {
    const lines = [{ sku: "10294-N" }, { sku: "75192-N" }];
    const { orderId, orderItemIds, shipmentIds } = placed({ shipmentType: "SELF", splitShipments: true, lines });
    const wanted = [{ lineExternalId: orderItemIds[0] ?? "", quantity: 1 }];
    await connect().fulfillment.ship(request(orderId, { ...own, lines: wanted }));
    expect(shipmentIds.map(stateOf)).toEqual(["SHIPPED", "APPROVED"]);
    expect(await connect().orders.get(orderId)).toMatchObject({ status: "partially_shipped" });
  });
});

test("the form's usual parcel", () => {
  expect(parcelSize("30x20x10, 0.5")).toEqual({ length: 30, breadth: 20, height: 10, weight: 0.5 });
  expect(parcelSize("30 X 20 x 10; 1")).toEqual({ length: 30, breadth: 20, height: 10, weight: 1 });
  expect(parcelSize(undefined)).toBeNull();
});

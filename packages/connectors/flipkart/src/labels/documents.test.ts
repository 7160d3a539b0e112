import { afterAll, beforeEach, expect, test } from "vitest";
import { startStandIn } from "../testing/flipkart-stand-in.ts";

const { flipkart, driver, connect, stop } = await startStandIn();
afterAll(stop);
beforeEach(() => driver.reset());

const placed = (shipmentType: "NORMAL" | "SELF") =>
  flipkart.acts.placeOrder({ lines: [{ sku: "10294-N", quantity: 1 }], shipmentType });

test("a parcel of Flipkart's courier has label and invoice once it is packed", async () => {
  const { documents, fulfillment } = connect();
  const { orderId } = placed("NORMAL");
  await expect(documents.labels(orderId)).rejects.toMatchObject({
    code: "rejected",
    message: expect.stringContaining("Mark the order as sent first"),
  });
  const parcel = { lines: null, carrier: null, trackingNumber: null, shippedAt: "2026-11-21T09:00:00Z" };
  await fulfillment.ship({ orderExternalId: orderId, idempotencyKey: "k", ...parcel });
  const [document] = await documents.labels(orderId);
  expect(document).toMatchObject({ kind: "label-and-invoice", contentType: "application/pdf" });
  expect(document?.trackingNumber).not.toBeNull();
});

test("a parcel of the seller's own courier has none, and an order that is not there is not found", async () => {
  const { documents } = connect();
  await expect(documents.labels(placed("SELF").orderId)).rejects.toMatchObject({
    code: "rejected",
    message: expect.stringContaining("courier of your own"),
  });
  await expect(documents.labels("OD000000000000000000")).rejects.toMatchObject({ code: "not_found" });
});

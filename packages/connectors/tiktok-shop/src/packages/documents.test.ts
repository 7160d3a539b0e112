import { afterAll, beforeEach, expect, test } from "vitest";
import { createTiktokShop } from "../index.ts";
import { philippine } from "../testing/tiktok-shop-seed.ts";
import { startStandIn } from "../testing/tiktok-shop-stand-in.ts";

const { simulator, driver, clock, settings, stop } = await startStandIn();
afterAll(stop);
beforeEach(() => driver.reset());

const shop = () => createTiktokShop({ ...settings(philippine), sleep: async (ms) => clock.advance(ms) });
const placed = (shippingType: "SELLER" | "TIKTOK") => {
  const { orderId } = simulator.acts.placeOrder({
    ...{ shopId: philippine.id, lines: [{ sellerSku: "60215-1-N" }], shippingType },
  });
  clock.advance(30_000);
  return String(orderId);
};

test("an order of TikTok's own carriers has its label once it was sent", async () => {
  const { documents, fulfillment } = shop();
  const orderId = placed("TIKTOK");
  await expect(documents.labels(orderId)).rejects.toMatchObject({
    code: "rejected",
    message: expect.stringContaining("has no label for this order yet"),
  });
  const parcel = { lines: null, carrier: null, trackingNumber: null, shippedAt: "2026-03-01T12:00:00Z" };
  await fulfillment.ship({ orderExternalId: orderId, idempotencyKey: "k", ...parcel });
  const [label, ...more] = await documents.labels(orderId);
  expect(more).toEqual([]);
  expect(label).toMatchObject({ kind: "label", contentType: "application/pdf" });
  expect(label?.trackingNumber).not.toBeNull();
  expect(new TextDecoder().decode(label?.content.subarray(0, 5))).toBe("%PDF-");
});

test("an order that the seller's own carrier brings has none, and one that is not there is not found", async () => {
  const { documents } = shop();
  await expect(documents.labels(placed("SELLER"))).rejects.toMatchObject({
    code: "rejected",
    message: expect.stringContaining("carrier of your own"),
  });
  await expect(documents.labels("576461413099999999")).rejects.toMatchObject({ code: "not_found" });
});

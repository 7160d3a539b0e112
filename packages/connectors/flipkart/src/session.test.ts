import { afterAll, expect, test } from "vitest";
import { answeringFetch } from "./testing/answering-fetch.ts";
import { checkCall, readFieldLists } from "./testing/field-lists.ts";
import { location } from "./testing/flipkart-seed.ts";
import { startStandIn } from "./testing/flipkart-stand-in.ts";

const lists = readFieldLists();
const { flipkart, driver, connect, clock, stop } = await startStandIn();
afterAll(stop);

test.skipIf(lists === null)("a whole session sends nothing that Flipkart's models do not know", async () => {
  if (lists === null) return;
  const { fetch, sent } = answeringFetch();
  const shop = connect({ fetch });
  await shop.probe();
  const references = [];
  for await (const page of shop.listings.all(null)) references.push(...page.items.map(({ reference }) => reference));
  for await (const page of shop.orders.changedSince(null)) expect(page.problems).toEqual([]);
  const listing = references.find(({ sku }) => sku === "10294-N");
  if (listing === undefined) throw new Error("the seed's listing is gone");
  const change = { listing, idempotencyKey: "k" };
  flipkart.acts.setBehaviour({ needsLocationStatus: true });
  expect(await shop.stock.set([{ ...change, quantity: 300 }])).toMatchObject([{ status: "done" }]);
  const sellingPrice = { minor: 5_000_000, currency: "INR" };
  expect(await shop.prices.set([{ ...change, sellingPrice }])).toMatchObject([{ status: "done" }]);

  const place = (shipmentType: "SELF" | "NORMAL") =>
    flipkart.acts.placeOrder({ lines: [{ sku: "10294-N" }], shipmentType });
  const parcel = { lines: null, shippedAt: clock.iso(), idempotencyKey: "k" };
  const theirs = place("NORMAL");
  const collected = { ...parcel, orderExternalId: theirs.orderId, carrier: null, trackingNumber: null };
  await shop.fulfillment.ship(collected);
  await shop.labels.labelAndInvoice(theirs.shipmentIds);
  await shop.labels.label(theirs.shipmentIds);
  await shop.labels.invoices(theirs.shipmentIds);
  await shop.labels.manifest({ vendorGroupCode: "EKART-LOGISTICS", locationId: location });

  const mine = [place("SELF"), place("SELF"), place("SELF")];
  for (const { orderId: orderExternalId, shipmentIds } of mine) {
    await shop.fulfillment.ship({ ...parcel, orderExternalId, carrier: "Delhivery", trackingNumber: "DL1" });
    const shipmentId = shipmentIds[0] ?? "";
    const deliveryAt = "2026-11-24T09:00:00Z";
    await shop.parcels.correctTracking({ shipmentId, trackingNumber: "DL2", carrier: "Blue Dart", deliveryAt });
    const again = { attemptedAt: clock.iso(), nextAttemptAt: deliveryAt };
    await shop.parcels.attemptFailed({ shipmentId, locationId: location, reason: "NOT_AT_HOME", ...again });
    await shop.parcels.delivered({ shipmentId, locationId: location, deliveredAt: clock.iso() });
  }
  const returned = mine.map(({ orderItemIds }) => flipkart.acts.createReturn({ orderItemId: orderItemIds[0] ?? "" }));
  const [first = "", second = "", third = ""] = returned.map(({ returnId }) => returnId);
  await shop.returns.approve([first], { comments: "Fine" });
  await shop.returns.pickedUp([first]);
  await shop.returns.complete([first]);
  await shop.returns.reject([second]);
  await shop.returns.cancel([third]);
  driver.clock.advance(60_000);
  for await (const page of shop.returns.changedSince(null)) expect(page.problems).toEqual([]);

  const gone = place("NORMAL");
  const reason = "cannot_procure_item";
  const cancelled = { shipmentId: gone.shipmentIds[0] ?? "", locationId: location, reason } as const;
  expect(await shop.cancellations.cancel([cancelled])).toMatchObject([{ status: "done" }]);

  const checked = sent.filter(({ path }) => path.includes("/sellers/")).map((call) => checkCall(lists, call));
  expect(checked.flatMap(({ violations }) => violations)).toEqual([]);
  const operations = new Set(checked.map(({ operation }) => operation));
  console.info(
    `Flipkart: ${operations.size} operations called, ${checked.length} requests checked against the field lists`,
  );
  expect(operations.size).toBeGreaterThanOrEqual(22);
});

import { afterAll, beforeEach, expect, test } from "vitest";
import { answeringFetch } from "../testing/answering-fetch.ts";
import { startStandIn } from "../testing/flipkart-stand-in.ts";
import type { FlipkartReturn } from "./map-return.ts";

const { flipkart, driver, connect, stop } = await startStandIn();
afterAll(stop);
beforeEach(() => driver.reset());

async function readAll(cursor: string | null = null, shop = connect()) {
  const returns: FlipkartReturn[] = [];
  const problems: string[] = [];
  let last = cursor ?? "";
  for await (const page of shop.returns.changedSince(cursor)) {
    returns.push(...page.items);
    problems.push(...page.problems.map(({ message }) => message));
    last = page.cursor;
  }
  return { returns, problems, cursor: last };
}

async function sentBySeller() {
  const { orderId, orderItemIds } = flipkart.acts.placeOrder({ lines: [{ sku: "10294-N" }], shipmentType: "SELF" });
  const parcel = { lines: null, carrier: "Delhivery", trackingNumber: "DL1", shippedAt: "2026-11-21T09:00:00Z" };
  await connect().fulfillment.ship({ orderExternalId: orderId, idempotencyKey: orderId, ...parcel });
  return { orderId, orderItemId: orderItemIds[0] ?? "" };
}

test("both kinds of returns come, then only what changed", async () => {
  const sent = await sentBySeller();
  const delivered = flipkart.world.shipments.find(({ orderId }) => orderId === "OD431000000000000001");
  const fromBuyer = flipkart.acts.createReturn({ orderItemId: sent.orderItemId, reason: "DEFECTIVE_PRODUCT" });
  const orderItemId = delivered?.items[0]?.orderItemId ?? "";
  const fromCourier = flipkart.acts.createReturn({ orderItemId, source: "courier_return" });
  // Beyond the ten minutes by which two readings overlap.
  driver.clock.advance(15 * 60_000);
  const { returns, cursor } = await readAll();
  expect(returns).toMatchObject([
    {
      returnId: fromBuyer.returnId,
      source: "customer_return",
      orderExternalId: sent.orderId,
      lineExternalId: sent.orderItemId,
      quantity: 1,
      status: "requested",
      reason: "DEFECTIVE_PRODUCT",
      subReason: null,
      createdAt: expect.stringMatching(/Z$/),
    },
    {
      returnId: fromCourier.returnId,
      source: "courier_return",
      status: "created",
      carrier: "E-Kart Logistics",
      trackingNumber: expect.stringMatching(/^FMPR/),
    },
  ]);
  driver.clock.advance(60_000);
  expect((await readAll(cursor)).returns).toEqual([]);
  flipkart.acts.moveReturn({ returnId: fromCourier.returnId, step: "completed" });
  driver.clock.advance(60_000);
  expect((await readAll(cursor)).returns).toMatchObject([{ returnId: fromCourier.returnId, status: "completed" }]);
});

test("more than a page of them, which Flipkart's next address leads to", async () => {
  for (let count = 0; count < 30; count += 1) {
    const { orderItemId } = await sentBySeller();
    flipkart.acts.createReturn({ orderItemId });
  }
  driver.clock.advance(60_000);
  const { fetch, to } = answeringFetch();
  const { returns } = await readAll(null, connect({ fetch }));
  expect(new Set(returns.map(({ returnId }) => returnId)).size).toBe(30);
  expect(to("/v2/returns").map(({ query }) => query["source"] ?? "next")).toEqual([
    "customer_return",
    "next",
    "courier_return",
  ]);
  expect(to("/v2/returns")[0]?.query["modifiedAfter"]).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+05:30$/);
});

test("one that cannot be read is reported, and the reading goes on", async () => {
  const { fetch } = answeringFetch(({ path }) =>
    path.endsWith("/v2/returns") ? { hasMore: false, returnItems: [{ returnId: 7 }, { returnId: "8" }] } : undefined,
  );
  const { returns, problems } = await readAll(null, connect({ fetch }));
  expect(returns.map(({ returnId, status }) => [returnId, status])).toEqual([["8", "unknown"]]);
  expect(problems[0]).toContain("returnId");
});

test("the steps of the seller's own returns: approved, collected, back; or rejected, or cancelled", async () => {
  const { returns } = connect();
  const made = [await sentBySeller(), await sentBySeller(), await sentBySeller()];
  const [first, second, third] = made.map(({ orderItemId }) => flipkart.acts.createReturn({ orderItemId }).returnId);
  const ids = [first ?? "", second ?? "", third ?? ""] as const;
  expect(await returns.complete([ids[0]])).toMatchObject([{ status: "failed", error: { code: "rejected" } }]);
  expect(await returns.approve([ids[0], "1"])).toMatchObject([{ status: "done" }, { status: "failed" }]);
  expect(await returns.pickedUp([ids[0]])).toMatchObject([{ status: "done" }]);
  expect(await returns.complete([ids[0]])).toMatchObject([{ status: "done" }]);
  expect(await returns.reject([ids[1]], { comments: "Not ours" })).toMatchObject([{ status: "done" }]);
  expect(await returns.cancel([ids[2]])).toMatchObject([{ status: "done" }]);
  driver.clock.advance(60_000);
  const found = new Map((await readAll()).returns.map(({ returnId, status }) => [returnId, status]));
  expect(ids.map((id) => found.get(id))).toEqual(["completed", "rejected", "cancelled"]);
  await expect(returns.approve([])).rejects.toMatchObject({ code: "invalid_request" });
});

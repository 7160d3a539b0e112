import { afterAll, beforeEach, expect, test } from "vitest";
import { answeringFetch } from "../testing/answering-fetch.ts";
import { location } from "../testing/flipkart-seed.ts";
import { startStandIn } from "../testing/flipkart-stand-in.ts";

const { flipkart, driver, connect, stop } = await startStandIn();
afterAll(stop);
beforeEach(() => driver.reset());

const request = (shipmentId: string) => ({ shipmentId, locationId: location, reason: "cannot_procure_item" as const });

test("what cannot be sent is cancelled, one outcome each, and the order says so", async () => {
  const { orderId, shipmentIds } = flipkart.acts.placeOrder({ lines: [{ sku: "10294-N" }] });
  const shipmentId = shipmentIds[0] ?? "";
  const outcomes = await connect().cancellations.cancel([request(shipmentId), request("no-such-shipment")]);
  expect(outcomes).toMatchObject([
    { status: "done", idempotencyKey: shipmentId },
    { status: "failed", idempotencyKey: "no-such-shipment", error: { code: "rejected" } },
  ]);
  expect(await connect().orders.get(orderId)).toMatchObject({ status: "cancelled" });
});

test("a group of lines falls alone, and what left already does not fall", async () => {
  const lines = [{ sku: "10294-N" }, { sku: "75192-N" }];
  const { orderId, shipmentIds, orderItemIds } = flipkart.acts.placeOrder({ lines, shipmentType: "SELF" });
  const group = flipkart.world.shipments.get(shipmentIds[0] ?? "")?.items[0]?.cancellationGroupId ?? "";
  const part = { ...request(shipmentIds[0] ?? ""), groups: [group] };
  expect(await connect().cancellations.cancel([part])).toMatchObject([{ status: "done" }]);
  const open = await connect().orders.get(orderId);
  expect(open.status).toBe("paid");
  expect(open.lines.map(({ externalId }) => externalId)).toEqual([orderItemIds[1]]);
  const parcel = { lines: null, carrier: "Delhivery", trackingNumber: "DL1", shippedAt: "2026-11-21T09:00:00Z" };
  await connect().fulfillment.ship({ orderExternalId: orderId, idempotencyKey: "k", ...parcel });
  expect(await connect().cancellations.cancel([request(shipmentIds[0] ?? "")])).toMatchObject([
    { status: "failed", error: { code: "rejected" } },
  ]);
});

test("more than 25 go in parts; a lost answer is the fate of its part alone", async () => {
  let calls = 0;
  const { fetch, to } = answeringFetch(({ path, body }) => {
    if (!path.endsWith("/v3/shipments/cancel")) return undefined;
    calls += 1;
    if (calls === 1) throw new TypeError("fetch failed");
    return {
      shipments: body.shipments.map(({ shipmentId }: { shipmentId: string }) => ({ shipmentId, status: "success" })),
    };
  });
  const requests = Array.from({ length: 30 }, (_, index) => request(`s-${index}`));
  const outcomes = await connect({ fetch }).cancellations.cancel(requests);
  expect(to("/cancel").map(({ body }) => body.shipments.length)).toEqual([25, 5]);
  expect(outcomes.slice(0, 25).every((each) => each.status === "failed" && each.error.code === "outcome_unknown")).toBe(
    true,
  );
  expect(outcomes.slice(25).every(({ status }) => status === "done")).toBe(true);
});

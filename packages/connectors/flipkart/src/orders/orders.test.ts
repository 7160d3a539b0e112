import type { Order } from "@counterfoil/core/model";
import fc from "fast-check";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { answeringFetch } from "../testing/answering-fetch.ts";
import { startStandIn } from "../testing/flipkart-stand-in.ts";

const { flipkart, driver, connect, stop } = await startStandIn();
afterAll(stop);
beforeEach(() => driver.reset());

const hour = 3_600_000;

async function readAll(shop = connect(), cursor: string | null = null) {
  const orders: Order[] = [];
  const problems: string[] = [];
  let last = cursor ?? "";
  for await (const page of shop.orders.changedSince(cursor)) {
    orders.push(...page.items);
    problems.push(...page.problems.map(({ message }) => message));
    last = page.cursor;
  }
  return { orders, problems, cursor: last, byId: new Map(orders.map((order) => [order.externalId, order])) };
}

describe("what a round of searches finds", () => {
  test("open, held, sent, cancelled and split orders, each once and whole", async () => {
    const { byId, orders, problems } = await readAll();
    expect(problems).toEqual([]);
    expect(orders).toHaveLength(byId.size);
    const status = (end: number) => byId.get(`OD43100000000000000${end}`)?.status;
    expect([1, 2, 3, 4, 5].map(status)).toEqual(["delivered", "on_hold", "cancelled", "paid", "paid"]);
    const split = byId.get("OD431000000000000005");
    expect(split?.lines.map(({ sku }) => sku).sort()).toEqual(["10294-N", "75192-N"]);
    expect(split?.shipTo?.countryCode).toBe("IN");
  });

  test("a part that the buyer cancelled is on its line, and the rest is still to be sent", async () => {
    const { cursor } = await readAll();
    const { orderId, orderItemIds } = flipkart.acts.placeOrder({ lines: [{ sku: "10294-N", quantity: 3 }] });
    driver.clock.advance(60_000);
    flipkart.acts.cancelItem({ orderItemId: orderItemIds[0] ?? "", quantity: 1 });
    driver.clock.advance(60_000);
    const { orders } = await readAll(connect(), cursor);
    const final = orders.filter(({ externalId }) => externalId === orderId).at(-1);
    expect(final).toMatchObject({ status: "paid", lines: [{ quantity: 3, quantityCancelled: 1 }] });
  });

  test("after a stored cursor only what changed comes, and a hold counts as a change", async () => {
    const { cursor } = await readAll();
    driver.clock.advance(30 * 60_000);
    const { orderId, shipmentIds } = flipkart.acts.placeOrder({ lines: [{ sku: "10294-N" }] });
    driver.clock.advance(60_000);
    const second = await readAll(connect(), cursor);
    expect(second.orders.map(({ externalId }) => externalId)).toEqual([orderId]);
    flipkart.acts.setHold({ shipmentId: shipmentIds[0] ?? "", hold: true });
    driver.clock.advance(60_000);
    const third = await readAll(connect(), second.cursor);
    expect(third.byId.get(orderId)?.status).toBe("on_hold");
  });

  test("what comes back is noticed, which no search of shipments shows", async () => {
    const delivered = flipkart.world.shipments.find(({ orderId }) => orderId === "OD431000000000000001");
    const { cursor } = await readAll();
    const orderItemId = delivered?.items[0]?.orderItemId ?? "";
    const { returnId } = flipkart.acts.createReturn({ orderItemId, source: "courier_return" });
    driver.clock.advance(60_000);
    const coming = await readAll(connect(), cursor);
    expect(coming.orders).toMatchObject([{ externalId: delivered?.orderId, rawStatus: "RETURN_REQUESTED" }]);
    flipkart.acts.moveReturn({ returnId, step: "completed" });
    driver.clock.advance(60_000);
    const { orders } = await readAll(connect(), coming.cursor);
    expect(orders).toMatchObject([{ externalId: delivered?.orderId, status: "returned" }]);
  });

  test("once an hour every open order is looked at, whatever its date says", async () => {
    const { cursor } = await readAll();
    const lost = flipkart.world.shipments.find(({ orderId }) => orderId === "OD431000000000000004");
    if (lost === undefined) throw new Error("the seed's open order is gone");
    lost.updatedAt = driver.clock.now() - 200 * 24 * hour;
    const { calls, orders } = await countSearches(cursor);
    expect([calls, orders]).toEqual([6, 0]);
    driver.clock.advance(61 * 60_000);
    const later = await countSearches(cursor);
    expect(later.calls).toBe(8);
    expect(later.orders).toBeGreaterThanOrEqual(1);
  });

  async function countSearches(cursor: string) {
    const { fetch, sent } = answeringFetch();
    const { orders } = await readAll(connect({ fetch }), cursor);
    return { calls: sent.filter(({ path }) => path.endsWith("/v3/shipments/filter")).length, orders: orders.length };
  }
});

test("no order is lost while others change, move from list to list and leave the window", async () => {
  const touch = fc.record({ index: fc.nat(70), what: fc.constantFrom("touch", "hold", "unhold", "cancel") });
  const run = async (count: number, touches: readonly { index: number; what: string }[]) => {
    driver.reset();
    const placed = Array.from({ length: count }, () => {
      // Far apart, so that the overlap of two rounds does not hide what the first one missed.
      driver.clock.advance(900_000);
      return flipkart.acts.placeOrder({ lines: [{ sku: "10294-N" }] });
    });
    const left = [...touches];
    const { fetch } = answeringFetch(({ path }) => {
      const next = path.includes("/v3/shipments") ? left.pop() : undefined;
      const one = placed[(next?.index ?? 0) % count];
      if (next === undefined || one === undefined) return undefined;
      driver.clock.advance(1_000);
      const shipmentId = one.shipmentIds[0] ?? "";
      const row = flipkart.world.shipments.get(shipmentId);
      if (next.what === "touch" && row) row.updatedAt = driver.clock.now();
      else if (next.what === "cancel" && row?.state === "APPROVED") {
        flipkart.acts.cancelItem({ orderItemId: one.orderItemIds[0] ?? "" });
      } else flipkart.acts.setHold({ shipmentId, hold: next.what === "hold" });
      return undefined;
    });
    const first = await readAll(connect({ fetch }));
    left.length = 0;
    driver.clock.advance(60_000);
    const second = await readAll(connect(), first.cursor);
    for (const { orderId, shipmentIds } of placed) {
      const told = second.byId.get(orderId) ?? first.byId.get(orderId);
      const row = flipkart.world.shipments.get(shipmentIds[0] ?? "");
      const status = row?.state === "CANCELLED" ? "cancelled" : row?.hold ? "on_hold" : "paid";
      expect(told?.status, orderId).toBe(status);
    }
  };
  await fc.assert(fc.asyncProperty(fc.integer({ min: 1, max: 70 }), fc.array(touch, { maxLength: 10 }), run), {
    numRuns: 25,
  });
}, 60_000);

describe("bad input", () => {
  test("a state that nobody has told us of is kept", async () => {
    const { orderId, shipmentIds } = flipkart.acts.placeOrder({ lines: [{ sku: "10294-N" }] });
    flipkart.acts.setState({ shipmentId: shipmentIds[0] ?? "", state: "TELEPORTED" });
    expect(await connect().orders.get(orderId)).toMatchObject({ status: "unknown", rawStatus: "TELEPORTED" });
  });

  test("names and addresses that Flipkart withholds: the orders come all the same, and it is said once", async () => {
    for (let count = 0; count < 45; count += 1) flipkart.acts.placeOrder({ lines: [{ sku: "10294-N" }] });
    const denied = () => Response.json({ error: "forbidden", error_description: "Access denied" }, { status: 403 });
    const { fetch } = answeringFetch(({ path }) => (/\/v3\/shipments\/(?!filter)/.test(path) ? denied() : undefined));
    const { orders, problems } = await readAll(connect({ fetch }));
    expect(orders).toHaveLength(50);
    expect(orders.every(({ shipTo, buyer }) => shipTo === null && buyer.name === null)).toBe(true);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain("keeps names and addresses from this application");
  });

  test("an application without the right is permission_denied, with the scope named, and nothing is repeated", async () => {
    flipkart.acts.setApproved({ approved: false });
    const { fetch, sent } = answeringFetch();
    await expect(readAll(connect({ fetch }))).rejects.toMatchObject({
      code: "permission_denied",
      message: expect.stringContaining("scope Seller_Api"),
    });
    expect(sent).toHaveLength(1);
  });

  test("a shipment that the reading by order leaves out is taken as the search shows it", async () => {
    const { fetch } = answeringFetch(({ path, query }) =>
      path.endsWith("/v3/shipments") && query["orderIds"] ? { shipments: [] } : undefined,
    );
    const { byId, problems } = await readAll(connect({ fetch }));
    expect(problems).toEqual([]);
    expect(byId.get("OD431000000000000004")).toMatchObject({ status: "paid", lines: [{ sku: "10294-N" }] });
  });

  test("half a unit is reported with its order, and the others are delivered", async () => {
    const halved = "OD431000000000000004";
    const { fetch } = answeringFetch();
    const spoil = async (...input: Parameters<typeof fetch>) => {
      const answer = await fetch(...input);
      const text = await answer.text();
      const spoilt = text.replace(/("orderId":"OD431000000000000004".{0,200}?"quantity":)1\b/s, "$10.5");
      return new Response(spoilt, { status: answer.status, headers: { "content-type": "application/json" } });
    };
    const { byId, problems } = await readAll(connect({ fetch: spoil as typeof fetch }));
    expect(byId.has(halved)).toBe(false);
    expect(byId.size).toBe(4);
    expect(problems).toEqual(["the quantity 0.5 is no whole number"]);
  });

  test("a page in HTML from a front door is unavailable, and read again", async () => {
    flipkart.faults.add({ kind: "html-page", status: 504, count: 1, operation: "searchShipments" });
    expect((await readAll()).orders).toHaveLength(5);
    flipkart.faults.add({ kind: "html-page", status: 504, count: null });
    await expect(readAll()).rejects.toMatchObject({ code: "unavailable", retryable: true });
  });
});

test("the habits of production change nothing: 1.0, quoted SKUs, no HSN, the other spelling, the courier elsewhere", async () => {
  const plain = await readAll();
  flipkart.acts.setBehaviour({
    floatQuantities: true,
    quotedSkus: true,
    nullHsn: true,
    pinCodeKey: "pincode",
    courierAt: "shipment",
  });
  const { orders } = await readAll();
  const essence = ({ externalId, lines, shipTo, shipments }: Order) => ({
    externalId,
    skus: lines.map(({ sku, quantity }) => [sku, quantity]),
    postalCode: shipTo?.postalCode,
    tracking: shipments.map(({ trackingNumber }) => trackingNumber),
  });
  expect(orders.map(essence)).toEqual(plain.orders.map(essence));
});

test("the body of a search is as Flipkart documents it", async () => {
  const { fetch, sent } = answeringFetch();
  await readAll(connect({ fetch }));
  const bodies = sent
    .filter(({ method, path }) => method === "POST" && path.endsWith("/filter"))
    .map(({ body }) => body);
  expect(bodies[0]).toEqual({
    filter: {
      type: "preDispatch",
      states: ["APPROVED", "PACKING_IN_PROGRESS", "PACKED", "FORM_FAILED", "READY_TO_DISPATCH"],
      hold: false,
      modifiedDate: { from: "2026-08-23T14:30:00+05:30", to: "2026-11-21T14:30:00+05:30" },
    },
    pagination: { pageSize: 20 },
    sort: { field: "modifiedDate", order: "asc" },
  });
  expect(bodies.map(({ filter }) => [filter.type, filter.hold, filter.cancellationType])).toEqual([
    ["preDispatch", false, undefined],
    ["preDispatch", true, undefined],
    ["postDispatch", undefined, undefined],
    ["cancelled", undefined, "sellerCancellation"],
    ["cancelled", undefined, "buyerCancellation"],
    ["cancelled", undefined, "marketplaceCancellation"],
  ]);
});

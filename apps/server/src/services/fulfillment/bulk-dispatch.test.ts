import { describeEachDatabase } from "@counterfoil/db/testing";
import { beforeEach, describe, expect, test } from "vitest";
import { orderOf, refusalOf } from "../../testing/desk-questions.ts";
import { openTestDesk, type TestDesk } from "../../testing/test-desk.ts";

describeEachDatabase("dispatching many orders", (context) => {
  let desk: TestDesk;
  beforeEach(async () => {
    desk = await openTestDesk(context.database);
  });

  const tracking = ["RM000000014GB", "RM000000028GB", "RM000000031GB", "RM123456785GB"];
  const shippedAt = "2026-04-01T07:00:00.000Z";
  const numbers = (count: number) => Array.from({ length: count }, (_, index) => `9-${index + 1}`);

  async function sales(count: number): Promise<void> {
    for (const externalId of numbers(count)) desk.shop.put({ externalId, lines: [{ sku: externalId }] });
    await desk.sync();
  }
  const rows = (count: number) =>
    numbers(count).map((orderId, index) => ({ orderId, trackingNumber: tracking[index % 3] ?? null }));
  const request = (orders: object[], more: object = {}) =>
    ({ orders, shippedAt, idempotencyKey: "batch-0001", ...more }) as Parameters<
      TestDesk["owner"]["orders"]["dispatchBulk"]
    >[0];

  test("the preview says what goes where and what is skipped and why, and changes nothing", async () => {
    await sales(3);
    desk.shop.change("9-3", { status: "cancelled" });
    await desk.sync();
    const preview = await desk.owner.orders.previewBulk({
      orders: [
        ...rows(3),
        { orderId: "no-such-order" },
        { orderId: "9-1", trackingNumber: "x" },
        { orderId: "9-2", trackingNumber: "RM000000015GB", carrier: "Royal Mail", lines: [] },
      ],
      shippedAt,
    });
    expect(preview).toMatchObject({ ready: 2, skipped: 4, platforms: [{ platform: "ebay", parcels: 2 }] });
    expect(preview.parcels[0]).toMatchObject({ carrier: { name: "Royal Mail", guessed: true }, units: 1 });
    expect(preview.parcels.map(({ code }) => code)).toEqual([
      ...[null, null, "not_sendable", "not_found", "invalid", "tracking_wrong"],
    ]);
    expect(preview.parcels[2]?.message).toBe("This order is already cancelled.");
    expect(desk.shop.packages).toEqual([]);
  });

  test("each order answers for itself; the retry sends only those that failed, corrected", async () => {
    await sales(3);
    const orders = rows(3);
    orders[1] = { orderId: "9-2", trackingNumber: "RM000000029GB" };
    const bad = { orderId: "missing", trackingNumber: null };
    const batch = await desk.owner.orders.dispatchBulk(
      request([...orders.map((row) => ({ ...row, carrier: "Royal Mail" })), bad]),
    );
    expect(batch).toMatchObject({ total: 4, done: 2, failed: 2, running: false });
    expect(batch.parcels[1]).toMatchObject({ state: "failed", message: expect.stringContaining("check digit") });
    expect(batch.parcels[3]).toMatchObject({ state: "failed", code: "not_found" });
    const again = await desk.owner.orders.retryBulk({
      batchId: batch.id,
      changes: [{ position: 1, trackingNumber: "RM000000028GB" }],
    });
    expect(again).toMatchObject({ done: 3, failed: 1 });
    expect(desk.shop.packages.map(({ orderExternalId }) => orderExternalId).toSorted()).toEqual(["9-1", "9-2", "9-3"]);
    expect((await orderOf(desk, "9-2")).status).toBe("shipped");
  });

  test("the same request twice is one batch and one package each; another request under its key is refused", async () => {
    await sales(2);
    const first = await desk.owner.orders.dispatchBulk(request(rows(2)));
    const second = await desk.owner.orders.dispatchBulk(request(rows(2)));
    expect(second).toEqual(first);
    expect(desk.shop.packages).toHaveLength(2);
    expect((await refusalOf(desk.owner.orders.dispatchBulk(request(rows(1))))).code).toBe("conflict");
  });

  test("a lost answer is reconciled by reading: the retry makes no second package", async () => {
    await sales(1);
    desk.shop.failShipment = "lost-before";
    const batch = await desk.owner.orders.dispatchBulk(request(rows(1)));
    expect(batch).toMatchObject({ failed: 1 });
    const again = await desk.owner.orders.retryBulk({ batchId: batch.id });
    expect(again).toMatchObject({ done: 1, failed: 0 });
    expect(desk.shop.packages).toHaveLength(1);
    expect((await refusalOf(desk.owner.orders.retryBulk({ batchId: batch.id }))).code).toBe("conflict");
  });

  test("many go in the background, with progress", async () => {
    await sales(14);
    const batch = await desk.owner.orders.dispatchBulk(request(rows(14)));
    expect(batch).toMatchObject({ running: true, waiting: 14, jobId: expect.any(String) });
    await desk.runJobs();
    expect(await desk.owner.orders.batch({ batchId: batch.id })).toMatchObject({ running: false, done: 14 });
    const job = await desk.owner.jobs.get({ jobId: batch.jobId ?? "" });
    expect(job).toMatchObject({ state: "done", progress: { total: 14, done: 14, failed: 0 } });
    expect(new Set(desk.shop.packages.map(({ orderExternalId }) => orderExternalId)).size).toBe(14);
    expect((await orderOf(desk, "9-1")).history.at(-1)?.actor).toBe("Ann");
  });

  describe("who may not", () => {
    test("a viewer sends nothing, and a stranger's batch is not found", async () => {
      await sales(1);
      const viewer = desk.callerFor(desk.workspaceId, "viewer");
      expect((await refusalOf(viewer.orders.dispatchBulk(request(rows(1))))).code).toBe("forbidden");
      const batch = await desk.owner.orders.dispatchBulk(request(rows(1)));
      const stranger = await openTestDesk(context.database);
      expect((await refusalOf(stranger.owner.orders.batch({ batchId: batch.id }))).code).toBe("not_found");
      const foreign = await stranger.owner.orders.dispatchBulk(request(rows(1)));
      expect(foreign.parcels[0]).toMatchObject({ state: "failed", code: "not_found" });
    });
  });
});

import { describeEachDatabase } from "@counterfoil/db/testing";
import { beforeEach, describe, expect, test } from "vitest";
import { entryOf, lineOf, orderOf, refusalOf, unitsOf, waiting } from "../../testing/desk-questions.ts";
import { openTestDesk, type TestDesk } from "../../testing/test-desk.ts";

describeEachDatabase("reprocessing and concurrency", (context) => {
  let desk: TestDesk;
  beforeEach(async () => {
    desk = await openTestDesk(context.database);
  });
  const reprocess = async (
    input: Parameters<TestDesk["owner"]["resolution"]["processHistorical"]>[0] = { includePaid: true },
  ) => {
    const { jobId } = await desk.owner.resolution.processHistorical(input);
    await desk.runJobs();
    return await desk.owner.jobs.get({ jobId });
  };

  describe("a person's decision survives", () => {
    test("case 97: a skipped entry stays skipped", async () => {
      desk.shop.put({ externalId: "1-1", lines: [{ sku: "S" }] });
      await desk.sync();
      await desk.owner.resolution.skip({ entryId: (await entryOf(desk, "1-1")).id });
      await desk.stock({ sku: "S" });
      await reprocess();
      desk.shop.change("1-1", { sellerNote: "again" });
      await desk.sync();
      expect(await entryOf(desk, "1-1")).toMatchObject({ status: "skipped" });
      expect(await unitsOf(desk, "1-1")).toEqual([]);
    });

    test("case 99: 'no inventory' survives the loss of the queue", async () => {
      desk.shop.put({ externalId: "1-1", lines: [{ sku: "S" }] });
      await desk.sync();
      await desk.owner.resolution.noInventory({ entryId: (await entryOf(desk, "1-1")).id });
      await context.database.inWorkspace(desk.workspaceId, (tx) => tx.deleteFrom("queue_entries").execute());
      await desk.stock({ sku: "S" });
      await reprocess();
      expect(await lineOf(desk, "1-1")).toMatchObject({ state: "no_inventory", claims: [] });
      expect(await waiting(desk)).toEqual([]);
    });
  });

  test("case 101: when the unit is added, the waiting line is linked and closed by the system", async () => {
    desk.shop.put({ externalId: "1-1", lines: [{ sku: "S" }] });
    await desk.sync();
    expect((await entryOf(desk, "1-1")).reason).toBe("no_match");
    const unit = await desk.stock({ sku: "S" });
    await desk.runJobs();
    expect(await unitsOf(desk, "1-1")).toEqual([unit.id]);
    expect(await entryOf(desk, "1-1")).toMatchObject({ status: "resolved", decidedBy: null });
  });

  test("case 101: also by reprocessing, and when units are imported that do not fit", async () => {
    desk.shop.put({ externalId: "1-1", lines: [{ sku: "S" }] });
    await desk.sync();
    await desk.stock({ sku: "T" });
    await desk.runJobs();
    expect((await lineOf(desk, "1-1")).state).toBe("queued");
    const unit = await desk.stock({ sku: "S" });
    desk.waitingJobs.splice(0);
    await reprocess();
    expect(await unitsOf(desk, "1-1")).toEqual([unit.id]);
  });

  test("waiting lines are linked when the seller allows more", async () => {
    const equal = { sku: "S", title: "Falcon" };
    await desk.owner.policy.set({ fifoInterchangeable: false, skuCaseInsensitive: false, probabilityBar: null });
    await desk.stock({ ...equal, acquiredAt: "2025-01-01T00:00:00Z" });
    await desk.stock(equal);
    desk.shop.put({ externalId: "1-1", lines: [{ sku: "S" }] });
    await desk.sync();
    expect((await lineOf(desk, "1-1")).state).toBe("queued");
    await desk.owner.policy.set({ fifoInterchangeable: true, skuCaseInsensitive: false, probabilityBar: null });
    await desk.runJobs();
    expect((await lineOf(desk, "1-1")).state).toBe("linked");
  });

  describe("orders as a whole", () => {
    test("case 103: one line claimed and one without inventory settle the order", async () => {
      await desk.stock({ sku: "A" });
      desk.shop.put({ externalId: "1-1", status: "shipped", lines: [{ sku: "A" }, { sku: "B" }] });
      await desk.sync();
      expect((await orderOf(desk, "1-1")).linkState).toBe("partial");
      await desk.owner.resolution.noInventory({ entryId: (await entryOf(desk, "1-1", 1)).id });
      expect((await orderOf(desk, "1-1")).linkState).toBe("linked");
      expect((await reprocess()).summary).toMatchObject({ complete: 1, partial: 0, pending: 0 });
    });

    test("case 105: one claimed and one open line are partial", async () => {
      await desk.stock({ sku: "A" });
      desk.shop.put({ externalId: "1-1", status: "shipped", lines: [{ sku: "A" }, { sku: "B" }] });
      await desk.sync();
      expect((await reprocess()).summary).toMatchObject({ complete: 0, partial: 1, pending: 0 });
    });

    test("case 119: an order without lines is not complete, and is linked once they arrive", async () => {
      await desk.stock({ sku: "A" });
      desk.shop.put({ externalId: "1-1", linesComplete: false, lines: [] });
      await desk.sync();
      expect((await orderOf(desk, "1-1")).linkState).toBe("needs_link");
      desk.shop.put({ externalId: "1-1", linesComplete: true, lines: [{ sku: "A" }] });
      await desk.sync();
      expect((await orderOf(desk, "1-1")).linkState).toBe("linked");
    });

    test("case 117: an order that is another workspace's is not found and not processed", async () => {
      desk.shop.put({ externalId: "1-1", lines: [{ sku: "S" }] });
      await desk.sync();
      const { id } = await orderOf(desk, "1-1");
      const stranger = await openTestDesk(context.database);
      expect((await refusalOf(stranger.owner.orders.get({ id }))).code).toBe("not_found");
      const { jobId } = await stranger.owner.resolution.processHistorical({ includePaid: true });
      await stranger.runJobs();
      expect((await stranger.owner.jobs.get({ jobId })).summary).toMatchObject({ current: 0 });
    });
  });

  test("case 107: more than a thousand orders are all processed, and no unit is used twice", async () => {
    const count = 1100;
    const csv = ["title,sku,quantity,status", ...Array.from({ length: count }, (_, n) => `Unit ${n},S${n},1,in_stock`)];
    await desk.owner.inventory.commitImport({ csv: csv.join("\n"), idempotencyKey: "many-units" });
    for (let n = 0; n < count + 20; n += 1)
      desk.shop.put({ externalId: `o${n}`, status: "shipped", lines: [{ sku: `S${n % count}` }] });
    desk.shop.pageSize = 200;
    await desk.sync();
    const claims = await context.database.inWorkspace(desk.workspaceId, (tx) =>
      tx.selectFrom("claims").select(["item_id", "quantity"]).where("quantity", ">", 0).execute(),
    );
    expect(claims).toHaveLength(count);
    expect(new Set(claims.map((claim) => claim.item_id)).size).toBe(count);
    const { summary } = await reprocess({});
    expect(summary).toMatchObject({ current: count + 20, complete: count, pending: 20 });
  });

  describe("units sold before stock was kept here", () => {
    test.each([
      ["109", "amazon", "queued"],
      ["109", "ebay", "linked"],
    ])("case %s: recorded as sold on %s, the eBay sale is %s", async (_, platform, state) => {
      const unit = await desk.stock({
        sku: "S",
        status: "sold",
        listings: [{ platform, listingId: "1", variationId: null }],
      });
      desk.shop.put({ externalId: "1-1", status: "shipped", lines: [{ sku: "S" }] });
      await desk.sync();
      expect((await lineOf(desk, "1-1")).state).toBe("queued");
      await reprocess({ includeSold: true });
      expect((await lineOf(desk, "1-1")).state).toBe(state);
      expect(await desk.owner.inventory.get({ id: unit.id })).toMatchObject({ status: "sold", quantityOnHand: 0 });
    });

    test("case 111: a unit of an earlier sale is not used again", async () => {
      const equal = { sku: "S", title: "Falcon", status: "sold" as const };
      await desk.stock(equal);
      await desk.stock(equal);
      desk.shop.put({ externalId: "1-1", status: "shipped", lines: [{ sku: "S", quantity: 2 }] });
      await desk.sync();
      await reprocess({ includeSold: true });
      expect(await unitsOf(desk, "1-1")).toHaveLength(2);
      desk.shop.put({ externalId: "1-2", status: "shipped", lines: [{ sku: "S" }] });
      await desk.sync();
      await reprocess({ includeSold: true });
      expect((await lineOf(desk, "1-2")).state).toBe("queued");
    });
  });

  describe("progress", () => {
    test("case 113: the count rises to the total, totals never fall, and the parts add up", async () => {
      await desk.stock({ sku: "S1" });
      for (let n = 0; n < 250; n += 1)
        desk.shop.put({ externalId: `o${n}`, status: "shipped", lines: [{ sku: `S${n}` }] });
      await desk.sync();
      desk.events.splice(0);
      const job = await reprocess({});
      expect(job).toMatchObject({ state: "done", progress: { current: 250, total: 250 } });
      const steps = desk.events.flatMap((event) => (event.type === "job-progress" ? [event.progress] : []));
      const counted = steps.filter((step) => step["total"] !== undefined);
      expect(counted.length).toBeGreaterThan(3);
      counted.forEach((step, n) => {
        const before = counted[n - 1];
        expect(step["current"]).toBeGreaterThanOrEqual(before?.["current"] ?? 0);
        expect(step["total"]).toBeGreaterThanOrEqual(before?.["total"] ?? 0);
        expect(step["current"]).toBe((step["complete"] ?? 0) + (step["partial"] ?? 0) + (step["pending"] ?? 0));
      });
    });

    test("a run that is cancelled on its way stops there, and goes on from there when it is resumed", async () => {
      for (let n = 0; n < 500; n += 1)
        desk.shop.put({ externalId: `o${n}`, status: "shipped", lines: [{ sku: `S${n}` }] });
      await desk.sync();
      const { jobId } = await desk.owner.resolution.processHistorical({});
      let cancelling: Promise<unknown> | null = null;
      const stop = desk.parts.events.subscribe(desk.workspaceId, (event) => {
        if (event.type !== "job-progress" || !event.progress["current"]) return;
        cancelling ??= desk.owner.jobs.cancel({ jobId });
      });
      await desk.runJobs();
      stop();
      await cancelling;
      const cancelled = await desk.owner.jobs.get({ jobId });
      expect(cancelled.state).toBe("cancelled");
      expect(cancelled.progress["current"]).toBeLessThan(500);
      await desk.owner.jobs.resume({ jobId });
      await desk.runJobs();
      expect(await desk.owner.jobs.get({ jobId })).toMatchObject({
        ...{ state: "done", progress: { current: 500, total: 500, pending: 500 } },
      });
      expect((await refusalOf(desk.owner.jobs.resume({ jobId }))).code).toBe("conflict");
    });
  });

  test("case 115: two syncs at once and one last unit: one claim, the loser waits", async () => {
    for (let round = 0; round < 5; round += 1) {
      const unit = await desk.stock({ sku: `S${round}` });
      desk.shop.put({ externalId: `e${round}`, lines: [{ sku: `S${round}` }] });
      desk.otherShop.put({ externalId: `b${round}`, lines: [{ sku: `S${round}` }] });
      await Promise.all([desk.sync(desk.shopConnectionId), desk.sync(desk.otherConnectionId)]);
      await desk.runJobs();
      const states = [(await lineOf(desk, `e${round}`)).state, (await lineOf(desk, `b${round}`)).state];
      expect(states.toSorted()).toEqual(["linked", "queued"]);
      expect((await desk.owner.inventory.get({ id: unit.id })).quantityClaimed).toBe(1);
    }
  });
});

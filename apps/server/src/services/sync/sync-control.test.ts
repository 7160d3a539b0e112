import { ConnectorError } from "@counterfoil/connector-kit";
import { describeEachDatabase } from "@counterfoil/db/testing";
import { beforeEach, describe, expect, test } from "vitest";
import { openTestDesk, type TestDesk } from "../../testing/test-desk.ts";
import { enqueueDueSyncs } from "../jobs/enqueue-due-syncs.ts";
import { runSchedules } from "../jobs/run-schedules.ts";

const minute = 60_000;

describeEachDatabase("who says when platforms are read", (context) => {
  let desk: TestDesk;
  let shiftMs: number;
  beforeEach(async () => {
    desk = await openTestDesk(context.database);
    shiftMs = 0;
    const { now } = desk.parts;
    desk.parts.now = () => new Date(now().getTime() + shiftMs);
  });
  const own = () =>
    desk.waitingJobs.filter((job) => (job.payload as { workspaceId: string }).workspaceId === desk.workspaceId);
  const started = async (name: string) => {
    desk.waitingJobs.length = 0;
    await enqueueDueSyncs(desk.parts);
    return own().filter((job) => job.name === name && job.key === desk.shopConnectionId).length;
  };
  const scheduleOf = async (kind: string) => {
    const all = await desk.owner.sync.schedules();
    const found = all.find((view) => view.kind === kind && view.connectionId === desk.shopConnectionId);
    if (!found) throw new Error(`no schedule of ${kind}`);
    return found;
  };
  const target = () => ({ connectionId: desk.shopConnectionId });

  describe("schedules", () => {
    test("stand at the program's own intervals until the seller chooses", async () => {
      const all = (await desk.owner.sync.schedules()).filter((view) => view.connectionId === desk.shopConnectionId);
      expect(Object.fromEntries(all.map((view) => [view.kind, view.everyMinutes]))).toEqual({
        ...{ orders: 60, order_status: 30, listings: 360, stock: 120, health: 15 },
      });
      expect(all.every((view) => view.byDefault && view.pausedAt === null)).toBe(true);
    });

    test("case A47: the next run that the page shows is the one that comes", async () => {
      expect(await started("listings.sync")).toBe(1);
      await desk.owner.sync.setSchedule({ ...target(), kind: "listings", everyMinutes: 720 });
      const shown = Date.parse((await scheduleOf("listings")).nextRunAt ?? "");
      const wait = shown - desk.parts.now().getTime();
      expect(Math.round(wait / minute / 60)).toBe(12);
      shiftMs = wait - 2 * minute;
      expect(await started("listings.sync")).toBe(0);
      shiftMs = wait + minute;
      expect(await started("listings.sync")).toBe(1);
      expect((await scheduleOf("listings")).byDefault).toBe(false);
    });

    test("a shorter interval moves the next run forward, and never into the past", async () => {
      await started("orders.sync");
      shiftMs = 30 * minute;
      await desk.owner.sync.setSchedule({ ...target(), kind: "orders", everyMinutes: 10 });
      expect(await started("orders.sync")).toBe(1);
      expect(await started("orders.sync")).toBe(0);
    });

    test("a paused kind does not run, the others do; resumed, it runs at once", async () => {
      await desk.owner.sync.pause({ ...target(), kind: "orders" });
      expect(await scheduleOf("orders")).toMatchObject({ nextRunAt: null, pausedBy: "Ann" });
      expect(await started("orders.sync")).toBe(0);
      expect((await scheduleOf("stock")).pausedAt).toBeNull();
      shiftMs = 100 * minute;
      expect(await started("stock.sync")).toBe(0);
      await desk.owner.sync.resume(target());
      expect((await scheduleOf("orders")).pausedAt).toBeNull();
      expect(await started("orders.sync")).toBe(1);
    });

    test("everything can be paused with one word", async () => {
      await desk.owner.sync.pause({});
      await runSchedules(desk.parts);
      expect(own().filter(({ name }) => name.endsWith(".sync") || name === "health.check")).toEqual([]);
    });

    test("a member may look and start, and not change the clock; nonsense is refused in words", async () => {
      const member = desk.callerFor(desk.workspaceId, "packer");
      const wanted = { ...target(), kind: "orders" as const, everyMinutes: 60 };
      await expect(member.sync.setSchedule(wanted)).rejects.toThrow(/manager/);
      await expect(member.sync.pause({})).rejects.toThrow(/manager/);
      await expect(desk.owner.sync.setSchedule({ ...wanted, everyMinutes: 1 })).rejects.toThrow(/at least 5 minutes/);
      const stranger = desk.callerFor(await context.createWorkspace());
      await expect(stranger.sync.setSchedule(wanted)).rejects.toThrow(/connection/i);
    });
  });

  describe("run now", () => {
    test("starts a kind on all platforms, or on one, and says where it runs already", async () => {
      const all = await desk.owner.sync.runNow({ kind: "orders" });
      expect(all.map(({ platform }) => platform).sort()).toEqual(["bricklink", "ebay"]);
      const again = await desk.owner.sync.runNow({ kind: "orders", platform: "ebay" });
      expect(again).toMatchObject([{ platform: "ebay", runId: null, refused: expect.stringContaining("already") }]);
      await desk.runJobs();
      const runs = await desk.owner.sync.runs({});
      expect(runs.filter((run) => run.kind === "orders").map((run) => run.state)).toEqual(["done", "done"]);
      await expect(desk.owner.sync.runNow({ kind: "orders", platform: "nowhere" })).rejects.toThrow(/connection/i);
      await expect(desk.owner.sync.runNow({ kind: "nonsense" as "orders" })).rejects.toThrow();
    });

    test("open orders are asked for by their numbers, and a change that no list told is found", async () => {
      const order = desk.shop.put({ externalId: "1-1", lines: [{ sku: "S" }] });
      desk.shop.put({ externalId: "1-2", status: "shipped", lines: [{ sku: "T" }] });
      await desk.sync();
      Object.assign(order, { status: "shipped", updatedAt: desk.parts.now().toISOString() });
      await desk.owner.sync.runNow({ kind: "order_status", connectionId: desk.shopConnectionId });
      await desk.runJobs();
      const [run] = await desk.owner.sync.runs({ limit: 1 });
      expect(run).toMatchObject({ kind: "order_status", state: "done", seen: 1, updated: 1 });
    });
  });

  describe("a run", () => {
    test("that is cancelled stops after its page, keeps what it read, and the next goes on", async () => {
      desk.shop.pageSize = 1;
      for (const id of ["1", "2", "3"]) desk.shop.put({ externalId: id, lines: [{ sku: id }] });
      desk.shop.beforePage = async (page) => {
        if (page !== 2) return;
        const [run] = await desk.owner.sync.runs({ limit: 1 });
        await desk.owner.sync.cancel({ runId: run?.id ?? "" });
      };
      await desk.sync();
      const [cancelled] = await desk.owner.sync.runs({ limit: 1 });
      expect(cancelled?.state).toBe("cancelled");
      expect(cancelled?.seen).toBeLessThan(3);
      await expect(desk.owner.sync.cancel({ runId: cancelled?.id ?? "" })).rejects.toThrow(/cancelled/);
      desk.shop.beforePage = () => {};
      await desk.sync();
      const [next] = await desk.owner.sync.runs({ limit: 1 });
      expect((cancelled?.seen ?? 0) + (next?.seen ?? 0)).toBe(3);
    });

    test("that waits for a worker can be cancelled before it begins", async () => {
      const { runId } = await desk.owner.sync.run({ ...target(), kind: "orders" });
      await desk.owner.sync.cancel({ runId });
      await desk.runJobs();
      expect(await desk.owner.sync.runs({ limit: 1 })).toMatchObject([{ id: runId, state: "cancelled", seen: 0 }]);
    });

    test("that crashed does not block the next", async () => {
      await desk.owner.sync.run({ ...target(), kind: "orders" });
      desk.waitingJobs.length = 0;
      await expect(desk.owner.sync.run({ ...target(), kind: "orders" })).rejects.toThrow(/already/);
      shiftMs = minute;
      await desk.owner.sync.run({ ...target(), kind: "orders" });
      await desk.runJobs();
      const runs = await desk.owner.sync.runs({ limit: 2 });
      expect(runs.map((run) => run.state)).toEqual(["done", "crashed"]);
    });

    test("that failed says why and names the code of what mends it", async () => {
      desk.shop.put({ externalId: "1", lines: [{ sku: "S" }] });
      desk.shop.failReads = new ConnectorError({ code: "auth_revoked", message: "The key was revoked." });
      await desk.sync();
      expect(await desk.owner.sync.runs({ limit: 1 })).toMatchObject([
        { state: "failed", errors: [{ message: "The key was revoked.", code: "auth_revoked" }] },
      ]);
    });
  });

  describe("a backfill", () => {
    test("reads from its date on and leaves the place of the ordinary reading alone", async () => {
      for (const id of ["1", "2"]) desk.shop.put({ externalId: id, lines: [{ sku: id }] });
      await desk.sync();
      await desk.owner.sync.backfill({ ...target(), from: "2026-01-15" });
      await expect(desk.owner.sync.backfill({ ...target(), from: "2026-01-15" })).rejects.toThrow(/already/);
      await desk.runJobs();
      const from = "2026-01-15T00:00:00.000Z";
      expect(await desk.owner.sync.runs({ limit: 1 })).toMatchObject([
        { kind: "backfill", state: "done", seen: 2, unchanged: 2, from },
      ]);
      expect(desk.shop.startedFrom).toBe(from);
      await desk.sync();
      expect((await desk.owner.sync.runs({ limit: 1 }))[0]).toMatchObject({ kind: "orders", seen: 0 });
    });

    test("takes no day that is still to come", async () => {
      await expect(desk.owner.sync.backfill({ ...target(), from: "2050-01-01" })).rejects.toThrow(/has been/);
    });
  });

  test("the status tells every kind of every connection with its latest run", async () => {
    await desk.sync();
    const status = await desk.owner.sync.status();
    expect(status).toHaveLength(10);
    const orders = status.find((row) => row.kind === "orders" && row.connectionId === desk.shopConnectionId);
    expect(orders?.lastRun?.state).toBe("done");
    expect(orders?.lastSuccessAt).not.toBeNull();
  });
});

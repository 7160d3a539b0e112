import { ConnectorError } from "@counterfoil/connector-kit";
import { describeEachDatabase } from "@counterfoil/db/testing";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { lineOf, orderOf, refusalOf, unitsOf } from "../../testing/desk-questions.ts";
import { openTestDesk, type TestDesk } from "../../testing/test-desk.ts";

describeEachDatabase("syncing orders", (context) => {
  let desk: TestDesk;
  beforeEach(async () => {
    desk = await openTestDesk(context.database);
  });
  const lastRun = async () => (await desk.owner.sync.runs({ limit: 1 }))[0];
  const listed = async () => (await desk.owner.orders.list({ limit: 100 })).total;

  test("a run counts what it saw, and a second one finds nothing new", async () => {
    await desk.stock({ sku: "S" });
    desk.shop.put({ externalId: "1-1", lines: [{ sku: "S" }] });
    desk.shop.put({ externalId: "1-2", lines: [{ sku: "T" }] });
    await desk.sync();
    expect(await lastRun()).toMatchObject({ state: "done", seen: 2, created: 2, linked: 1, queued: 1, failed: 0 });
    await desk.sync();
    expect(await lastRun()).toMatchObject({ state: "done", seen: 0 });
    desk.shop.change("1-1", {});
    desk.shop.change("1-2", { sellerNote: "new" });
    await desk.sync();
    expect(await lastRun()).toMatchObject({ seen: 2, updated: 2, created: 0 });
  });

  test("an order that comes twice in a page, or again in the next, is stored once", async () => {
    desk.shop.pageSize = 3;
    for (let n = 0; n < 5; n += 1) desk.shop.put({ externalId: "1-1", lines: [{ sku: "S" }], sellerNote: `${n}` });
    await desk.sync();
    expect(await listed()).toBe(1);
    expect((await orderOf(desk, "1-1")).sellerNote).toBe("4");
  });

  test("an older read never moves an order back", async () => {
    desk.shop.put({ externalId: "1-1", status: "delivered", lines: [{}] });
    await desk.sync();
    desk.shop.change("1-1", {});
    desk.shop.put({ externalId: "1-1", status: "paid", updatedAt: "2020-01-01T00:00:00.000Z", lines: [{}] });
    await desk.sync();
    expect((await orderOf(desk, "1-1")).status).toBe("delivered");
  });

  test("personal data and amounts that are known are not overwritten with blanks", async () => {
    const address = {
      company: null,
      city: "Leeds",
      region: null,
      postalCode: "LS1",
      countryCode: "GB",
      phone: null,
      raw: null,
    };
    const known = {
      buyer: { externalId: "b", username: "bo", name: "Bo Brick", email: "bo@example.com" },
      shipTo: { ...address, name: "Bo Brick", lines: ["1 High St"] },
    };
    desk.shop.put({ externalId: "1-1", ...known, lines: [{ sku: "S", lineTotal: { minor: 500, currency: "GBP" } }] });
    await desk.sync();
    const blank = { externalId: null, username: null, name: null, email: null };
    desk.shop.put({
      ...{ externalId: "1-1", status: "shipped", buyer: blank },
      shipTo: { ...address, name: null, lines: [], city: null, postalCode: null, countryCode: null },
      lines: [{ sku: null }],
    });
    await desk.sync();
    const order = await orderOf(desk, "1-1");
    expect(order).toMatchObject({ status: "shipped", buyerName: "Bo Brick", countryCode: "GB" });
    expect(order.shipTo).toMatchObject({ lines: ["1 High St"], city: "Leeds" });
    expect(order.lines[0]).toMatchObject({ sku: "S", lineTotal: { minor: 500 } });
    expect((await desk.owner.orders.list({ q: "bo brick" })).total).toBe(1);
  });

  describe("odd orders", () => {
    test("one that cannot be stored is counted with its number, and the others are stored", async () => {
      for (let n = 0; n < 7; n += 1) desk.shop.put({ externalId: `1-${n}`, lines: [{}] });
      desk.shop.put({ externalId: "odd", currency: "POUNDS", lines: [{}] });
      for (let n = 7; n < 9; n += 1) desk.shop.put({ externalId: `1-${n}`, lines: [{}] });
      await desk.sync();
      expect(await lastRun()).toMatchObject({
        state: "done",
        seen: 10,
        created: 9,
        failed: 1,
        errors: [{ externalId: "odd" }],
      });
      expect(await listed()).toBe(9);
    });

    test("text that the database cannot hold is stored without what it cannot", async () => {
      desk.shop.put({ externalId: "1-1", lines: [{ title: "Cas\u0000tle \ud800" }], raw: { note: "a\u0000b" } });
      await desk.sync();
      expect((await lineOf(desk, "1-1")).title).toBe("Castle \ufffd");
    });

    test("two lines with one id are both kept", async () => {
      desk.shop.put({ externalId: "1-1", lines: [{ externalId: "a" }, { externalId: "a" }] });
      await desk.sync();
      expect((await orderOf(desk, "1-1")).lines).toHaveLength(2);
    });

    test("records that the connector could not read are failures with their message; alone they make the run red", async () => {
      desk.shop.problems = [{ externalId: "7", message: "The total is not a number." }];
      await desk.sync();
      expect(await lastRun()).toMatchObject({
        ...{ state: "failed", seen: 1, failed: 1 },
        errors: [{ externalId: "7", message: "The total is not a number." }],
      });
    });
  });

  describe("runs that end badly", () => {
    test("a platform that fails in the middle keeps what was read; the next run goes on from there", async () => {
      desk.shop.pageSize = 2;
      for (let n = 0; n < 6; n += 1) desk.shop.put({ externalId: `1-${n}`, lines: [{}] });
      desk.shop.beforePage = (page) => {
        if (page === 3) throw new ConnectorError({ code: "unavailable", message: "The shop is closed." });
      };
      await desk.sync();
      expect(await lastRun()).toMatchObject({ state: "failed", seen: 4, errors: [{ message: "The shop is closed." }] });
      expect(await listed()).toBe(4);
      desk.shop.beforePage = () => {};
      await desk.sync();
      expect(await lastRun()).toMatchObject({ state: "done", seen: 2 });
      expect(await listed()).toBe(6);
    });

    test("whoever hears that a run ended finds the connection's card told of it already", async () => {
      desk.shop.put({ externalId: "1-1", lines: [{}] });
      const told = () =>
        desk.events
          .map((event) => (event.type === "sync-progress" ? event.state : event.type))
          .filter((word) => ["failed", "done", "connections-changed"].includes(word));
      desk.shop.beforePage = () => {
        throw new ConnectorError({ code: "permission_denied", message: "The key may not read orders." });
      };
      await desk.sync();
      expect(told()).toEqual(["connections-changed", "failed"]);
      desk.shop.beforePage = () => {};
      await desk.sync();
      expect(told()).toEqual(["connections-changed", "failed", "connections-changed", "done"]);
    });

    test("one run of a kind at a time", async () => {
      await desk.owner.sync.run({ connectionId: desk.shopConnectionId, kind: "orders" });
      const second = desk.owner.sync.run({ connectionId: desk.shopConnectionId, kind: "orders" });
      expect((await refusalOf(second)).code).toBe("conflict");
      await desk.owner.sync.run({ connectionId: desk.otherConnectionId, kind: "orders" });
    });

    test("a run whose process was killed does not block the next", async () => {
      await desk.owner.sync.run({ connectionId: desk.shopConnectionId, kind: "orders" });
      desk.waitingJobs.splice(0);
      await context.database.inWorkspace(desk.workspaceId, (tx) =>
        tx.updateTable("sync_runs").set({ heartbeat_at: "2020-01-01T00:00:00Z" }).execute(),
      );
      desk.shop.put({ externalId: "1-1", lines: [{}] });
      await desk.sync();
      const runs = await desk.owner.sync.runs();
      expect(runs.map(({ state }) => state)).toEqual(["done", "crashed"]);
    });

    test("a page that was cut off by a crash leaves nothing, and is read again", async () => {
      const unit = await desk.stock({ sku: "S" });
      desk.shop.put({ externalId: "1-1", lines: [{ sku: "S" }] });
      const { parts } = desk;
      const { db } = parts;
      parts.db = {
        ...db,
        inWorkspace: (workspaceId, work, options) =>
          db.inWorkspace(
            workspaceId,
            async (tx) => {
              const result = await work(tx);
              const run = await tx.selectFrom("sync_runs").select("seen").executeTakeFirst();
              if ((run?.seen ?? 0) > 0) throw new Error("the process was killed before it could commit");
              return result;
            },
            options,
          ),
      };
      await desk.sync().catch(() => {});
      parts.db = db;
      expect(await listed()).toBe(0);
      expect((await desk.owner.inventory.get({ id: unit.id })).quantityClaimed).toBe(0);
      await context.database.inWorkspace(desk.workspaceId, (tx) =>
        tx.updateTable("sync_runs").set({ state: "crashed" }).execute(),
      );
      await desk.sync();
      expect(await unitsOf(desk, "1-1")).toEqual([unit.id]);
    });

    test("a run that another one ended writes no further page", async () => {
      desk.shop.pageSize = 1;
      for (let n = 0; n < 3; n += 1) desk.shop.put({ externalId: `1-${n}`, lines: [{}] });
      desk.shop.beforePage = async (page) => {
        if (page !== 2) return;
        // The second page is read while the first is written.
        await vi.waitUntil(async () => (await listed()) === 1);
        await context.database.inWorkspace(desk.workspaceId, (tx) =>
          tx.updateTable("sync_runs").set({ state: "crashed" }).execute(),
        );
      };
      await desk.sync();
      expect(await listed()).toBe(1);
    });
  });

  test("progress is told page by page, and lists are told to read again", async () => {
    desk.shop.pageSize = 1;
    for (let n = 0; n < 3; n += 1) desk.shop.put({ externalId: `1-${n}`, lines: [{}] });
    await desk.sync();
    const seen = desk.events.flatMap((event) => (event.type === "sync-progress" ? [event.counts["seen"]] : []));
    expect(seen.filter((count) => count !== 0)).toEqual([1, 2, 3, 3]);
    expect(desk.events.some(({ type }) => type === "orders-changed")).toBe(true);
  });

  test("movements add up to what is on hand, whatever happened", async () => {
    const lot = await desk.stock({ sku: "S", quantity: 10 });
    for (let n = 0; n < 6; n += 1) desk.shop.put({ externalId: `1-${n}`, lines: [{ sku: "S", quantity: 2 }] });
    await desk.sync();
    desk.shop.change("1-0", { status: "cancelled" });
    desk.shop.change("1-1", { status: "shipped" });
    desk.shop.change("1-2", { status: "shipped" });
    await desk.sync();
    desk.shop.change("1-2", { status: "returned" });
    await desk.owner.resolution.unlink({ lineId: (await lineOf(desk, "1-1")).id });
    await desk.sync();
    const item = await desk.owner.inventory.get({ id: lot.id });
    expect(item.movements.reduce((sum, { quantity }) => sum + quantity, 0)).toBe(item.quantityOnHand);
    expect(item.quantityOnHand).toBe(10);
    expect(item.quantityClaimed).toBeLessThanOrEqual(item.quantityOnHand);
  });
});

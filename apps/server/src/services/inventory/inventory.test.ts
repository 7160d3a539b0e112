import type { InventoryItem } from "@counterfoil/core/model";
import { type DatabaseHandle, newId } from "@counterfoil/db";
import { describeEachDatabase } from "@counterfoil/db/testing";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestServer, type TestServer } from "../../testing/test-server.ts";
import type { Visitor } from "../../testing/visitor.ts";
import type { ItemDetail } from "./get-item.ts";
import type { ItemList } from "./list-items.ts";

async function workspaceOf(owner: Visitor): Promise<string> {
  return ((await owner.query("session.me")).data as { workspaceId: string }).workspaceId;
}

/** Ties units of an item to a paid order, as the linker does. */
async function promise(database: DatabaseHandle, workspaceId: string, itemId: string, quantity: number) {
  const [connectionId, orderId, lineId] = [newId(), newId(), newId()];
  const number = `12-${orderId.slice(-5)}`;
  await database.inWorkspace(workspaceId, async (tx) => {
    await sql`INSERT INTO connections (workspace_id, id, platform, method, status, account)
      VALUES (${workspaceId}, ${connectionId}, 'ebay', 'keys', 'connected', ${number})`.execute(tx);
    await sql`INSERT INTO orders (workspace_id, id, connection_id, platform, external_id, status, raw_status,
        payment_status, placed_at, changed_at, currency, lines_complete)
      VALUES (${workspaceId}, ${orderId}, ${connectionId}, 'ebay', ${number}, 'paid', 'PAID', 'paid', now(), now(), 'GBP', true)`.execute(
      tx,
    );
    await sql`INSERT INTO order_lines (workspace_id, id, order_id, external_id, position, title, quantity, currency)
      VALUES (${workspaceId}, ${lineId}, ${orderId}, '1', 0, 'T', ${quantity}, 'GBP')`.execute(tx);
    await sql`INSERT INTO claims (workspace_id, id, order_id, line_id, item_id, quantity, method, decided_by_kind)
      VALUES (${workspaceId}, ${newId()}, ${orderId}, ${lineId}, ${itemId}, ${quantity}, 'sku', 'system')`.execute(tx);
  });
  return { number, orderId, lineId };
}

describeEachDatabase("the stock", (context) => {
  let server: TestServer;
  let owner: Visitor;
  let clock = Date.parse("2026-11-21T10:00:00Z");
  beforeAll(async () => {
    server = await startTestServer(context.database, { overrides: { now: () => new Date(clock++) } });
    owner = await server.owner();
  });
  afterAll(() => server.stop());

  const create = async (fields: object): Promise<InventoryItem> => {
    const answer = await owner.mutate("inventory.create", {
      title: "Castle",
      status: "in_stock",
      quantity: 1,
      ...fields,
    });
    expect(answer.error).toBeUndefined();
    return answer.data;
  };
  const list = async (input: object): Promise<ItemList> => {
    const answer = await owner.query("inventory.list", input);
    expect(answer.error).toBeUndefined();
    return answer.data;
  };
  const detail = async (id: string): Promise<ItemDetail> => (await owner.query("inventory.get", { id })).data;

  describe("an item", () => {
    it("is kept with everything that was said of it", async () => {
      const item = await create({
        sku: " N3159 ",
        title: "Barracuda Bay",
        quantity: 2,
        condition: "new",
        location: "Loft - S5",
        unitCost: { minor: 12050, currency: "GBP" },
        acquiredAt: "2024-03-01T00:00:00.000Z",
        identifiers: [{ type: "set_number", value: "21322-1" }],
        listings: [{ platform: "ebay", listingId: "110551" }],
        note: "",
      });
      expect(item).toMatchObject({
        sku: "N3159",
        quantityOnHand: 2,
        quantityClaimed: 0,
        unitCost: { minor: 12050, currency: "GBP" },
        askingPrice: null,
        acquiredAt: "2024-03-01T00:00:00.000Z",
        identifiers: [{ type: "set_number", value: "21322-1" }],
        listings: [{ platform: "ebay", listingId: "110551", variationId: null }],
        note: null,
      });
      expect(await detail(item.id)).toMatchObject({
        ...item,
        claims: [],
        movements: [{ kind: "received", quantity: 2, actor: "Ann Seller" }],
      });
    });

    it("that was sold before has nothing on the shelf", async () => {
      expect(await create({ status: "sold", quantity: 1 })).toMatchObject({ status: "sold", quantityOnHand: 0 });
    });

    it("half-filled is refused, naming the fields", async () => {
      const answer = await owner.mutate("inventory.create", {
        ...{ title: " ", status: "lost", quantity: -1, unitCost: { minor: -5, currency: "XYZ" } },
      });
      expect(answer.error.data.code).toBe("invalid");
      const paths = answer.error.data.issues.map(({ path }) => path);
      expect(paths).toEqual(expect.arrayContaining(["title", "status", "quantity", "unitCost"]));
    });

    it("changes by what is given and keeps the rest; a change of quantity is an adjustment", async () => {
      const item = await create({ quantity: 5, sku: "A", location: "Shelf 1" });
      const answer = await owner.mutate("inventory.update", { id: item.id, quantity: 3, location: null });
      expect(answer.data).toMatchObject({ sku: "A", location: null, quantityOnHand: 3, title: "Castle" });
      const { movements } = await detail(item.id);
      expect(movements.map(({ kind, quantity }) => [kind, quantity])).toEqual([
        ["adjusted", -2],
        ["received", 5],
      ]);
    });

    it("gets the time of listing with the status, once", async () => {
      const item = await create({});
      expect(item.listedAt).toBeNull();
      const listed: InventoryItem = (await owner.mutate("inventory.update", { id: item.id, status: "listed" })).data;
      expect(listed.listedAt).not.toBeNull();
      const later: InventoryItem = (await owner.mutate("inventory.update", { id: item.id, title: "Fort" })).data;
      expect(later.listedAt).toBe(listed.listedAt);
    });

    it("keeps the units that orders were promised, naming the order", async () => {
      const item = await create({ quantity: 3 });
      const { number } = await promise(context.database, await workspaceOf(owner), item.id, 2);
      for (const change of [{ quantity: 1 }, { status: "sold" }, { status: "not_received" }]) {
        const refused = await owner.mutate("inventory.update", { id: item.id, ...change });
        expect(refused.error).toMatchObject({ data: { code: "conflict" }, message: expect.stringContaining(number) });
      }
      expect((await owner.mutate("inventory.update", { id: item.id, quantity: 2 })).data).toMatchObject({
        quantityOnHand: 2,
        quantityClaimed: 2,
      });
      expect(await detail(item.id)).toMatchObject({
        claims: [{ platformOrderId: number, quantity: 2, state: "reserved" }],
      });
    });

    it("is removed from every list and leaves its units", async () => {
      const item = await create({ title: "Remove me entirely" });
      expect((await owner.mutate("inventory.remove", { id: item.id })).data).toEqual({ ok: true });
      expect((await list({ q: "Remove me entirely" })).total).toBe(0);
      expect((await owner.query("inventory.get", { id: item.id })).error.data.code).toBe("not_found");
      expect((await owner.mutate("inventory.update", { id: item.id, title: "x" })).error.data.code).toBe("not_found");
    });

    it("that a sale was tied to is not removed, with the reason", async () => {
      const item = await create({});
      const { number } = await promise(context.database, await workspaceOf(owner), item.id, 1);
      const refused = await owner.mutate("inventory.remove", { id: item.id });
      expect(refused.error).toMatchObject({ data: { code: "conflict" }, message: expect.stringContaining(number) });
    });

    it("of another workspace is not found, and nothing says that it exists", async () => {
      const other = await context.createWorkspace();
      const id = newId();
      await context.database.inWorkspace(other, (tx) =>
        sql`INSERT INTO inventory_items (workspace_id, id, title, status) VALUES (${other}, ${id}, 'Secret', 'in_stock')`.execute(
          tx,
        ),
      );
      const foreign = await owner.query("inventory.get", { id });
      const unknown = await owner.query("inventory.get", { id: newId() });
      expect(foreign.status).toBe(404);
      expect(foreign.error.message).toBe(unknown.error.message);
      expect((await owner.mutate("inventory.update", { id, title: "Mine" })).status).toBe(404);
      expect((await owner.mutate("inventory.remove", { id })).status).toBe(404);
      expect((await list({ q: "Secret" })).items).toEqual([]);
    });

    it("is refused to visitors who are not signed in", async () => {
      const visitor = server.visitor();
      expect((await visitor.query("inventory.list")).status).toBe(401);
      expect((await visitor.fetch("/api/export/inventory.csv")).status).toBe(401);
    });
  });

  describe("the list", () => {
    const marked = (name: string, fields: object = {}) => create({ title: `zebra ${name}`, ...fields });

    it("finds words literally, whatever characters they have", async () => {
      await marked("100% off (blue)", { sku: "A_1" });
      await marked("100x off", { sku: "AB1" });
      expect((await list({ q: "100%" })).items.map(({ title }) => title)).toEqual(["zebra 100% off (blue)"]);
      expect((await list({ q: "zebra A_1" })).items.map(({ sku }) => sku)).toEqual(["A_1"]);
      expect((await list({ q: "(BLUE) off" })).total).toBe(1);
      expect((await list({ q: "'; drop table orders; --" })).total).toBe(0);
      expect((await list({ q: "\\" })).total).toBe(0);
    });

    it("finds identifiers and locations", async () => {
      await marked("tower", { location: "Attic 9", identifiers: [{ type: "asin", value: "B0ZZZ12345" }] });
      expect((await list({ q: "b0zzz" })).total).toBe(1);
      expect((await list({ location: "attic 9" })).total).toBe(1);
      expect((await list({ location: "attic" })).total).toBe(0);
    });

    it("counts each status of the same search, whatever statuses it shows", async () => {
      await marked("counted", { status: "in_stock" });
      await marked("counted", { status: "listed" });
      await marked("counted", { status: "listed" });
      const found = await list({ q: "zebra counted", status: ["listed"] });
      expect(found).toMatchObject({ total: 2, countsByStatus: { in_stock: 1, listed: 2, sold: 0 } });
      expect(found.items).toHaveLength(2);
    });

    it.each(["title", "sku", "location", "acquiredAt", "createdAt", "status", "unitCost"])(
      "sorted by %s gives every item once, page by page, in both directions",
      async (field) => {
        const word = `paged${field}`;
        for (const value of ["b", null, "a", "b", null, "C"])
          await create({
            ...{ title: `${word} ${value ?? "x"}`, sku: value, location: value },
            unitCost: value === null ? null : { minor: value.charCodeAt(0), currency: "GBP" },
            acquiredAt: value === null ? null : `2024-01-0${(value.charCodeAt(0) % 3) + 1}T00:00:00.000Z`,
          });
        for (const direction of ["asc", "desc"] as const) {
          const sort = { field, direction };
          const whole = (await list({ q: word, sort })).items.map(({ id }) => id);
          const paged: string[] = [];
          let cursor: string | null = null;
          do {
            const page: ItemList = await list({ q: word, sort, cursor, limit: 2 });
            expect(page.total).toBe(6);
            paged.push(...page.items.map(({ id }) => id));
            cursor = page.nextCursor;
          } while (cursor !== null);
          expect(paged).toEqual(whole);
          expect(new Set(paged).size).toBe(6);
        }
      },
    );

    it("puts unknown values last in both directions", async () => {
      await create({ title: "ordered", sku: "s1" });
      await create({ title: "ordered" });
      for (const direction of ["asc", "desc"] as const) {
        const { items } = await list({ q: "ordered", sort: { field: "sku", direction } });
        expect(items.map(({ sku }) => sku)).toEqual(["s1", null]);
      }
    });

    it("refuses a cursor that is none", async () => {
      const answer = await owner.query("inventory.list", { cursor: "nonsense" });
      expect(answer.error.data).toMatchObject({ code: "invalid", issues: [{ path: "cursor" }] });
    });
  });
});

import { randomUUID } from "node:crypto";
import { createTestWorkspace, describeEachDatabase } from "@counterfoil/db/testing";
import { beforeEach, describe, expect, test } from "vitest";
import { entryOf, lineOf, orderOf, refusalOf, unitsOf, waiting } from "../../testing/desk-questions.ts";
import { openTestDesk, type TestDesk } from "../../testing/test-desk.ts";

describeEachDatabase("resolving by hand", (context) => {
  let desk: TestDesk;
  beforeEach(async () => {
    desk = await openTestDesk(context.database);
  });

  /** A sale that nothing in stock fits, waiting for a person. */
  const open = async (externalId = "1-1", line: object = { sku: "unknown" }) => {
    desk.shop.put({ externalId, lines: [line] });
    await desk.sync();
    return await entryOf(desk, externalId);
  };
  const resolve = (entryId: string, ...ids: string[]) =>
    desk.owner.resolution.resolve({ entryId, units: ids.map((inventoryItemId) => ({ inventoryItemId, quantity: 1 })) });
  const claimed = async (id: string) => (await desk.owner.inventory.get({ id })).quantityClaimed;

  describe("resolve", () => {
    test("the chosen unit is reserved, the entry closed by the person, the next one named", async () => {
      const unit = await desk.stock({ title: "Castle" });
      const { id: entryId } = await open("1-1");
      const next = await open("1-2");
      const answer = await resolve(entryId, unit.id);
      expect(answer).toMatchObject({
        ok: true,
        nextEntryId: next.id,
        stubId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      });
      expect(await entryOf(desk, "1-1")).toMatchObject({ status: "resolved", decidedBy: "Ann", undoable: true });
      expect((await lineOf(desk, "1-1")).claims).toMatchObject([
        { inventoryItemId: unit.id, state: "reserved", method: "manual", decidedBy: "Ann" },
      ]);
      const { history } = await orderOf(desk, "1-1");
      expect(history.at(-1)).toMatchObject({ actor: "Ann", text: expect.stringContaining("Castle") });
    });

    test("a unit chosen for a dispatched sale is sold at once", async () => {
      const unit = await desk.stock({ title: "Castle", status: "listed" });
      desk.shop.put({ externalId: "1-1", status: "shipped", lines: [{ sku: "unknown" }] });
      await desk.sync();
      await resolve((await entryOf(desk, "1-1")).id, unit.id);
      expect(await desk.owner.inventory.get({ id: unit.id })).toMatchObject({ status: "sold", quantityOnHand: 0 });
    });

    test.each([1, 3])("case 71: %i units for a need of 2 are refused with both numbers", async (count) => {
      const units = await Promise.all([1, 2, 3].map((n) => desk.stock({ title: `Unit ${n}` })));
      const entry = await open("1-1", { sku: "unknown", quantity: 2 });
      const refusal = await refusalOf(resolve(entry.id, ...units.slice(0, count).map(({ id }) => id)));
      expect(refusal.code).toBe("invalid");
      expect(refusal.message).toMatch(new RegExp(`2.*${count}`));
      expect(await Promise.all(units.map(({ id }) => claimed(id)))).toEqual([0, 0, 0]);
      expect((await entryOf(desk, "1-1")).status).toBe("pending");
    });

    test("case 71: two units of a lot count as two", async () => {
      const lot = await desk.stock({ title: "Lot", quantity: 5 });
      const entry = await open("1-1", { sku: "unknown", quantity: 2 });
      await desk.owner.resolution.resolve({ entryId: entry.id, units: [{ inventoryItemId: lot.id, quantity: 2 }] });
      expect(await claimed(lot.id)).toBe(2);
    });

    test("case 121: an unknown entry and another workspace's look the same", async () => {
      const unit = await desk.stock({});
      const entry = await open();
      const stranger = desk.callerFor(await createTestWorkspace(context.database));
      const units = [{ inventoryItemId: unit.id, quantity: 1 }];
      const unknown = await refusalOf(desk.owner.resolution.resolve({ entryId: randomUUID(), units }));
      const foreign = await refusalOf(stranger.resolution.resolve({ entryId: entry.id, units }));
      expect(foreign).toEqual(unknown);
      expect(foreign.code).toBe("not_found");
      expect((await refusalOf(stranger.resolution.get({ entryId: entry.id }))).code).toBe("not_found");
    });

    test("case 123: a unit that an order on another channel holds is refused, naming that order", async () => {
      const unit = await desk.stock({ sku: "S" });
      desk.otherShop.put({ externalId: "77001", lines: [{ sku: "S" }] });
      await desk.sync(desk.otherConnectionId);
      const entry = await open();
      const refusal = await refusalOf(resolve(entry.id, unit.id));
      expect(refusal.code).toBe("conflict");
      expect(refusal.message).toContain("77001");
      expect(refusal.message).toContain("bricklink");
    });

    test("a unit that is sold is refused", async () => {
      const unit = await desk.stock({ status: "sold" });
      expect((await refusalOf(resolve((await open()).id, unit.id))).code).toBe("conflict");
    });

    test("case 125: another workspace's unit is not found and the line stays open", async () => {
      const other = await openTestDesk(context.database);
      const foreign = await other.stock({ title: "Theirs" });
      const entry = await open();
      expect((await refusalOf(resolve(entry.id, foreign.id))).code).toBe("not_found");
      expect((await lineOf(desk, "1-1")).state).toBe("queued");
    });

    test.each([
      ["an empty list", []],
      ["something that is no id", [{ inventoryItemId: "castle", quantity: 1 }]],
      ["a quantity of 0", [{ inventoryItemId: "00000000-0000-7000-8000-000000000000", quantity: 0 }]],
    ])("case 129: %s is refused as invalid", async (_, units) => {
      const entry = await open();
      expect((await refusalOf(desk.owner.resolution.resolve({ entryId: entry.id, units }))).code).toBe("invalid");
    });

    test("case 193: another workspace's order stays as it is", async () => {
      const entry = await open();
      const before = await orderOf(desk, "1-1");
      const stranger = await openTestDesk(context.database);
      const unit = await stranger.stock({});
      const attempt = stranger.owner.resolution.resolve({
        entryId: entry.id,
        units: [{ inventoryItemId: unit.id, quantity: 1 }],
      });
      expect((await refusalOf(attempt)).code).toBe("not_found");
      expect(await orderOf(desk, "1-1")).toEqual(before);
    });

    test("two people who resolve two sales with one unit: one wins", async () => {
      const unit = await desk.stock({});
      const entries = [await open("1-1"), await open("1-2")];
      const outcomes = await Promise.allSettled(entries.map(({ id }) => resolve(id, unit.id)));
      expect(outcomes.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
      expect(await claimed(unit.id)).toBe(1);
    });

    test("case 189: the linker leaves a line alone that was linked by hand", async () => {
      const equal = { sku: "S", title: "Falcon" };
      await desk.owner.policy.set({ fifoInterchangeable: false, skuCaseInsensitive: false, probabilityBar: null });
      const units = [await desk.stock(equal), await desk.stock(equal)];
      const entry = await open("1-1", { sku: "S" });
      await resolve(entry.id, units[1]?.id ?? "");
      await desk.owner.policy.set({ fifoInterchangeable: true, skuCaseInsensitive: false, probabilityBar: null });
      desk.shop.change("1-1", { status: "shipped" });
      await desk.sync();
      await desk.owner.resolution.processHistorical({});
      await desk.runJobs();
      expect(await unitsOf(desk, "1-1")).toEqual([units[1]?.id]);
      expect((await desk.owner.inventory.list({ status: ["sold"] })).total).toBe(1);
    });
  });

  describe("skip, no inventory, reopen", () => {
    test("case 127: an entry that is resolved cannot be skipped", async () => {
      const unit = await desk.stock({});
      const entry = await open();
      await resolve(entry.id, unit.id);
      expect((await refusalOf(desk.owner.resolution.skip({ entryId: entry.id }))).code).toBe("conflict");
      expect((await refusalOf(resolve(entry.id, unit.id))).code).toBe("conflict");
      expect((await entryOf(desk, "1-1")).status).toBe("resolved");
    });

    test("a skipped entry leaves the queue with its note, and can be reopened", async () => {
      const entry = await open();
      await desk.owner.resolution.skip({ entryId: entry.id, note: "ask Ben" });
      expect(await waiting(desk)).toEqual([]);
      expect(await entryOf(desk, "1-1")).toMatchObject({ status: "skipped", note: "ask Ben" });
      await desk.owner.resolution.reopen({ entryId: entry.id });
      expect(await waiting(desk)).toMatchObject([{ id: entry.id, status: "pending" }]);
      expect((await refusalOf(desk.owner.resolution.reopen({ entryId: entry.id }))).code).toBe("conflict");
    });

    test("counts by platform follow", async () => {
      const entry = await open("1-1");
      await open("1-2");
      await desk.owner.resolution.noInventory({ entryId: entry.id });
      expect(await desk.owner.resolution.stats()).toEqual([
        { platform: "ebay", pending: 1, resolved: 0, skipped: 0, noInventory: 1 },
      ]);
    });
  });

  describe("a sale of several different units", () => {
    const sets = ["75192 Millennium Falcon", "10305 Lion Knights Castle"].map((name) => ({
      title: `LEGO ${name}`,
      identifiers: [{ type: "set_number" as const, value: `${name.slice(0, 5)}-1` }],
    }));
    const lot = async () => {
      const ids: string[] = [];
      for (const set of sets) ids.push((await desk.stock(set)).id);
      const lineTotal = { minor: 10_001, currency: "GBP" };
      return { ids, entry: await open("1-1", { title: "LEGO bundle 75192 and 10305", lineTotal }) };
    };
    const pick = (entryId: string, ids: readonly string[], bundle = true) => ({
      ...{ entryId, units: ids.map((inventoryItemId) => ({ inventoryItemId, quantity: 1 })), bundle },
    });

    test("is proposed with all its units, taken together, sold together, and its money is shared", async () => {
      const { ids, entry } = await lot();
      expect(entry.canBeBundle).toBe(true);
      expect(entry.bundle?.text).toContain("75192");
      expect(entry.bundle?.units.map(({ inventoryItemId }) => inventoryItemId).toSorted()).toEqual(ids.toSorted());
      expect((await refusalOf(desk.owner.resolution.resolve(pick(entry.id, ids, false)))).code).toBe("invalid");
      await desk.owner.resolution.resolve(pick(entry.id, ids));
      expect(await lineOf(desk, "1-1")).toMatchObject({ state: "linked", quantityNeeded: 0 });
      const claims = await context.database.inWorkspace(desk.workspaceId, (tx) =>
        tx.selectFrom("claims").select("gross_minor").execute(),
      );
      expect(claims.map((claim) => Number(claim.gross_minor)).toSorted()).toEqual([5_000, 5_001]);
      desk.shop.change("1-1", { status: "shipped" });
      await desk.sync();
      for (const id of ids) expect((await desk.owner.inventory.get({ id })).status).toBe("sold");
      expect((await orderOf(desk, "1-1")).linkState).toBe("linked");
    });

    test("is undone as a whole", async () => {
      const { ids, entry } = await lot();
      await desk.owner.resolution.resolve(pick(entry.id, ids));
      await desk.owner.resolution.undo({ entryId: entry.id });
      for (const id of ids) expect(await claimed(id)).toBe(0);
      expect(await entryOf(desk, "1-1")).toMatchObject({ status: "pending", quantityNeeded: 1, canBeBundle: true });
    });

    test("one unit is no bundle, and nothing changes", async () => {
      const { ids, entry } = await lot();
      const refused = await refusalOf(desk.owner.resolution.resolve(pick(entry.id, ids.slice(0, 1))));
      expect(refused.code).toBe("invalid");
      expect((await entryOf(desk, "1-1")).status).toBe("pending");
    });
  });

  describe("unlink and undo", () => {
    test("case 131: unlinking frees the unit, reopens the line, keeps the history, and no machine links it again", async () => {
      const unit = await desk.stock({ sku: "S" });
      desk.shop.put({ externalId: "1-1", status: "shipped", lines: [{ sku: "S" }] });
      await desk.sync();
      const line = await lineOf(desk, "1-1");
      expect((await desk.owner.inventory.get({ id: unit.id })).status).toBe("sold");
      const { entryId } = await desk.owner.resolution.unlink({ lineId: line.id });
      await desk.runJobs();
      expect(await desk.owner.inventory.get({ id: unit.id })).toMatchObject({ status: "in_stock", quantityOnHand: 1 });
      expect(await lineOf(desk, "1-1")).toMatchObject({ state: "queued", entryId });
      await desk.owner.resolution.processHistorical({});
      await desk.runJobs();
      expect((await lineOf(desk, "1-1")).state).toBe("queued");
      const { history } = await orderOf(desk, "1-1");
      expect(history.map(({ text }) => text.split(":")[0]?.split(" ")[0])).toEqual(["Linked", "Unlinked"]);
    });

    test("undo of a resolve gives the unit back and the entry its reason", async () => {
      const unit = await desk.stock({});
      const entry = await open();
      await resolve(entry.id, unit.id);
      await desk.owner.resolution.undo({ entryId: entry.id });
      expect(await entryOf(desk, "1-1")).toMatchObject({ status: "pending", reason: "no_match", undoable: false });
      expect(await claimed(unit.id)).toBe(0);
      expect((await refusalOf(desk.owner.resolution.undo({ entryId: entry.id }))).code).toBe("conflict");
    });

    test("undo of skip and of no inventory bring the entry back", async () => {
      const entry = await open();
      for (const verb of ["skip", "noInventory"] as const) {
        await desk.owner.resolution[verb]({ entryId: entry.id });
        await desk.owner.resolution.undo({ entryId: entry.id });
        expect((await entryOf(desk, "1-1")).status).toBe("pending");
      }
    });

    test("undo of a sale that was dispatched meanwhile puts the unit back where it was", async () => {
      const unit = await desk.stock({
        status: "listed",
        listings: [{ platform: "ebay", listingId: "5", variationId: null }],
      });
      const entry = await open();
      await resolve(entry.id, unit.id);
      desk.shop.change("1-1", { status: "shipped" });
      await desk.sync();
      expect((await desk.owner.inventory.get({ id: unit.id })).status).toBe("sold");
      await desk.owner.resolution.undo({ entryId: entry.id });
      expect(await desk.owner.inventory.get({ id: unit.id })).toMatchObject({ status: "listed", quantityOnHand: 1 });
    });

    test("undo of an unlink takes the unit again, unless another order took it", async () => {
      const unit = await desk.stock({});
      const entry = await open("1-1");
      await resolve(entry.id, unit.id);
      const line = await lineOf(desk, "1-1");
      await desk.owner.resolution.unlink({ lineId: line.id });
      await desk.owner.resolution.undo({ entryId: entry.id });
      expect(await unitsOf(desk, "1-1")).toEqual([unit.id]);
      await desk.owner.resolution.unlink({ lineId: line.id });
      const other = await open("1-2");
      await resolve(other.id, unit.id);
      const refusal = await refusalOf(desk.owner.resolution.undo({ entryId: entry.id }));
      expect(refusal).toMatchObject({ code: "conflict", message: expect.stringContaining("1-2") });
    });

    test("every decision has a stub, and the chain of stubs is whole", async () => {
      const unit = await desk.stock({});
      const entry = await open();
      await resolve(entry.id, unit.id);
      await desk.owner.resolution.undo({ entryId: entry.id });
      await desk.owner.resolution.skip({ entryId: entry.id });
      const stubs = await context.database.inWorkspace(desk.workspaceId, (tx) =>
        tx.selectFrom("stubs").selectAll().orderBy("sequence").execute(),
      );
      expect(stubs.map(({ action }) => action)).toEqual(["queued", "linked", "undone", "skipped"]);
      expect(stubs[2]?.reverses_id).toBe(stubs[1]?.id);
      expect(stubs.map((stub) => stub.previous_hash)).toEqual(["", ...stubs.slice(0, -1).map((stub) => stub.hash)]);
    });
  });

  describe("roles", () => {
    test("a viewer reads the queue and decides nothing", async () => {
      const entry = await open();
      const viewer = desk.callerFor(desk.workspaceId, "viewer");
      expect((await viewer.resolution.list()).entries).toHaveLength(1);
      expect((await refusalOf(viewer.resolution.skip({ entryId: entry.id }))).code).toBe("forbidden");
    });
  });
});

import { ConnectorError } from "@counterfoil/connector-kit";
import { describeEachDatabase } from "@counterfoil/db/testing";
import { beforeEach, describe, expect, test } from "vitest";
import { entryOf, refusalOf } from "../../testing/desk-questions.ts";
import type { FakeShop } from "../../testing/fake-shop.ts";
import { offeredListing } from "../../testing/offered-listing.ts";
import { listingOf, nextMinute, openChannels, sayYes, syncListings } from "../../testing/stock-questions.ts";
import { openTestDesk, type TestDesk } from "../../testing/test-desk.ts";

const figuresOf = (shop: FakeShop) => shop.figures.map(({ externalId, quantity }) => [externalId, quantity]);

describeEachDatabase("telling platforms the stock", (context) => {
  let desk: TestDesk;
  beforeEach(async () => {
    desk = await openTestDesk(context.database);
  });
  const offer = (quantity = 1) => {
    desk.shop.listings = [offeredListing("ebay", "1", { sku: "S", quantity })];
    desk.otherShop.listings = [offeredListing("bricklink", "9", { sku: "S", quantity })];
  };
  const minutes = async (count: number) => {
    for (let second = 0; second < count * 60; second += 1) {
      desk.parts.now();
      if (second % 60 === 59) await nextMinute(desk);
    }
  };
  const sell = async (externalId = "order-1", change = {}) => {
    const [listing] = desk.shop.listings;
    if (listing) listing.quantity = Math.max(0, (listing.quantity ?? 0) - 1);
    desk.shop.put({ externalId, lines: [{ sku: "S" }], ...change });
    await desk.sync();
  };

  describe("a sale", () => {
    test("takes the last unit off the other platform, and nothing is sent where it was sold", async () => {
      await desk.stock({ sku: "S" });
      offer();
      await openChannels(desk);
      expect([desk.shop.figures, desk.otherShop.figures]).toEqual([[], []]);
      await sell();
      expect(figuresOf(desk.otherShop)).toEqual([["9", 0]]);
      expect(desk.shop.figures).toEqual([]);
      expect(await listingOf(desk, "9")).toMatchObject({ platformQuantity: 0, wanted: 0, task: { state: "settled" } });
    });

    test("that falls through is offered again everywhere, after the platform's orders were read", async () => {
      await desk.stock({ sku: "S" });
      offer();
      await openChannels(desk);
      await sell();
      desk.shop.change("order-1", { status: "cancelled" });
      await desk.sync();
      expect(figuresOf(desk.otherShop)).toEqual([
        ["9", 0],
        ["9", 1],
      ]);
      expect(figuresOf(desk.shop)).toEqual([["1", 1]]);
    });

    test("that is not paid yet holds its unit everywhere, and gives it back when it falls through", async () => {
      await desk.stock({ sku: "S" });
      offer();
      await openChannels(desk);
      const unpaid = { status: "pending", paymentStatus: "unpaid" } as const;
      await sell("order-1", unpaid);
      expect(figuresOf(desk.otherShop)).toEqual([["9", 0]]);
      expect(await listingOf(desk, "1")).toMatchObject({ platformQuantity: 0, wanted: 0 });
      desk.shop.change("order-1", { status: "cancelled" });
      await desk.sync();
      expect([figuresOf(desk.shop).at(-1), figuresOf(desk.otherShop).at(-1)]).toEqual([
        ["1", 1],
        ["9", 1],
      ]);
    });

    test("that waits for a person keeps a unit off the other platforms, and gives it back when it was not ours", async () => {
      await desk.stock({ sku: "S", condition: "used" });
      offer();
      await openChannels(desk);
      desk.shop.put({ externalId: "order-1", lines: [{ sku: "S", condition: "new" }] });
      await desk.sync();
      const [entry] = (await desk.owner.resolution.list({ limit: 10 })).entries;
      expect(entry).toMatchObject({ reason: "condition" });
      expect(figuresOf(desk.otherShop)).toEqual([["9", 0]]);
      await desk.owner.resolution.noInventory({ entryId: entry?.id ?? "" });
      await desk.runJobs();
      expect(figuresOf(desk.otherShop).at(-1)).toEqual(["9", 1]);
    });

    test("that was sent while it waited goes on keeping its unit; one that was sent before it was read keeps none", async () => {
      await desk.stock({ sku: "S", condition: "used", quantity: 3 });
      offer(3);
      await openChannels(desk);
      desk.shop.put({ externalId: "old", status: "shipped", lines: [{ sku: "S", condition: "new" }] });
      await sell("order-1", { lines: [{ sku: "S", condition: "new" }] });
      desk.shop.change("order-1", { status: "shipped" });
      await desk.sync();
      expect(await listingOf(desk, "9")).toMatchObject({ wanted: 2 });
      const entry = await entryOf(desk, "order-1");
      await desk.owner.resolution.noInventory({ entryId: entry.id });
      expect(await listingOf(desk, "9")).toMatchObject({ wanted: 3 });
    });

    test("of a unit that another sale took is flagged as it arrives, with the order that has it", async () => {
      await desk.stock({ sku: "S" });
      await sell();
      desk.otherShop.put({ externalId: "order-2", lines: [{ sku: "S" }] });
      await desk.sync(desk.otherConnectionId);
      const entry = await entryOf(desk, "order-2");
      expect(entry).toMatchObject({ reason: "oversold", takenBy: [{ platform: "ebay", platformOrderId: "order-1" }] });
      expect(entry.reasonText).toMatch(/Find another unit, or cancel this sale/);
    });

    test("is not told to a platform whose stock the seller lets only be read", async () => {
      await desk.stock({ sku: "S", quantity: 3 });
      offer(3);
      await openChannels(desk);
      const settings = JSON.stringify({ stockReadOnly: true });
      await desk.parts.db.inWorkspace(desk.workspaceId, (tx) =>
        tx.updateTable("connections").set({ settings }).where("id", "=", desk.otherConnectionId).execute(),
      );
      await sell();
      expect(desk.otherShop.figures).toEqual([]);
      expect((await listingOf(desk, "9")).task).toBeNull();
      const { channels } = await desk.owner.stock.settings();
      const writable = channels.filter((channel) => channel.writable).map(({ platform }) => platform);
      expect(writable).toEqual(["ebay"]);
    });

    test("that is paid later changes nothing more", async () => {
      await desk.stock({ sku: "S", quantity: 3 });
      offer(3);
      await openChannels(desk);
      await sell("order-1", { status: "pending", paymentStatus: "unpaid" });
      desk.shop.change("order-1", { status: "paid", paymentStatus: "paid" });
      await desk.sync();
      expect(figuresOf(desk.otherShop)).toEqual([["9", 2]]);
      expect(desk.shop.figures).toEqual([]);
    });

    test("lowers a lot by what was sold, and several changes lead to the newest figure alone", async () => {
      const lot = await desk.stock({ sku: "S", quantity: 5 });
      offer(5);
      await openChannels(desk);
      await desk.owner.inventory.update({ id: lot.id, quantity: 4 });
      await desk.owner.inventory.update({ id: lot.id, quantity: 2 });
      await desk.runJobs();
      expect(figuresOf(desk.otherShop)).toEqual([["9", 2]]);
    });

    test("and a unit counted in meanwhile lead to the figure that was there before: the platform is asked and told", async () => {
      const lot = await desk.stock({ sku: "S", quantity: 3 });
      offer(3);
      await openChannels(desk);
      const [there] = desk.otherShop.listings;
      if (there) there.quantity = 2;
      await desk.owner.inventory.update({ id: lot.id, quantity: 2 });
      await desk.owner.inventory.update({ id: lot.id, quantity: 3 });
      await minutes(5);
      expect(figuresOf(desk.otherShop)).toEqual([["9", 3]]);
      expect(await listingOf(desk, "9")).toMatchObject({ platformQuantity: 3, wanted: 3, task: { state: "settled" } });
    });

    test("that nobody here knows of yet holds a raise no longer than until orders were read late enough", async () => {
      const lot = await desk.stock({ sku: "S", quantity: 3 });
      offer(3);
      await openChannels(desk);
      const [there] = desk.otherShop.listings;
      if (there) there.quantity = 2;
      await desk.owner.inventory.update({ id: lot.id, quantity: 4 });
      await desk.runJobs();
      await desk.sync(desk.otherConnectionId);
      expect(desk.otherShop.figures).toEqual([]);
      for (let second = 0; second < 61; second += 1) desk.parts.now();
      await desk.sync(desk.otherConnectionId);
      expect(figuresOf(desk.otherShop)).toEqual([["9", 4]]);
    });

    test("never has a unit offered that the platform sold and nobody here knows of yet", async () => {
      const lot = await desk.stock({ sku: "S", quantity: 3 });
      offer(3);
      await openChannels(desk);
      desk.otherShop.listings[0] = offeredListing("bricklink", "9", { sku: "S", quantity: 2 });
      desk.otherShop.put({ externalId: "sold there", lines: [{ sku: "S" }] });
      await desk.owner.inventory.update({ id: lot.id, quantity: 4 });
      await desk.runJobs();
      expect(Math.max(0, ...desk.otherShop.figures.map(({ quantity }) => quantity))).toBeLessThanOrEqual(3);
      expect(await listingOf(desk, "9")).toMatchObject({ wanted: 3 });
    });
  });

  describe("the first figures of a connection", () => {
    test("wait for a yes with the exact difference, and a sale meanwhile changes it", async () => {
      await desk.stock({ sku: "S", quantity: 2 });
      offer(3);
      await syncListings(desk);
      const [first] = await desk.owner.stock.rehearsals();
      expect(first).toMatchObject({
        reason: "first_push",
        platform: "ebay",
        changes: [{ externalId: "1", from: 3, to: 2 }],
      });
      await sell();
      const [changed] = await desk.owner.stock.rehearsals();
      expect(changed).toMatchObject({ id: first?.id, version: 2, changes: [{ externalId: "1", from: 3, to: 1 }] });
      const stale = desk.owner.stock.answer({ id: first?.id ?? "", version: 1, answer: "yes" });
      expect(await refusalOf(stale)).toMatchObject({ code: "conflict" });
      expect(desk.shop.figures).toEqual([]);
      await sayYes(desk);
      expect(figuresOf(desk.shop)).toEqual([["1", 1]]);
      expect(await desk.owner.stock.rehearsals()).toEqual([]);
    });

    test("are asked about also where nothing differs, so that the first sale need not wait", async () => {
      await desk.stock({ sku: "S" });
      offer();
      await syncListings(desk);
      expect(await desk.owner.stock.rehearsals()).toMatchObject([{ reason: "first_push", changes: [] }]);
    });

    test("are not sent after a no, until the pause is ended", async () => {
      await desk.stock({ sku: "S", quantity: 2 });
      offer(3);
      await syncListings(desk);
      const [waiting] = await desk.owner.stock.rehearsals();
      await desk.owner.stock.answer({ id: waiting?.id ?? "", version: 1, answer: "no" });
      await desk.runJobs();
      await nextMinute(desk);
      expect(desk.shop.figures).toEqual([]);
      expect(await listingOf(desk, "1")).toMatchObject({ standing: "differs", task: { state: "declined" } });
      await desk.owner.stock.setChannel({ connectionId: desk.shopConnectionId, paused: false });
      await desk.runJobs();
      expect(await desk.owner.stock.rehearsals()).toMatchObject([{ changes: [{ from: 3, to: 2 }] }]);
    });
  });

  describe("many zeroes", () => {
    const offerMany = async (count: number) => {
      const numbers = Array.from({ length: count }, (_, index) => `${100 + index}`);
      const items = [];
      for (const number of numbers) items.push(await desk.stock({ sku: `S-${number}` }));
      desk.shop.listings = numbers.map((number) => offeredListing("ebay", number));
      await syncListings(desk);
      await sayYes(desk);
      return items;
    };

    test("that no sale explains wait for a yes; a no leaves the listings as they are", async () => {
      const items = await offerMany(11);
      for (const { id } of items) await desk.owner.inventory.update({ id, quantity: 0 });
      await desk.runJobs();
      const [held] = await desk.owner.stock.rehearsals();
      expect(held).toMatchObject({ reason: "zeroes", zeroes: 1 + 10 });
      expect(desk.shop.figures).toEqual([]);
      await desk.owner.stock.answer({ id: held?.id ?? "", version: held?.version ?? 0, answer: "no" });
      await desk.runJobs();
      await nextMinute(desk);
      expect(desk.shop.figures).toEqual([]);
      const { counts } = await desk.owner.listings.list({});
      expect(counts).toMatchObject({ held: 11, phantom: 11 });
    });

    test("are forgotten when the mistake is put right", async () => {
      const items = await offerMany(11);
      for (const { id } of items) await desk.owner.inventory.update({ id, quantity: 0 });
      await desk.runJobs();
      for (const { id } of items) await desk.owner.inventory.update({ id, quantity: 1 });
      await desk.runJobs();
      expect(await desk.owner.stock.rehearsals()).toEqual([]);
      expect(desk.shop.figures).toEqual([]);
      expect((await desk.owner.listings.list({})).counts).toMatchObject({ held: 0, waiting: 0, differs: 0 });
    });

    test("up to the limit go, and so do any number that sales explain", async () => {
      await offerMany(11);
      const lines = Array.from({ length: 11 }, (_, index) => ({ externalId: `${index}`, sku: `S-${100 + index}` }));
      desk.otherShop.put({ externalId: "all", lines });
      await desk.sync(desk.otherConnectionId);
      expect(desk.shop.figures.map(({ quantity }) => quantity)).toEqual(Array(11).fill(0));
    });
  });

  describe("a platform that fails", () => {
    beforeEach(async () => {
      await desk.stock({ sku: "S" });
      offer();
      await openChannels(desk);
    });

    test("after it took the figure: it is asked, and told nothing twice", async () => {
      desk.otherShop.failFigure = "lost-after";
      await sell();
      expect(await listingOf(desk, "9")).toMatchObject({
        task: { state: "pending", error: { code: "outcome_unknown" } },
      });
      for (let minute = 0; minute < 20; minute += 1) await nextMinute(desk);
      expect(figuresOf(desk.otherShop)).toEqual([["9", 0]]);
      expect(await listingOf(desk, "9")).toMatchObject({ task: { state: "settled", error: null } });
    });

    test("after it took the figure, and a unit is counted in meanwhile: it is asked and told again", async () => {
      const [lot] = (await desk.owner.inventory.list({})).items;
      desk.otherShop.failFigure = "lost-after";
      await sell();
      await desk.owner.inventory.update({ id: lot?.id ?? "", quantity: 2 });
      await minutes(5);
      expect(figuresOf(desk.otherShop)).toEqual([
        ["9", 0],
        ["9", 1],
      ]);
    });

    test("before it took the figure: it is asked, and told again", async () => {
      desk.otherShop.failFigure = "lost-before";
      await sell();
      for (let minute = 0; minute < 20; minute += 1) await nextMinute(desk);
      expect(figuresOf(desk.otherShop)).toEqual([["9", 0]]);
    });

    test("for a while: the figure waits with growing pauses and arrives", async () => {
      desk.otherShop.failReads = new ConnectorError({ code: "unavailable", message: "The shop is closed." });
      await sell();
      expect(await listingOf(desk, "9")).toMatchObject({
        task: { state: "pending", attempts: 1, error: { message: "The shop is closed." } },
      });
      desk.otherShop.failReads = null;
      for (let minute = 0; minute < 20; minute += 1) await nextMinute(desk);
      expect(figuresOf(desk.otherShop)).toEqual([["9", 0]]);
    });

    test("for good: the listing says so in words, and is tried again when a person asks", async () => {
      desk.otherShop.failFigure = "refused";
      await sell();
      const failed = await listingOf(desk, "9");
      expect(failed).toMatchObject({
        task: { state: "failed", error: { code: "rejected", message: "The listing is locked." } },
      });
      expect((await desk.owner.listings.list({ filter: "failed" })).listings).toHaveLength(1);
      await nextMinute(desk);
      expect(desk.otherShop.figures).toEqual([]);
      await desk.owner.listings.send({ listingIds: [failed.id] });
      await desk.runJobs();
      expect(figuresOf(desk.otherShop)).toEqual([["9", 0]]);
    });

    test("case 175: a listing that had ended already is settled and says so", async () => {
      desk.otherShop.listings = [];
      await sell();
      expect(desk.otherShop.figures).toEqual([]);
      const row = await context.database.inWorkspace(desk.workspaceId, (tx) =>
        tx
          .selectFrom("stock_tasks")
          .select(["state", "note"])
          .where("connection_id", "=", desk.otherConnectionId)
          .execute(),
      );
      expect(row).toEqual([{ state: "settled", note: "The listing had ended already." }]);
    });
  });

  test("case 177: the same sale read twice leads to one figure for each platform", async () => {
    await desk.stock({ sku: "S" });
    offer();
    await openChannels(desk);
    await sell();
    desk.shop.change("order-1", { sellerNote: "again" });
    await desk.sync();
    await nextMinute(desk);
    expect(figuresOf(desk.otherShop)).toEqual([["9", 0]]);
  });

  test("a process that is killed while it sends leaves a task that is taken again, and the platform is asked first", async () => {
    await desk.stock({ sku: "S" });
    offer();
    await openChannels(desk);
    const set = desk.otherShop.connector.stock?.set;
    const stock = desk.otherShop.connector.stock;
    if (!stock || !set) throw new Error("the shop takes no figures");
    stock.set = async (changes) => {
      await set(changes);
      stock.set = set;
      throw new Error("killed");
    };
    await expect(sell()).rejects.toThrow("killed");
    expect(await listingOf(desk, "9")).toMatchObject({ task: { state: "sending" } });
    for (let second = 0; second < 70; second += 1) desk.parts.now();
    await nextMinute(desk);
    expect(figuresOf(desk.otherShop)).toEqual([["9", 0]]);
    expect(await listingOf(desk, "9")).toMatchObject({ platformQuantity: 0, task: { state: "settled" } });
  });

  describe("the buffer", () => {
    test("of the workspace, or of one platform, is kept back", async () => {
      await desk.stock({ sku: "S", quantity: 5 });
      offer(5);
      await openChannels(desk);
      await desk.owner.stock.setSafetyBuffer({ safetyBuffer: 1 });
      await desk.owner.stock.setChannel({ connectionId: desk.otherConnectionId, safetyBuffer: 3 });
      await desk.runJobs();
      expect([figuresOf(desk.shop).at(-1), figuresOf(desk.otherShop).at(-1)]).toEqual([
        ["1", 4],
        ["9", 2],
      ]);
    });
  });

  test("a paused platform is told nothing, and everything when the pause ends", async () => {
    await desk.stock({ sku: "S" });
    offer();
    await openChannels(desk);
    await desk.owner.stock.setChannel({ connectionId: desk.otherConnectionId, paused: true });
    await sell();
    expect(desk.otherShop.figures).toEqual([]);
    await desk.owner.stock.setChannel({ connectionId: desk.otherConnectionId, paused: false });
    await desk.runJobs();
    expect(figuresOf(desk.otherShop)).toEqual([["9", 0]]);
  });

  test("goods in the platform's own warehouse are told nothing and stand apart", async () => {
    await desk.stock({ sku: "S", quantity: 2 });
    desk.shop.listings = [offeredListing("ebay", "1", { sku: "S", quantity: 7, fulfilledBy: "platform" })];
    await openChannels(desk);
    expect(desk.shop.figures).toEqual([]);
    expect(await listingOf(desk, "1")).toMatchObject({ standing: "excluded", wanted: null });
  });

  test("another workspace sees none of it", async () => {
    await desk.stock({ sku: "S" });
    offer(2);
    await syncListings(desk);
    const listing = await listingOf(desk, "1");
    const [waiting] = await desk.owner.stock.rehearsals();
    const other = desk.callerFor(await context.createWorkspace());
    expect((await other.listings.list({})).listings).toEqual([]);
    expect(await other.stock.rehearsals()).toEqual([]);
    expect(await refusalOf(other.listings.get({ id: listing.id }))).toMatchObject({ code: "not_found" });
    const answer = other.stock.answer({ id: waiting?.id ?? "", version: 1, answer: "yes" });
    expect(await refusalOf(answer)).toMatchObject({ code: "not_found" });
  });
});

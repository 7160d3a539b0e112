import { ConnectorError } from "@counterfoil/connector-kit";
import type { Listing } from "@counterfoil/core/model";
import { describeEachDatabase } from "@counterfoil/db/testing";
import { beforeEach, expect, test } from "vitest";
import { openTestDesk, type TestDesk } from "../../testing/test-desk.ts";

function listing(externalId: string, change: Partial<Listing> = {}): Listing {
  return {
    ...{ platform: "ebay", reference: { externalId, variationId: null, sku: `S-${externalId}`, platformData: {} } },
    ...{ title: `Listing ${externalId}`, status: "active", quantity: 1, price: { minor: 500, currency: "GBP" } },
    ...{ condition: null, identifiers: [], variation: [], location: null, url: null, imageUrl: null, raw: {} },
    ...change,
  };
}

describeEachDatabase("syncing listings", (context) => {
  let desk: TestDesk;
  beforeEach(async () => {
    desk = await openTestDesk(context.database);
  });
  const sync = async () => {
    await desk.owner.sync.run({ connectionId: desk.shopConnectionId, kind: "listings" });
    await desk.runJobs();
    return (await desk.owner.sync.runs({ limit: 1 }))[0];
  };
  const stored = async () =>
    await context.database.inWorkspace(desk.workspaceId, (tx) =>
      tx
        .selectFrom("listings")
        .select(["external_id", "status", "quantity", "price_minor", "title"])
        .orderBy("external_id")
        .execute(),
    );
  const statuses = async () => Object.fromEntries((await stored()).map((row) => [row.external_id, row.status]));

  test("stores what is offered, page by page, and what changed", async () => {
    desk.shop.pageSize = 2;
    desk.shop.listings = ["1", "2", "3"].map((id) => listing(id));
    expect(await sync()).toMatchObject({ kind: "listings", state: "done", seen: 3, created: 3, updated: 0 });
    desk.shop.listings[1] = listing("2", { quantity: 7, price: { minor: 450, currency: "GBP" } });
    expect(await sync()).toMatchObject({ state: "done", seen: 3, created: 0, updated: 1, unchanged: 2 });
    expect(await stored()).toMatchObject([
      { external_id: "1", quantity: 1, price_minor: 500 },
      { external_id: "2", quantity: 7, price_minor: 450 },
      { external_id: "3", quantity: 1, price_minor: 500 },
    ]);
  });

  test("a listing that comes twice in a page is stored once, and variations apart", async () => {
    const variation = (variationId: string) =>
      listing("1", { reference: { externalId: "1", variationId, sku: null, platformData: {} } });
    desk.shop.listings = [variation("red"), variation("red"), variation("blue")];
    await sync();
    expect(await stored()).toHaveLength(2);
  });

  test("a whole reading ends what it does not show", async () => {
    desk.shop.listings = ["1", "2"].map((id) => listing(id));
    await sync();
    desk.shop.listings = [listing("2")];
    await sync();
    expect(await statuses()).toEqual({ 1: "ended", 2: "active" });
    desk.shop.listings = [listing("1"), listing("2")];
    await sync();
    expect(await statuses()).toEqual({ 1: "active", 2: "active" });
  });

  test("a reading with an unreadable record ends nothing and says what it could not read", async () => {
    desk.shop.listings = ["1", "2"].map((id) => listing(id));
    await sync();
    desk.shop.listings = [listing("2")];
    desk.shop.problems = [{ externalId: "1", message: "The price is not a number." }];
    expect(await sync()).toMatchObject({ state: "done", failed: 1, errors: [{ externalId: "1" }] });
    expect(await statuses()).toEqual({ 1: "active", 2: "active" });
  });

  test("a reading that breaks off ends nothing; the next goes on and the whole one after it ends", async () => {
    desk.shop.pageSize = 1;
    desk.shop.listings = ["1", "2", "3"].map((id) => listing(id));
    await sync();
    desk.shop.listings = [listing("2"), listing("3", { quantity: 9 })];
    desk.shop.beforePage = (page) => {
      if (page === 2) throw new ConnectorError({ code: "unavailable", message: "The shop is closed." });
    };
    expect(await sync()).toMatchObject({ state: "failed", seen: 1, errors: [{ message: "The shop is closed." }] });
    desk.shop.beforePage = () => {};
    expect(await sync()).toMatchObject({ state: "done", seen: 1, updated: 1 });
    expect(await statuses()).toEqual({ 1: "active", 2: "active", 3: "active" });
    await sync();
    expect(await statuses()).toEqual({ 1: "ended", 2: "active", 3: "active" });
  });

  test("another shop's listings are not ended by it", async () => {
    desk.shop.listings = [listing("1")];
    await sync();
    desk.otherShop.listings = [];
    await desk.owner.sync.run({ connectionId: desk.otherConnectionId, kind: "listings" });
    await desk.runJobs();
    expect(await statuses()).toEqual({ 1: "active" });
  });
});

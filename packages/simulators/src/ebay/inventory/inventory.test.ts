import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { errorIds, type Loose, SEED, type StartedEbay, startEbay } from "../testing/started-ebay.ts";

let desk: StartedEbay;
const MORE = Array.from({ length: 29 }, (_, index) => ({
  model: "INVENTORY" as const,
  sku: `MORE-${index}`,
  title: `LEGO more ${index}`,
  price: "1.00",
  available: 1,
}));
beforeEach(async () => {
  desk = await startEbay({ ...SEED, listings: [...(SEED.listings ?? []), ...MORE] });
});
afterEach(async () => {
  await desk.stop();
  expect(desk.violations()).toEqual([]);
});

const BASE = "/sell/inventory/v1";
const json = { "content-type": "application/json" };
const update = (requests: unknown, wrong = false) =>
  desk.call("POST", `${BASE}/bulk_update_price_quantity`, { body: { requests }, wrong });
const stockOf = (itemId: string) => desk.ebay.world.listings.get(itemId)?.available;
const changes = () => desk.ebay.ledger.list({ kind: "stock-changed" }).map(({ data }) => data);

describe("inventory items", () => {
  it("page by page number, and never show classic listings", async () => {
    const first = await desk.call("GET", `${BASE}/inventory_item?limit=20`);
    const second = await desk.call("GET", `${BASE}/inventory_item?limit=20&offset=1`);
    expect([first.body.size, second.body.size, first.body.total]).toEqual([20, 10, 30]);
    expect(first.body.next).toContain("offset=1");
    expect(second.body).not.toHaveProperty("next");
    const skus = [...first.body.inventoryItems, ...second.body.inventoryItems].map(({ sku }: Loose) => sku);
    expect(new Set(skus).size).toBe(30);
    expect(skus).not.toContain("75192-1-N");
  });

  it("refuse wrong paging and unknown SKUs", async () => {
    expect(errorIds((await desk.call("GET", `${BASE}/inventory_item?limit=201`)).body)).toEqual([25706]);
    const unknown = await desk.call("GET", `${BASE}/inventory_item/NOPE`);
    expect([unknown.status, errorIds(unknown.body)]).toEqual([404, [25702]]);
  });

  it("are read in bulk, with 207 when one is missing", async () => {
    const read = (skus: string[]) =>
      desk.call("POST", `${BASE}/bulk_get_inventory_item`, {
        body: { requests: skus.map((sku) => ({ sku })) },
        headers: json,
      });
    expect((await read(["10294-1-N", "MORE-1"])).status).toBe(200);
    const mixed = await read(["10294-1-N", "NOPE"]);
    expect(mixed.status).toBe(207);
    expect(mixed.body.responses.map(({ statusCode }: Loose) => statusCode)).toEqual([200, 404]);
    expect(errorIds((await read(["MORE-1", "MORE-1"])).body)).toEqual([25734]);
    expect(errorIds((await read(Array.from({ length: 26 }, (_, index) => `S${index}`))).body)).toEqual([25727]);
  });

  it("are replaced as a whole, with Content-Language", async () => {
    const body = {
      availability: { shipToLocationAvailability: { quantity: 1 } },
      condition: "NEW",
      product: { title: "X" },
    };
    const put = (headers: Record<string, string>, wrong = false) =>
      desk.call("PUT", `${BASE}/inventory_item/10294-1-N`, { body, headers, wrong });
    expect((await put({}, true)).status).toBe(400);
    expect((await put({ "content-language": "en-GB" })).status).toBe(204);
    expect(stockOf("110035400939")).toBe(1);
  });
});

describe("offers", () => {
  it("are found by SKU and say which listing they feed", async () => {
    const { body } = await desk.call("GET", `${BASE}/offer?sku=10294-1-N`);
    expect(body.offers).toMatchObject([
      {
        offerId: "36445435465",
        status: "PUBLISHED",
        availableQuantity: 2,
        pricingSummary: { price: { value: "559.99", currency: "GBP" } },
        listing: { listingId: "110035400939", listingStatus: "ACTIVE", soldQuantity: 0 },
      },
    ]);
  });

  it("are 404 for a SKU without one, and need a SKU", async () => {
    const none = await desk.call("GET", `${BASE}/offer?sku=75192-1-N`);
    expect([none.status, errorIds(none.body)]).toEqual([404, [25713]]);
    expect(errorIds((await desk.call("GET", `${BASE}/offer`)).body)).toEqual([25709]);
  });
});

describe("bulkUpdatePriceQuantity", () => {
  it("sets item and offer, and the listing follows", async () => {
    const { status, body } = await update([
      {
        sku: "10294-1-N",
        shipToLocationAvailability: { quantity: 5 },
        offers: [{ offerId: "36445435465", availableQuantity: 5, price: { value: "549.99", currency: "GBP" } }],
      },
    ]);
    expect(status).toBe(200);
    expect(body.responses).toEqual([
      { statusCode: 200, sku: "10294-1-N", offerId: "36445435465", errors: [], warnings: [] },
    ]);
    expect(stockOf("110035400939")).toBe(5);
    expect(changes()).toEqual([{ itemId: "110035400939", sku: "10294-1-N", from: 2, to: 5, via: "inventory" }]);
    const { reply } = await desk.trading("GetItem", "<ItemID>110035400939</ItemID>");
    expect(reply).toMatchObject({ Item: { Quantity: "5", StartPrice: "549.99" } });
  });

  it("limits the listing by the smaller of the two figures", async () => {
    await update([{ sku: "10294-1-N", shipToLocationAvailability: { quantity: 9 } }]);
    expect(stockOf("110035400939")).toBe(2);
    await update([{ sku: "10294-1-N", shipToLocationAvailability: { quantity: 1 } }]);
    expect(stockOf("110035400939")).toBe(1);
  });

  it("judges each element by itself and answers 207", async () => {
    const { status, body } = await update([
      { sku: "MORE-1", shipToLocationAvailability: { quantity: 0 } },
      { sku: "NOPE", shipToLocationAvailability: { quantity: 1 } },
      { sku: "MORE-2", shipToLocationAvailability: { quantity: -1 } },
      { sku: "MORE-3", offers: [{ offerId: "wrong", availableQuantity: 1 }] },
      { sku: "10294-1-N", offers: [{ offerId: "36445435465", price: { value: "1.00", currency: "USD" } }] },
    ]);
    expect(status).toBe(207);
    expect(body.responses.map((part: Loose) => [part.statusCode, part.errors[0]?.errorId])).toEqual([
      [200, undefined],
      [404, 25702],
      [400, 25709],
      [404, 25713],
      [400, 25709],
    ]);
    expect(changes()).toHaveLength(1);
  });

  it("refuses more than 25 elements", async () => {
    const requests = Array.from({ length: 26 }, () => ({ sku: "MORE-1" }));
    expect((await update(requests)).status).toBe(400);
  });

  it("allows 250 revisions of a listing a day", async () => {
    desk.ebay.quotas.adjust("listing.revisions", { count: 250, key: "110035400939" });
    const request = [{ sku: "10294-1-N", offers: [{ offerId: "36445435465", availableQuantity: 1 }] }];
    expect((await update(request)).body.responses[0].errors[0].errorId).toBe(25002);
    desk.ebay.clock.advance(24 * 3600 * 1000);
    desk.ebay.acts.expireAccessTokens({});
    const { accessToken: token } = desk.ebay.acts.issueTokens({});
    const next = await desk.call("POST", `${BASE}/bulk_update_price_quantity`, { body: { requests: request }, token });
    expect(next.status).toBe(200);
  });
});

import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Loose, SELLER, type StartedAmazon, startAmazon, UK } from "../testing/started-amazon.ts";

const BASE = `/listings/2021-08-01/items/${SELLER}`;
const EVERYTHING = "summaries,attributes,issues,offers,fulfillmentAvailability,relationships,productTypes";
const SKU = "75192-1-N";
let desk: StartedAmazon;
beforeEach(async () => {
  desk = await startAmazon();
});
afterEach(async () => {
  expect(desk.violations()).toEqual([]);
  await desk.stop();
});

const query = (more: Record<string, string> = {}) => new URLSearchParams({ marketplaceIds: UK, ...more });
const read = async (sku = SKU) =>
  (await desk.call("GET", `${BASE}/${encodeURIComponent(sku)}?${query({ includedData: EVERYTHING })}`)).body;
const patch = (patches: Loose[], options: { sku?: string; query?: Record<string, string> } = {}) =>
  desk.call("PATCH", `${BASE}/${encodeURIComponent(options.sku ?? SKU)}?${query(options.query)}`, {
    body: { productType: "PRODUCT", patches },
  });
const quantity = (value: Loose, op = "merge") => ({
  op,
  path: "/attributes/fulfillment_availability",
  value: [{ fulfillment_channel_code: "DEFAULT", quantity: value }],
});

describe("reading listings", () => {
  it("gives one with offers, stock and status; a SKU may have a slash", async () => {
    expect(await read()).toMatchObject({
      sku: SKU,
      summaries: [
        { marketplaceId: UK, asin: "B075SDMMMV", status: ["BUYABLE", "DISCOVERABLE"], conditionType: "new_new" },
      ],
      offers: [{ marketplaceId: UK, price: { amount: "649.99", currencyCode: "GBP" } }],
      fulfillmentAvailability: [{ fulfillmentChannelCode: "DEFAULT", quantity: 3 }],
    });
    expect((await read("A/B 1")).sku).toBe("A/B 1");
    expect((await read("ZERO")).summaries[0].status).toEqual(["DISCOVERABLE"]);
    const fba = await read("FBA-10294");
    expect(fba.fulfillmentAvailability).toEqual([{ fulfillmentChannelCode: "AMAZON_EU" }]);
    expect(fba.summaries[0].fnSku).toMatch(/^X00/);
    expect((await desk.call("GET", `${BASE}/NOPE?${query()}`)).status).toBe(404);
    expect((await desk.call("GET", `${BASE}/${SKU}`, { wrong: true })).status).toBe(400);
    expect((await desk.call("GET", `/listings/2021-08-01/items/A0THER/${SKU}?${query()}`)).status).toBe(403);
  });

  it("searches, sorted and page by page", async () => {
    const all: string[] = [];
    let pageToken: string | undefined;
    do {
      const more = { sortBy: "sku", sortOrder: "ASC", pageSize: "3", ...(pageToken && { pageToken }) };
      const { body } = await desk.call("GET", `${BASE}?${query(more)}`);
      expect(body.numberOfResults).toBe(4);
      all.push(...body.items.map((item: Loose) => item.sku));
      pageToken = body.pagination?.nextToken;
    } while (pageToken !== undefined);
    expect(all).toEqual([SKU, "A/B 1", "FBA-10294", "ZERO"]);
    const found = async (more: Record<string, string>) =>
      (await desk.call("GET", `${BASE}?${query(more)}`)).body.items.map((item: Loose) => item.sku);
    expect(await found({ identifiersType: "SKU", identifiers: `ZERO,${SKU}` })).toHaveLength(2);
    expect(await found({ identifiersType: "ASIN", identifiers: "B075SDMMMV" })).toEqual([SKU]);
    expect(await found({ withoutStatus: "BUYABLE" })).toEqual(["ZERO"]);
    desk.clock.advance(1_000);
    desk.amazon.acts.editListing({ sku: "ZERO", quantity: 1 });
    desk.clock.advance(1_000);
    expect(await found({ lastUpdatedAfter: "2026-03-01T12:00:01Z" })).toEqual(["ZERO"]);
    expect((await desk.call("GET", `${BASE}?${query({ pageSize: "21" })}`)).status).toBe(400);
  });
});

describe("changing listings", () => {
  it("accepts now and applies later; what was submitted shows at once", async () => {
    const { status, body } = await patch([quantity(10)]);
    expect([status, body.status, body.issues]).toEqual([200, "ACCEPTED", []]);
    const waiting = await read();
    expect(waiting.fulfillmentAvailability[0].quantity).toBe(3);
    expect(waiting.attributes.fulfillment_availability[0].quantity).toBe(10);
    desk.clock.advance(60_000);
    expect((await read()).fulfillmentAvailability).toEqual([{ fulfillmentChannelCode: "DEFAULT", quantity: 10 }]);
    expect(desk.amazon.ledger.list({ kind: "stock-changed" }).map(({ data }) => data)).toEqual([
      { sellerId: SELLER, sku: SKU, from: 3, to: 10, via: "patch" },
    ]);
  });

  it("merges beside the handling time, and replaces it away", async () => {
    await patch([quantity(5)]);
    expect((await read()).attributes.fulfillment_availability[0].lead_time_to_ship_max_days).toBe(2);
    await patch([quantity(6, "replace")]);
    expect((await read()).attributes.fulfillment_availability).toEqual([
      { fulfillment_channel_code: "DEFAULT", quantity: 6 },
    ]);
  });

  it("changes prices", async () => {
    const value = [{ marketplace_id: UK, currency: "GBP", our_price: [{ schedule: [{ value_with_tax: 599.5 }] }] }];
    await patch([{ op: "replace", path: "/attributes/purchasable_offer", value }]);
    desk.clock.advance(60_000);
    expect((await read()).offers[0].price.amount).toBe("599.50");
    expect(desk.amazon.ledger.count("price-changed")).toBe(1);
    expect(desk.amazon.ledger.count("stock-changed")).toBe(0);
  });

  it("answers 200 with an ERROR when something is wrong, and nothing changes", async () => {
    const issueOf = async (patches: Loose[], options = {}) => {
      const { status, body } = await patch(patches, options);
      desk.clock.advance(1_000);
      return [status, body.status, body.issues[0].severity];
    };
    const invalid = [200, "INVALID", "ERROR"];
    const value = [{ quantity: 10 }];
    expect(
      await issueOf([
        { op: "merge", path: "/attributes/fulfillment_availability", value: [] },
        { op: "replace", path: "/attributes/fulfillment_availability", value },
      ]),
    ).toEqual(invalid);
    expect(await issueOf([quantity(-1)])).toEqual(invalid);
    expect(await issueOf([{ op: "replace", path: "/attributes/fulfillment_availability/0/quantity" }])).toEqual(
      invalid,
    );
    expect(await issueOf([quantity(1)], { sku: "NOPE" })).toEqual(invalid);
    desk.clock.advance(60_000);
    expect((await read()).fulfillmentAvailability[0].quantity).toBe(3);
    const body = { productType: "PRODUCT", patches: [] };
    expect((await desk.call("PATCH", `${BASE}/${SKU}?${query()}`, { body, wrong: true })).status).toBe(400);
  });

  it("may accept with an ERROR and do nothing, when dialled so", async () => {
    desk.amazon.acts.dialSubmissionIssue({});
    const { body } = await patch([quantity(9)]);
    expect([body.status, body.issues[0].severity]).toEqual(["ACCEPTED", "ERROR"]);
    desk.clock.advance(60_000);
    expect((await read()).fulfillmentAvailability[0].quantity).toBe(3);
  });

  it("tries out without doing", async () => {
    const preview = { query: { mode: "VALIDATION_PREVIEW", includedData: "identifiers,issues" } };
    const { body } = await patch([quantity(9)], preview);
    expect(body).toMatchObject({ status: "VALID", identifiers: [{ marketplaceId: UK, asin: "B075SDMMMV" }] });
    expect((await patch([quantity(-9)], preview)).body.status).toBe("INVALID");
    desk.clock.advance(60_000);
    expect((await read()).fulfillmentAvailability[0].quantity).toBe(3);
  });

  it("leaves two rows when own stock is pushed to a warehouse listing", async () => {
    await patch([quantity(2)], { sku: "FBA-10294" });
    desk.clock.advance(60_000);
    expect((await read("FBA-10294")).fulfillmentAvailability).toEqual([
      { fulfillmentChannelCode: "AMAZON_EU" },
      { fulfillmentChannelCode: "DEFAULT", quantity: 2 },
    ]);
  });

  it("puts new listings up and takes listings down", async () => {
    const attributes = {
      item_name: [{ value: "LEGO 10300", marketplace_id: UK }],
      purchasable_offer: [
        { marketplace_id: UK, currency: "GBP", our_price: [{ schedule: [{ value_with_tax: 169.99 }] }] },
      ],
      fulfillment_availability: [{ fulfillment_channel_code: "DEFAULT", quantity: 2 }],
    };
    const body = { productType: "TOY_BUILDING_BLOCK", requirements: "LISTING_OFFER_ONLY", attributes };
    expect((await desk.call("PUT", `${BASE}/NEW?${query()}`, { body })).body.status).toBe("ACCEPTED");
    desk.clock.advance(60_000);
    expect((await read("NEW")).summaries[0]).toMatchObject({
      itemName: "LEGO 10300",
      status: ["BUYABLE", "DISCOVERABLE"],
    });
    expect((await desk.call("DELETE", `${BASE}/NEW?${query()}`)).body.status).toBe("ACCEPTED");
    expect((await desk.call("GET", `${BASE}/NEW?${query()}`)).status).toBe(404);
  });
});

describe("stock with Amazon", () => {
  it("is summed up apart from the seller's own, by tokens that die after 30 seconds", async () => {
    const path = (more: Record<string, string> = {}) =>
      `/fba/inventory/v1/summaries?${query({ granularityType: "Marketplace", granularityId: UK, details: "true", ...more })}`;
    const { body } = await desk.call("GET", path());
    expect(body.payload.inventorySummaries).toHaveLength(1);
    expect(body.payload.inventorySummaries[0]).toMatchObject({
      sellerSku: "FBA-10294",
      totalQuantity: 7,
      inventoryDetails: { fulfillableQuantity: 4, inboundShippedQuantity: 2 },
    });
    expect((await desk.call("GET", path({ sellerSkus: SKU }))).body.payload.inventorySummaries).toEqual([]);
    desk.clock.advance(5_000);
    expect((await desk.call("GET", path({ startDateTime: "2024-01-01T00:00:00Z" }))).status).toBe(400);
    expect((await desk.call("GET", path({ granularityId: "X" }))).status).toBe(400);
  });
});

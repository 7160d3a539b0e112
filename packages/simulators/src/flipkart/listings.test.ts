import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { AWAY, HOME, type Loose, type StartedFlipkart, startFlipkart } from "./testing/started-flipkart.ts";

let desk: StartedFlipkart;
beforeEach(async () => {
  desk = await startFlipkart();
});
afterEach(() => desk.stop());

const productOf = (sku: string) => desk.flipkart.world.listings.get(sku)?.productId ?? "TOYNOTHINGATALL";
const stock = (sku: string, units: number, locationId = HOME) => ({
  [sku]: { product_id: productOf(sku), locations: [{ id: locationId, inventory: units }] },
});
const update = (changes: object) => desk.call("POST", "/listings/v3/update/inventory", changes);
const reprice = (changes: object) => desk.call("POST", "/listings/v3/update/price", changes);

describe("listings", () => {
  it("are enumerated page by page", async () => {
    desk.flipkart.acts.setBehaviour({ listingsPageSize: 2 });
    const pages: Loose[] = [];
    do {
      const body = { filters: { listing_status: "ACTIVE" }, page_id: pages.at(-1)?.next_page_id ?? null };
      pages.push((await desk.call("POST", "/listings/v3/search", body)).body);
    } while (pages.at(-1).has_more);
    expect(pages.map((page) => page.listings.map((each: Loose) => each.sku_id))).toEqual([
      ["75192-N", "10294-N"],
      ["FBF-1"],
    ]);
  });

  it("are read by SKU; unknown and malformed ones are told apart", async () => {
    const { body } = await desk.call("GET", `/listings/v3/75192-N,NOPE,${"x".repeat(65)}`);
    expect(body).toMatchObject({
      available: {
        "75192-N": {
          product_id: productOf("75192-N"),
          price: { mrp: 76_999, selling_price: 69_999, currency: "INR" },
          listing_status: "ACTIVE",
          fulfillment_profile: "NON_FBF",
          locations: [
            { id: HOME, status: "ENABLED", inventory: 5, pending_inventory: 1 },
            { id: AWAY, inventory: 2 },
          ],
        },
      },
      unavailable: ["NOPE"],
      invalid: ["x".repeat(65)],
    });
  });
});

describe("stock", () => {
  it("is set per location, and told only where it changed", async () => {
    expect((await update(stock("75192-N", 9))).body).toEqual({ "75192-N": { status: "SUCCESS" } });
    await update(stock("75192-N", 9));
    expect(desk.flipkart.ledger.list({ kind: "stock-changed" })).toMatchObject([
      { data: { sku: "75192-N", locationId: HOME, from: 5, to: 9 } },
    ]);
    expect(desk.flipkart.world.listings.get("75192-N")?.locations.map(({ inventory }) => inventory)).toEqual([9, 2]);
  });

  it("fails for one SKU and works for the next", async () => {
    const { body } = await update({
      ...stock("NOPE", 1),
      ...stock("FBF-1", 1),
      ...stock("10294-N", 1, "LOCnowhere"),
      ...stock("OFF-1", -1),
      ...stock("75192-N", 1),
    });
    expect(Object.fromEntries(Object.entries(body).map(([sku, each]: Loose) => [sku, each.status]))).toEqual({
      NOPE: "FAILURE",
      "FBF-1": "FAILURE",
      "10294-N": "FAILURE",
      "OFF-1": "FAILURE",
      "75192-N": "SUCCESS",
    });
    expect(body["10294-N"].attribute_errors[0].description).toContain("Invalid location provided");
    const wrong = { "75192-N": { product_id: "TOYOTHERPRODUCT", locations: [{ id: HOME, inventory: 1 }] } };
    expect((await update(wrong)).body["75192-N"].status).toBe("FAILURE");
  });

  it("takes ten SKUs a call, never re-enables a location, and may want its status", async () => {
    const eleven = Object.assign({}, ...Array.from({ length: 11 }, (_, index) => stock(`S${index}`, 1)));
    expect((await update(eleven)).status).toBe(400);
    desk.flipkart.acts.editListing({ sku: "75192-N", locationStatus: "DISABLED" });
    await update(stock("75192-N", 3));
    expect(desk.flipkart.world.listings.get("75192-N")?.locations[0]).toMatchObject({
      status: "DISABLED",
      inventory: 3,
    });
    desk.flipkart.acts.setBehaviour({ needsLocationStatus: true });
    expect((await update(stock("75192-N", 4))).body["75192-N"].status).toBe("FAILURE");
  });

  it("falls with a sale, is held until the parcel left, and comes back with a cancellation", async () => {
    const { orderItemIds } = desk.flipkart.acts.placeOrder({ lines: [{ sku: "10294-N", quantity: 2 }] });
    const at = () => desk.flipkart.world.listings.get("10294-N")?.locations[0];
    expect(at()).toMatchObject({ inventory: 1, pendingInventory: 3 });
    desk.flipkart.acts.cancelItem({ orderItemId: orderItemIds[0] ?? "" });
    expect(at()).toMatchObject({ inventory: 3, pendingInventory: 1 });
    expect(() => desk.flipkart.acts.placeOrder({ lines: [{ sku: "10294-N", quantity: 4 }] })).toThrow(/Only 3 left/);
  });
});

it("prices are whole rupees, and never above the MRP", async () => {
  const price = (mrp: number, selling: number) => ({
    "75192-N": { product_id: productOf("75192-N"), price: { mrp, selling_price: selling, currency: "INR" } },
  });
  expect((await reprice(price(80_000, 70_000))).body).toEqual({ "75192-N": { status: "SUCCESS" } });
  expect((await reprice(price(80_000, 70_000.5))).body["75192-N"].status).toBe("FAILURE");
  expect((await reprice(price(70_000, 80_000))).body["75192-N"].status).toBe("FAILURE");
  expect(desk.flipkart.ledger.count("price-changed")).toBe(1);
});

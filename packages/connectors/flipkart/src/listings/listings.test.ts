import { listingSchema as commonListing, type Listing } from "@counterfoil/core/model";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { listingSchema } from "../flipkart-schemas.ts";
import { answeringFetch } from "../testing/answering-fetch.ts";
import { location } from "../testing/flipkart-seed.ts";
import { startStandIn } from "../testing/flipkart-stand-in.ts";
import { channelOf } from "./fulfillment-channel.ts";
import { mapListing } from "./map-listing.ts";

const { flipkart, driver, connect, settings, stop } = await startStandIn();
afterAll(stop);
beforeEach(() => driver.reset());

async function readAll(shop = connect()) {
  const listings: Listing[] = [];
  const problems: string[] = [];
  for await (const page of shop.listings.all(null)) {
    listings.push(...page.items);
    problems.push(...page.problems.map(({ message }) => message));
  }
  return { listings, problems, of: (sku: string) => listings.find(({ reference }) => reference.sku === sku) };
}
const rupees = (sellingPrice: number) => ({ minor: sellingPrice * 100, currency: "INR" });

describe("listings", () => {
  test("of every status come with product id, price in paise and stock", async () => {
    const { listings, problems, of } = await readAll();
    expect(problems).toEqual([]);
    expect(listings).toHaveLength(5);
    for (const listing of listings) expect(commonListing.parse(listing)).toEqual(listing);
    expect(of("75192-N")).toMatchObject({
      title: "LEGO 75192 Millennium Falcon",
      status: "active",
      quantity: 6,
      price: { minor: 6_999_900, currency: "INR" },
      reference: { platformData: { productId: expect.stringMatching(/^[A-Z0-9]{13,16}$/) } },
    });
    expect(of("OFF-1")?.status).toBe("ended");
    expect(of("FBF-1")?.reference.platformData).toMatchObject({ fulfillmentProfile: "FBF" });
    expect([of("FBF-1")?.fulfilledBy, of("75192-N")?.fulfilledBy]).toEqual(["platform", "seller"]);
    expect(of('ODD "1"/2')).toMatchObject({ quantity: 4 });
  });

  test("without a unit are out of stock, archived ones have ended, a location switched off offers nothing", async () => {
    flipkart.acts.editListing({ sku: "75192-N", inventory: 0 });
    flipkart.acts.editListing({ sku: "10294-N", archived: true });
    flipkart.acts.editListing({ sku: 'ODD "1"/2', locationStatus: "DISABLED" });
    const { of } = await readAll();
    expect(of("75192-N")).toMatchObject({ status: "out_of_stock", quantity: 0 });
    expect(of("10294-N")?.status).toBe("ended");
    expect(of('ODD "1"/2')).toMatchObject({ status: "out_of_stock", quantity: 0 });
  });

  test("on several pages of Flipkart's are all delivered, ten SKUs a call", async () => {
    flipkart.acts.setBehaviour({ listingsPageSize: 2 });
    const { fetch, sent } = answeringFetch();
    expect((await readAll(connect({ fetch }))).listings).toHaveLength(5);
    const asked = sent
      .filter(({ method }) => method === "GET")
      .map(({ path }) => path.split("/v3/")[1]?.split(",").length);
    expect(asked.every((count) => (count ?? 0) <= 10)).toBe(true);
  });

  test("whose SKU has a comma cannot be asked for, and are reported", async () => {
    const { fetch } = answeringFetch(({ path, body }) =>
      path.endsWith("/listings/v3/search") && body.filters.listing_status === "ACTIVE"
        ? { listings: [{ listing_id: "LST1", product_id: "P1", sku_id: "red, small" }], has_more: false }
        : undefined,
    );
    const { problems } = await readAll(connect({ fetch }));
    expect(problems).toEqual([
      "Flipkart cannot be asked for the SKU red, small: it has a comma, which separates SKUs.",
    ]);
  });

  test("that cannot be read are reported, and hide no other", async () => {
    const { fetch } = answeringFetch();
    const spoil = async (...input: Parameters<typeof fetch>) => {
      const answer = await fetch(...input);
      const text = (await answer.text()).replace(
        /"product_id":"[^"]*","product_title":"LEGO 10294/,
        '"product_title":"LEGO 10294',
      );
      return new Response(text, { status: answer.status, headers: { "content-type": "application/json" } });
    };
    const { listings, problems } = await readAll(connect({ fetch: spoil as typeof fetch }));
    expect(listings).toHaveLength(4);
    expect(problems[0]).toContain("product_id");
  });
});

describe("a listing's fields", () => {
  const wire = (change: object) => listingSchema.parse({ listing_id: "LST1", product_id: "P1", ...change });
  const map = (change: object) => mapListing("S", wire(change), { locationId: undefined, raw: null });

  test("the older name of the price; a price that is not in rupees is not known", () => {
    expect(map({ price: { flipkart_selling_price: 10, currency: "INR" } }).price).toEqual(rupees(10));
    expect(map({ price: { selling_price: 10, currency: "USD" } }).price).toBeNull();
    expect(map({}).price).toBeNull();
  });

  test("a status never seen before is unknown", () => {
    expect(map({ listing_status: "SLEEPING" }).status).toBe("unknown");
  });

  test("stock is of the chosen location, or of all", () => {
    const locations = [
      { id: "LOC1", status: "ENABLED", inventory: 3, pending_inventory: 1 },
      { id: "LOC2", status: "ENABLED", inventory: 4 },
      { id: "LOC3", status: "DISABLED", inventory: 9 },
    ];
    expect(map({ locations }).quantity).toBe(7);
    expect(mapListing("S", wire({ locations }), { locationId: "LOC1", raw: null }).quantity).toBe(3);
  });

  test.each([
    ["NON_FBF", "seller"],
    ["Seller_Fulfilment", "seller"],
    ["FBF", "flipkart"],
    ["FBF_LITE", "flipkart"],
    ["Smart_Fulfilment", "flipkart"],
    ["FBF_AND_NON_FBF", "both"],
    [null, "seller"],
  ])("the profile %s is %s", (profile, channel) => {
    expect(channelOf(profile)).toBe(channel);
  });
});

describe("prices", () => {
  const change = (
    sku: string,
    sellingPrice: { minor: number; currency: string },
    mrp?: { minor: number; currency: string },
  ) => ({
    listing: { externalId: sku, variationId: null, sku, platformData: {} },
    sellingPrice,
    ...(mrp && { mrp }),
    idempotencyKey: sku,
  });

  test("are set in whole rupees, with one outcome each", async () => {
    const outcomes = await connect().prices.set([
      change("75192-N", rupees(65_000)),
      change("10294-N", { minor: 5_999_950, currency: "INR" }),
      change("75192-N", { minor: 100, currency: "USD" }),
      change("10294-N", rupees(999_999)),
      change("NOBODY", rupees(1)),
    ]);
    expect(outcomes.map((outcome) => (outcome.status === "failed" ? outcome.error.code : "done"))).toEqual([
      "done",
      "invalid_request",
      "invalid_request",
      "invalid_request",
      "not_found",
    ]);
    const changed = flipkart.ledger
      .list({ kind: "price-changed" })
      .map(({ data }) => [data["sku"], data["sellingPrice"]]);
    expect(changed).toEqual([["75192-N", 65_000]]);
  });

  test("more than ten go in tens", async () => {
    const { fetch, to } = answeringFetch(({ path }) =>
      path.includes("/listings/v3/") && !path.includes("update")
        ? {
            available: Object.fromEntries(
              (path.split("/v3/")[1] ?? "")
                .split(",")
                .map((sku) => [sku, { listing_id: sku, product_id: `P${sku}`, price: { mrp: 100 } }]),
            ),
          }
        : path.endsWith("/update/price")
          ? {}
          : undefined,
    );
    const changes = Array.from({ length: 12 }, (_, index) => change(`S${index}`, rupees(5)));
    const outcomes = await connect({ fetch }).prices.set(changes);
    expect(to("/update/price").map(({ body }) => Object.keys(body).length)).toEqual([10, 2]);
    // No word on a SKU is no success.
    expect(outcomes.every((outcome) => outcome.status === "failed" && outcome.error.code === "outcome_unknown")).toBe(
      true,
    );
  });
});

test("with one location chosen, that of another is not counted as its own", async () => {
  const { credentials } = settings();
  const elsewhere = connect({ credentials: { ...credentials, locationId: "LOC999999999999" } });
  expect((await readAll(elsewhere)).of("75192-N")?.quantity).toBe(0);
  expect(
    (await readAll(connect({ credentials: { ...credentials, locationId: location } }))).of("75192-N")?.quantity,
  ).toBe(6);
});

import type { ListingReference } from "@counterfoil/core/model";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { type Answer, answeringFetch } from "../testing/answering-fetch.ts";
import { startStandIn } from "../testing/flipkart-stand-in.ts";

const { flipkart, driver, connect, settings, stop } = await startStandIn();
afterAll(stop);
beforeEach(() => driver.reset());

function listing(sku: string): ListingReference {
  const row = flipkart.world.listings.get(sku);
  return { externalId: row?.listingId ?? `LST-${sku}`, variationId: null, sku, platformData: {} };
}
const change = (sku: string, quantity: number) => ({ listing: listing(sku), quantity, idempotencyKey: sku });
const codes = async (changes: ReturnType<typeof change>[], shop = connect()) =>
  (await shop.stock.set(changes)).map((outcome) => (outcome.status === "failed" ? outcome.error.code : "done"));
const changed = () =>
  flipkart.ledger.list({ kind: "stock-changed" }).map(({ data }) => [data["sku"], data["from"], data["to"]]);

test("an absolute quantity goes to one location, with the product's id and without the location's status", async () => {
  const { fetch, to } = answeringFetch();
  expect(await codes([change("75192-N", 2)], connect({ fetch }))).toEqual(["done"]);
  const row = flipkart.world.listings.get("75192-N");
  expect(to("/listings/v3/update/inventory").map(({ body }) => body)).toEqual([
    { "75192-N": { product_id: row?.productId, locations: [{ id: "LOC000000000001", inventory: 2 }] } },
  ]);
  expect(changed()).toEqual([["75192-N", 6, 2]]);
});

test("Flipkart's own stock, unknown listings and halves are refused one by one", async () => {
  expect(
    await codes([
      change("FBF-1", 1),
      change("NOBODY", 1),
      change("10294-N", 1.5),
      change("10294-N", -1),
      change("75192-N", 1),
    ]),
  ).toEqual(["unsupported", "not_found", "invalid_request", "invalid_request", "done"]);
  expect(changed()).toEqual([["75192-N", 6, 1]]);
});

test("more than ten SKUs go in tens", async () => {
  const { fetch, to } = answeringFetch(catalogue(23));
  const changes = Array.from({ length: 23 }, (_, index) => ({
    listing: { externalId: `LST${index}`, variationId: null, sku: `S${index}`, platformData: {} },
    quantity: 1,
    idempotencyKey: `k${index}`,
  }));
  expect(new Set(await codes(changes, connect({ fetch })))).toEqual(new Set(["done"]));
  expect(to("/update/inventory").map(({ body }) => Object.keys(body).length)).toEqual([10, 10, 3]);
});

describe("the location", () => {
  test("switched off by the seller stays so: the number is told, nothing is offered, and that is said", async () => {
    flipkart.acts.editListing({ sku: "75192-N", locationStatus: "DISABLED" });
    const [outcome] = await connect().stock.set([change("75192-N", 3)]);
    expect(outcome).toMatchObject({
      status: "done",
      value: { quantity: 0 },
      note: expect.stringContaining("disabled"),
    });
    expect(flipkart.ledger.count("location-status-changed")).toBe(0);
  });

  test("with its status, as last read, where Flipkart insists on it", async () => {
    flipkart.acts.setBehaviour({ needsLocationStatus: true });
    flipkart.acts.editListing({ sku: "75192-N", locationStatus: "DISABLED" });
    expect(await codes([change("75192-N", 3), change("10294-N", 5)])).toEqual(["done", "done"]);
    expect(flipkart.ledger.count("location-status-changed")).toBe(0);
    expect(changed()).toHaveLength(2);
  });

  test("is the only one where none is chosen; of several none is guessed", async () => {
    const { locationId: _, ...credentials } = settings().credentials;
    expect(await codes([change("75192-N", 2)], connect({ credentials }))).toEqual(["done"]);
    const two = [
      { id: "LOC1", inventory: 1 },
      { id: "LOC2", inventory: 1 },
    ];
    const { fetch } = answeringFetch(catalogue(1, { locations: two }));
    const [outcome] = await connect({ credentials, fetch }).stock.set([
      {
        listing: { externalId: "LST0", variationId: null, sku: "S0", platformData: {} },
        quantity: 1,
        idempotencyKey: "k",
      },
    ]);
    expect(outcome).toMatchObject({
      status: "failed",
      error: { code: "invalid_request", message: expect.stringContaining("LOC1, LOC2") },
    });
  });

  test("that the listing does not have is refused in Flipkart's words", async () => {
    const { credentials } = settings();
    const shop = connect({ credentials: { ...credentials, locationId: "LOC999999999999" } });
    const [outcome] = await shop.stock.set([change("75192-N", 3)]);
    expect(outcome).toMatchObject({
      status: "failed",
      error: { code: "rejected", platformCode: "1004", issues: [{ path: "locations" }] },
    });
  });
});

describe("a warning", () => {
  const warning = (then: unknown) => {
    let written = false;
    return answeringFetch((call) => {
      if (call.path.endsWith("/update/inventory")) {
        written = true;
        const errors = [{ severity: "WARNING", code: 7, description: "Looks high", path: "inventory" }];
        return { S0: { status: "warning", errors } };
      }
      return written ? then : catalogue(1)(call);
    });
  };
  const set = async (fetch: typeof globalThis.fetch) => {
    const reference = { externalId: "LST0", variationId: null, sku: "S0", platformData: {} };
    return (await connect({ fetch }).stock.set([{ listing: reference, quantity: 5, idempotencyKey: "k" }]))[0];
  };
  const offering = (inventory: number) => ({
    available: { S0: { listing_id: "LST0", product_id: "P0", locations: [{ id: "LOC000000000001", inventory }] } },
  });

  test("is a success where the listing then offers the number, with Flipkart's words", async () => {
    expect(await set(warning(offering(5)).fetch)).toMatchObject({ status: "done", note: "Flipkart warns: Looks high" });
  });

  test("is a failure where it does not", async () => {
    expect(await set(warning(offering(6)).fetch)).toMatchObject({ status: "failed", error: { code: "rejected" } });
  });

  test("of which the outcome cannot be read is unknown, and never thrown", async () => {
    const down = new Response("<html>Gateway Time-out</html>", {
      status: 403,
      headers: { "content-type": "text/html" },
    });
    expect(await set(warning(down).fetch)).toMatchObject({ status: "failed", error: { code: "outcome_unknown" } });
  });
});

test("a whole call that is refused fails each of its changes, and no other call", async () => {
  const refuse: Answer = ({ path }) =>
    path.endsWith("/update/inventory")
      ? Response.json({ errorCode: "BAD_REQUEST", errorMessage: "too many" }, { status: 400 })
      : undefined;
  const { fetch } = answeringFetch(refuse);
  expect(await codes([change("75192-N", 1), change("10294-N", 1)], connect({ fetch }))).toEqual([
    "invalid_request",
    "invalid_request",
  ]);
});

test("levels are read for known listings alone, also by their odd SKUs", async () => {
  const levels = await connect().stock.read([listing('ODD "1"/2'), listing("NOBODY"), listing("75192-N")]);
  expect(levels.map(({ listing: { sku }, quantity }) => [sku, quantity])).toEqual([
    ['ODD "1"/2', 4],
    ["75192-N", 6],
  ]);
});

/** Answers of a catalogue of so many SKUs, which takes every change. */
function catalogue(count: number, more: object = {}): Answer {
  return ({ path, body }) => {
    if (path.endsWith("/update/inventory")) {
      return Object.fromEntries(Object.keys(body).map((sku) => [sku, { status: "SUCCESS" }]));
    }
    const skus = path.split("/listings/v3/")[1]?.split(",");
    if (skus === undefined) return undefined;
    const known = skus.filter((sku) => Number(sku.slice(1)) < count);
    const locations = [{ id: "LOC000000000001", status: "ENABLED", inventory: 1 }];
    const available = known.map((sku) => [
      sku,
      { listing_id: `LST${sku.slice(1)}`, product_id: `P${sku}`, locations, ...more },
    ]);
    return { available: Object.fromEntries(available), unavailable: [], invalid: [] };
  };
}

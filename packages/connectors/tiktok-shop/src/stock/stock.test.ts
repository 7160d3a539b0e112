import type { StockChange } from "@counterfoil/connector-kit";
import { expect, test } from "vitest";
import { createTiktokShop } from "../index.ts";
import { type FakeAnswer, fakeFetch, ok, type SentRequest, testSettings } from "../testing/fake-tiktok-shop.ts";

const product = "1729000000000000001";
const sku = (id: string) => ({ externalId: product, variationId: id, sku: null, platformData: {} });
const change = (id: string, quantity: number): StockChange => ({
  listing: sku(id),
  quantity,
  idempotencyKey: `${id}=${quantity}`,
});

/** Stock of one product: units by warehouse of each SKU. */
function world(
  stock: Record<string, Record<string, number>>,
  update?: (request: SentRequest) => FakeAnswer | undefined,
) {
  const fake = fakeFetch((request) => {
    if (!request.url.pathname.endsWith("/inventory/search")) return update?.(request) ?? { body: ok({}) };
    const ids = (request.json["sku_ids"] ?? Object.keys(stock)) as string[];
    const skus = ids.flatMap((id) => (stock[id] ? [wireStock(id, stock[id])] : []));
    return { body: ok({ inventory: skus.length > 0 ? [{ product_id: product, skus }] : [] }) };
  });
  const writes = () => fake.sent.filter(({ url }) => url.pathname.endsWith("/update"));
  return { ...fake, writes, shop: createTiktokShop(testSettings(fake.fetch)) };
}

function wireStock(id: string, warehouses: Record<string, number>) {
  const entries = Object.entries(warehouses);
  return {
    id,
    seller_sku: `SKU-${id}`,
    total_available_quantity: entries.reduce((sum, [, units]) => sum + units, 0),
    warehouse_inventory: entries.map(([warehouse_id, available_quantity]) => ({
      warehouse_id,
      available_quantity,
      committed_quantity: 1,
    })),
  };
}

test("stock is read over all warehouses, without what open orders hold; unknown SKUs are absent", async () => {
  const { shop } = world({ "11": { a: 3, b: 4 } });
  const otherProduct = { ...sku("11"), externalId: "999" };
  const byProduct = { ...sku("11"), variationId: null, sku: "SKU-11" };
  const levels = await shop.stock.read([sku("11"), sku("12"), otherProduct, byProduct]);
  expect(levels.map(({ listing, quantity }) => [listing.externalId, listing.variationId, quantity])).toEqual([
    [product, "11", 7],
    [product, null, 7],
  ]);
});

test("a change names every warehouse, by product in one call, and what already is costs none", async () => {
  const { shop, writes } = world({ "11": { a: 3, b: 4 }, "12": { a: 1 }, "13": { a: 9 } });
  const outcomes = await shop.stock.set([change("11", 5), change("12", 2), change("13", 9)]);
  expect(outcomes.map(({ status }) => status)).toEqual(["done", "done", "done"]);
  expect(writes().map(({ url, json }) => [url.pathname, json])).toEqual([
    [
      `/product/202309/products/${product}/inventory/update`,
      {
        skus: [
          {
            id: "11",
            inventory: [
              { warehouse_id: "a", quantity: 3 },
              { warehouse_id: "b", quantity: 2 },
            ],
          },
          { id: "12", inventory: [{ warehouse_id: "a", quantity: 2 }] },
        ],
      },
    ],
  ]);
});

test("errors inside a success belong to their SKU", async () => {
  const { shop } = world({ "11": { a: 3 }, "12": { a: 3 } }, () => ({
    body: ok({
      errors: [
        {
          code: 12052990,
          message: "batch update inventory error",
          detail: { sku_id: "11", extra_errors: [{ code: 12019024, message: "quantity invalid" }] },
        },
      ],
    }),
  }));
  const outcomes = await shop.stock.set([
    change("11", 1),
    change("12", 1),
    change("99", 1),
    change("11", -1),
    change("12", 100_000),
  ]);
  expect(outcomes.map((outcome) => (outcome.status === "failed" ? outcome.error.code : "done"))).toEqual([
    "rejected",
    "done",
    "not_found",
    "rejected",
    "rejected",
  ]);
});

test("a lost answer is read back, never sent again", async () => {
  const stock = { "11": { a: 3 } };
  const { shop, writes } = world(stock, () => {
    stock["11"].a = 5;
    return { status: 502, body: "<html>Bad gateway</html>" };
  });
  expect(await shop.stock.set([change("11", 5)])).toMatchObject([
    { status: "done", note: expect.stringContaining("lost") },
  ]);
  const failing = world({ "11": { a: 3 } }, () => ({ status: 502, body: "" }));
  expect(await failing.shop.stock.set([change("11", 5)])).toMatchObject([
    { status: "failed", error: { code: "outcome_unknown" } },
  ]);
  expect([writes().length, failing.writes().length]).toEqual([1, 1]);
});

test("the same SKU twice is set twice, the last one staying", async () => {
  const { shop, writes } = world({ "11": { a: 3 } });
  const outcomes = await shop.stock.set([change("11", 1), change("11", 2)]);
  expect(outcomes.map(({ idempotencyKey }) => idempotencyKey)).toEqual(["11=1", "11=2"]);
  expect(writes()).toHaveLength(2);
});

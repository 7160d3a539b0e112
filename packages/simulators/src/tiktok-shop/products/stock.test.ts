import { afterAll, beforeEach, expect, test } from "vitest";
import { type Loose, startTiktokShop } from "../testing/started-tiktok-shop.ts";

const started = await startTiktokShop();
const { call, shop } = started;
afterAll(started.stop);
beforeEach(started.reset);

const products = async (body: unknown = {}, options = {}) =>
  (await call("POST", "/product/202502/products/search", { body, query: { page_size: "100" }, ...options })).body.data
    .products as Loose[];
const find = async (sellerSku: string, options = {}) => {
  for (const product of await products({}, options)) {
    const sku = product.skus.find((row: Loose) => row.seller_sku === sellerSku);
    if (sku !== undefined) return { product, sku };
  }
  throw new Error(`no ${sellerSku}`);
};
const stock = async (skuId: string, options = {}) =>
  (await call("POST", "/product/202309/inventory/search", { body: { sku_ids: [skuId] }, ...options })).body.data
    .inventory[0].skus[0];
const setStock = (productId: string, skus: unknown, options = {}) =>
  call("POST", `/product/202309/products/${productId}/inventory/update`, { body: { skus }, ...options });

test("products are found by status and seller SKU; blanks in a SKU stay", async () => {
  expect(await products()).toHaveLength(3);
  expect((await products({ status: "ACTIVATE" })).map((row) => row.title)).not.toContain("LEGO hidden");
  expect(await products({ seller_skus: ["FIG-BLUE"] })).toHaveLength(1);
  const { product, sku } = await find("75192-1-N ");
  expect(sku.price).toMatchObject({ currency: "GBP", sale_price: "649.99" });
  const full = await call("GET", `/product/202309/products/${product.id}`);
  expect(full.body.data.main_images[0].urls).toHaveLength(1);
  expect(started.violations()).toEqual([]);
});

test("a sale moves units from available to committed, a shipment takes them away, a cancellation gives them back", async () => {
  const { sku } = await find("FIG-RED");
  const figures = async () => {
    const { total_available_quantity: available, total_committed_quantity: committed } = await stock(sku.id);
    return [available, committed];
  };
  expect(await figures()).toEqual([40, 0]);
  const first = shop.acts.placeOrder({ lines: [{ skuId: sku.id, quantity: 2 }], paid: false });
  expect(await figures()).toEqual([38, 2]);
  shop.acts.requestCancellation({ orderId: first.orderId });
  expect(await figures()).toEqual([40, 0]);
  const second = shop.acts.placeOrder({ lines: [{ skuId: sku.id }] });
  shop.acts.shipOnSite({ orderId: second.orderId, trackingNumber: "AB123456789GB" });
  expect(await figures()).toEqual([39, 0]);
});

test("a quantity is set absolutely; setting the same one is no effect", async () => {
  const { product, sku } = await find("FIG-RED");
  for (const quantity of [7, 7, 0]) {
    expect((await setStock(product.id, [{ id: sku.id, inventory: [{ quantity }] }])).body).toMatchObject({
      code: 0,
      data: {},
    });
  }
  expect((await stock(sku.id)).total_available_quantity).toBe(0);
  expect(shop.ledger.list({ kind: "stock-changed" }).map(({ data }) => [data["from"], data["to"]])).toEqual([
    [40, 7],
    [7, 0],
  ]);
});

test("with several warehouses all must be named; each failure stands in data.errors under code 0", async () => {
  const options = { cipher: "ROW_indonesia", token: started.tokenOf("global-seller") };
  const { product, sku } = await find("10294-1-N", options);
  const [jakarta, bali] = sku.inventory.map((row: Loose) => row.warehouse_id);
  const extra = async (inventory: unknown) => {
    const { body } = await setStock(product.id, [{ id: sku.id, inventory }], options);
    expect(body.code).toBe(0);
    const [error] = body.data.errors ?? [];
    if (error !== undefined) expect(error).toMatchObject({ code: 12052990, detail: { sku_id: sku.id } });
    return error?.detail.extra_errors.map((row: Loose) => row.code);
  };
  expect(await extra([{ quantity: 1 }])).toEqual([12019028]);
  expect(await extra([{ warehouse_id: jakarta, quantity: 1 }])).toEqual([12052037]);
  expect(
    await extra([
      { warehouse_id: "1", quantity: 1 },
      { warehouse_id: bali, quantity: 1 },
    ]),
  ).toEqual([12019022]);
  expect(
    await extra([
      { warehouse_id: jakarta, quantity: 100_000 },
      { warehouse_id: bali, quantity: 1.5 },
    ]),
  ).toEqual([12019024, 12019024]);
  expect(
    await extra([
      { warehouse_id: jakarta, quantity: 9 },
      { warehouse_id: bali, quantity: 8 },
    ]),
  ).toBeUndefined();
  expect((await stock(sku.id, options)).total_available_quantity).toBe(17);
  expect(started.violations()).toEqual([]);
});

test("hidden products, foreign SKUs and products are refused", async () => {
  const hidden = await find("HIDDEN");
  const { body } = await setStock(hidden.product.id, [{ id: hidden.sku.id, inventory: [{ quantity: 2 }] }]);
  expect(body.data.errors[0].detail.extra_errors[0].code).toBe(12052003);
  const wrongSku = await setStock(hidden.product.id, [{ id: "1", inventory: [{ quantity: 2 }] }]);
  expect(wrongSku.body.data.errors[0].detail.extra_errors[0].code).toBe(12052036);
  expect((await setStock("1729999999999999999", [{ id: "1", inventory: [{ quantity: 2 }] }])).body.code).toBe(12052048);
  expect((await setStock("x", [{ id: "1", inventory: [{ quantity: 2 }] }])).body.code).toBe(12052031);
  const many = Array.from({ length: 101 }, () => ({ id: "1", inventory: [{ quantity: 2 }] }));
  expect((await setStock(hidden.product.id, many)).body.code).toBe(12052050);
});

test("prices change, and products are shown and hidden", async () => {
  const { product, sku } = await find("FIG-RED");
  const price = { amount: "4.20", currency: "GBP" };
  const path = `/product/202309/products/${product.id}/prices/update`;
  expect((await call("POST", path, { body: { skus: [{ id: sku.id, price }] } })).body.code).toBe(0);
  expect((await find("FIG-RED")).sku.price.sale_price).toBe("4.20");
  const wrong = { amount: "4.20", currency: "EUR" };
  expect((await call("POST", path, { body: { skus: [{ id: sku.id, price: wrong }] } })).body.code).toBe(36009004);
  const ids = [product.id, "1729999999999999999"];
  const hidden = await call("POST", "/product/202309/products/deactivate", { body: { product_ids: ids } });
  expect(hidden.body.data.errors[0].detail.product_id).toBe(ids[1]);
  expect((await find("FIG-RED")).product.status).toBe("SELLER_DEACTIVATED");
  await call("POST", "/product/202309/products/activate", { body: { product_ids: [product.id] } });
  expect((await find("FIG-RED")).product.status).toBe("ACTIVATE");
});

import { afterEach, expect, it } from "vitest";
import { createClock } from "../kit/index.ts";
import { bricklinkInventoryId, bricklinkOrderId, ebayOrderId, type Sandbox, startSandbox } from "./index.ts";

const ANCHOR = "2026-11-21T09:00:00.000Z";
let sandbox: Sandbox;
afterEach(() => sandbox.stop());

async function start() {
  sandbox = await startSandbox({ anchor: ANCHOR, clock: createClock({ at: ANCHOR, mode: "frozen" }) });
  const { tenant, apiKey } = sandbox.credentials.bricqer;
  return async (path: string) => {
    const answer = await fetch(`${sandbox.baseURL("bricqer")}/${tenant}/api/v1${path}`, {
      headers: { authorization: `Api-Key ${apiKey}` },
    });
    // biome-ignore lint/suspicious/noExplicitAny: answers are looked into field by field
    return (await answer.json()) as any;
  };
}

it("has the orders of the other shops under their own numbers", async () => {
  const get = await start();
  const names: string[] = [];
  for (let page = 1; names.length % 100 === 0; page += 1) {
    const { results } = await get(`/orders/order/?page=${page}`);
    names.push(...results.map((row: { displayName: string }) => row.displayName));
  }
  const expected = sandbox.shop.orders
    .filter(({ status }) => status !== "purged")
    .map((order) =>
      order.platform === "ebay" ? `eBay #${ebayOrderId(order)}` : `BrickLink #${bricklinkOrderId(order)}`,
    );
  expect(names.filter((name) => !name.startsWith("BrickOwl")).sort()).toEqual(expected.sort());
  expect(names.filter((name) => name.startsWith("BrickOwl"))).toHaveLength(6);
});

it("has the stock that is left, by the same stock codes, and follows a sale on a shop once", async () => {
  const get = await start();
  const { shop, bricklink, bricqer } = sandbox;
  const skus = new Set(shop.units.map(({ sku }) => sku));
  const items = bricqer.world.items.all();
  expect(items.length).toBeGreaterThan(100);
  for (const { remarks } of items) expect(remarks === null || skus.has(remarks)).toBe(true);

  const offer = shop.offers.find((one) => {
    const lot = bricklink.world.lots.get(String(bricklinkInventoryId(shop.offers, one)));
    return one.platform === "bricklink" && one.products[0].kind === "set" && lot?.quantity === 1;
  });
  const inventoryId = bricklinkInventoryId(shop.offers, offer ?? (shop.offers[0] as NonNullable<typeof offer>));
  const item = items.find(({ listings }) => listings["BrickLink"] === String(inventoryId));
  expect(item?.remainingQuantity).toBe(1);
  const { orderId } = bricklink.acts.placeOrder({ lines: [{ inventoryId, quantity: 1 }] });
  const [newest] = (await get("/orders/order/?limit=1")).results;
  expect(newest.displayName).toBe(`BrickLink #${orderId}`);
  await get("/orders/order/?limit=1");
  expect((await get(`/inventory/item/${item?.id}/`)).remainingQuantity).toBe(0);
  expect(bricqer.ledger.count("order-imported")).toBe(1);
});

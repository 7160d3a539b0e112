import { afterAll, beforeEach, expect, test } from "vitest";
import { bricklink } from "../index.ts";
import { startStandIn } from "../testing/bricklink-stand-in.ts";

const standIn = await startStandIn();
const { simulator, driver, settings } = standIn;
afterAll(standIn.stop);
beforeEach(() => simulator.reset());

const stock = () =>
  bricklink.create({ ...settings(), now: driver.clock.now, sleep: async (ms) => driver.clock.advance(ms) }).stock;
const listing = (id: number) => ({ externalId: String(id), variationId: null, sku: null, platformData: {} });
const change = (id: number, quantity: number) => ({ listing: listing(id), quantity, idempotencyKey: `k${id}` });
interface Lot {
  inventoryId: number;
  quantity: number;
  description: string;
  isRetain: boolean;
  isStockRoom: boolean;
}
const lot = (id: number) =>
  (simulator.snapshot().store.tables["lots"] as Lot[]).find((each) => each.inventoryId === id);
const writes = () => simulator.requests.list({ kind: "updateInventory" }).length;

test("the public text of a lot survives a change of quantity", async () => {
  simulator.acts.editLot({ inventoryId: 501, description: "Box has a \"dent\" & O'Brien's (small) mark" });
  await stock().set([change(501, 3)]);
  expect(lot(501)).toMatchObject({ quantity: 3, description: "Box has a \"dent\" & O'Brien's (small) mark" });
});

test("an emptied lot keeps its id, out of sight, and comes back with the next stock", async () => {
  await stock().set([change(501, 0)]);
  expect(lot(501)).toMatchObject({ quantity: 0, isRetain: true, isStockRoom: true });
  expect(await stock().read([listing(501)])).toMatchObject([{ quantity: 0 }]);
  const [outcome] = await stock().set([change(501, 2)]);
  expect(outcome).toMatchObject({ status: "done", value: { quantity: 2 } });
  expect(lot(501)).toMatchObject({ quantity: 2, isStockRoom: false });
});

test("the quantity that is there already costs no write", async () => {
  const [outcome] = await stock().set([change(501, 5)]);
  expect(outcome).toMatchObject({ status: "done", value: { quantity: 5 }, note: null });
  expect(writes()).toBe(0);
});

test("a sale between reading and writing shows in the outcome", async () => {
  const sale = { lines: [{ inventoryId: 501, quantity: 1 }] };
  simulator.faults.add({
    kind: "act",
    act: "placeOrder",
    input: sale,
    when: "before-effect",
    operation: "updateInventory",
  });
  const [outcome] = await stock().set([change(501, 4)]);
  expect(outcome).toMatchObject({ status: "done", value: { quantity: 3 } });
  expect(outcome?.status === "done" && outcome.note).toMatch(/an order came in between/);
});

test("a sale that leaves too little for the change: subtracted again, never below nothing", async () => {
  const sale = { lines: [{ inventoryId: 501, quantity: 2 }] };
  simulator.faults.add({
    kind: "act",
    act: "placeOrder",
    input: sale,
    when: "before-effect",
    operation: "updateInventory",
  });
  const [outcome] = await stock().set([change(501, 1)]);
  expect(outcome).toMatchObject({ status: "done", value: { quantity: 1 } });
  expect(lot(501)?.quantity).toBe(1);
});

test("the last unit sells while it is withdrawn: the lot is gone, as wanted", async () => {
  const sale = { lines: [{ inventoryId: 501, quantity: 5 }] };
  simulator.faults.add({
    kind: "act",
    act: "placeOrder",
    input: sale,
    when: "before-effect",
    operation: "updateInventory",
  });
  const [outcome] = await stock().set([change(501, 0)]);
  expect(outcome).toMatchObject({ status: "done", value: { quantity: 0 } });
});

test("more units for a lot that is gone are refused, with what to do", async () => {
  simulator.acts.deleteLot({ inventoryId: 501 });
  const [outcome] = await stock().set([change(501, 2)]);
  expect(outcome).toMatchObject({ status: "failed", error: { code: "not_found" } });
  expect(outcome?.status === "failed" && outcome.error.message).toMatch(/List the goods anew/);
});

test("units that the seller put into a stockroom are not put up for sale", async () => {
  const first = stock();
  await first.set([change(501, 0)]);
  simulator.acts.editLot({ inventoryId: 501, quantity: 4 });
  expect(await first.read([listing(501)])).toMatchObject([{ quantity: 0 }]);
  const [outcome] = await first.set([change(501, 2)]);
  expect(outcome).toMatchObject({ status: "failed", error: { code: "conflict" } });
  expect(lot(501)).toMatchObject({ quantity: 4, isStockRoom: true });
});

test("a lost answer is settled by reading the lot, without a second write", async () => {
  simulator.faults.add({ kind: "cut", when: "after-effect", operation: "updateInventory" });
  const [outcome] = await stock().set([change(501, 2)]);
  expect(outcome).toMatchObject({ status: "done", value: { quantity: 2 } });
  expect(outcome?.status === "done" && outcome.note).toMatch(/reading the lot back confirmed/);
  expect(writes()).toBe(1);
});

test("a call cut before it took effect is unknown and may be asked again", async () => {
  simulator.faults.add({ kind: "cut", when: "before-effect", operation: "updateInventory" });
  const [outcome] = await stock().set([change(501, 2)]);
  expect(outcome).toMatchObject({ status: "failed", error: { code: "outcome_unknown", retryable: true } });
  expect(lot(501)?.quantity).toBe(5);
  expect(writes()).toBe(1);
  expect(await stock().set([change(501, 2)])).toMatchObject([{ status: "done" }]);
  expect(lot(501)?.quantity).toBe(2);
});

test("a lost answer whose reading back fails too stays unknown", async () => {
  simulator.faults.add({ kind: "cut", when: "after-effect", operation: "updateInventory" });
  simulator.faults.add({ kind: "status", status: 503, operation: "getInventory", skip: 1, count: null });
  const [outcome] = await stock().set([change(501, 2)]);
  expect(outcome).toMatchObject({ status: "failed", error: { code: "outcome_unknown" } });
});

test("many lots are read by one list", async () => {
  const wanted = [501, 502, ...Array.from({ length: 20 }, (_, index) => 9000 + index)].map(listing);
  const levels = await stock().read(wanted);
  expect(levels.map((level) => level.listing.externalId)).toEqual(["501", "502"]);
  expect(simulator.requests.list()).toHaveLength(1);
});

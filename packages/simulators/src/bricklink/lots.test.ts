import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Store, startStore } from "./testing/store-client.ts";

let store: Store;
beforeEach(async () => {
  store = await startStore();
});
afterEach(() => store.stop());

const put = (lot: number, body: Record<string, unknown>) => store.call("PUT", `/inventories/${lot}`, { body });
const change = (lot: number, quantity: unknown) => put(lot, { description: "", quantity });
const tiers = {
  tier_quantity1: 10,
  tier_price1: "0.07",
  tier_quantity2: 20,
  tier_price2: "0.06",
  tier_quantity3: 30,
  tier_price3: "0.05",
};

describe("reading lots", () => {
  const list = async (query: Record<string, string>) =>
    (await store.call("GET", "/inventories", { query })).data.map((lot: { inventory_id: number }) => lot.inventory_id);

  it("lists the whole store in one answer, filtered by type, colour, status and category", async () => {
    expect(await list({})).toEqual([101, 102, 103, 104]);
    expect(await list({ item_type: "part,gear" })).toEqual([103, 104]);
    expect(await list({ color_id: "5" })).toEqual([103]);
    expect(await list({ status: "Y" })).toEqual([101, 102, 103]);
    expect(await list({ status: "S" })).toEqual([104]);
    expect(await list({ item_type: "-part", category_id: "65" })).toEqual([101, 102]);
  });

  it("shows a lot with entities, four decimals and no nulls", async () => {
    const { data, text } = await store.call("GET", "/inventories/101");
    expect(data).toMatchObject({
      inventory_id: 101,
      item: { no: "75192-1", name: "Millennium Falcon &#40;UCS&#41;", type: "SET", category_id: 65 },
      new_or_used: "N",
      completeness: "S",
      unit_price: "649.9900",
      remarks: "Loft - S5",
    });
    expect(text).not.toContain("null");
    expect(await store.call("GET", "/inventories/999")).toMatchObject({ code: 404, message: "RESOURCE_NOT_FOUND" });
  });
});

describe("changing quantities", () => {
  it.each([
    ["+2", 5],
    ["-1", 2],
    ["2", 5],
    [2, 5],
    [-2, 1],
  ])("reads %s as a change, never as a new value", async (quantity, expected) => {
    expect((await change(102, quantity)).data.quantity).toBe(expected);
    const [entry] = store.simulator.ledger.list({ kind: "stock-changed" });
    expect(entry?.data).toEqual({ inventoryId: 102, from: 3, to: expected, by: "api" });
  });

  it.each(["two", "1.5", "", null])("refuses %s", async (quantity) => {
    expect(await change(102, quantity)).toMatchObject({ code: 400, message: "PARAMETER_MISSING_OR_INVALID" });
  });

  it("refuses to go below nothing, with the code that is set, and changes nothing else either", async () => {
    expect(await put(102, { description: "new text", quantity: "-4" })).toMatchObject({ code: 422 });
    store.simulator.acts.setSettings({ belowZeroCode: 400 });
    expect(await change(102, "-4")).toMatchObject({ code: 400 });
    expect((await store.call("GET", "/inventories/102")).data).toMatchObject({ quantity: 3, description: "" });
  });

  it("deletes a lot that sells out, but keeps one that is to be retained", async () => {
    expect((await change(101, "-1")).data.quantity).toBe(0);
    expect(await store.call("GET", "/inventories/101")).toMatchObject({ code: 404 });
    expect(await change(101, "+1")).toMatchObject({ code: 404 });
    await change(102, "-3");
    expect((await store.call("GET", "/inventories/102")).data.quantity).toBe(0);
    expect((await change(102, "+1")).data.quantity).toBe(1);
  });

  it("adds up over any sequence, never below nothing", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: -6, max: 6 }), { maxLength: 8 }), async (changes) => {
        store.simulator.reset();
        let expected = 3;
        for (const by of changes) {
          const { code } = await change(102, by < 0 ? String(by) : `+${by}`);
          expect(code).toBe(expected + by < 0 ? 422 : 200);
          if (expected + by >= 0) expected += by;
        }
        expect((await store.call("GET", "/inventories/102")).data.quantity).toBe(expected);
      }),
      { numRuns: 15 },
    );
  });
});

describe("changing the rest of a lot", () => {
  it("refuses a change without description, or wipes the text when switched", async () => {
    await put(102, { description: "with box" });
    expect(await put(102, { remarks: "S1" })).toMatchObject({ code: 400, description: "description is missing" });
    store.simulator.acts.setSettings({ missingDescription: "clear" });
    expect((await put(102, { remarks: "S1" })).data).toMatchObject({ description: "", remarks: "S1" });
  });

  it("rounds prices up at the fourth decimal and wants all six tier fields or none", async () => {
    expect((await put(103, { description: "", unit_price: "0.08001" })).data.unit_price).toBe("0.0801");
    expect(await put(103, { description: "", tier_quantity1: 10, tier_price1: "0.07" })).toMatchObject({ code: 400 });
    expect((await put(103, { description: "", ...tiers })).data).toMatchObject({
      tier_quantity2: 20,
      tier_price3: "0.0500",
    });
  });

  it("hides a lot in a stockroom and brings it back", async () => {
    const hidden = await put(102, { description: "", is_stock_room: true, stock_room_id: "S" });
    expect(hidden.data).toMatchObject({ is_stock_room: true, stock_room_id: "A" });
    const back = await put(102, { description: "", is_stock_room: false, quantity: "+1" });
    expect(back.data).toMatchObject({ is_stock_room: false, quantity: 4 });
    expect(back.data).not.toHaveProperty("stock_room_id");
  });

  it("ignores item, colour and condition, as when a whole lot is put back", async () => {
    const { data } = await store.call("GET", "/inventories/102");
    const back = await put(102, { ...data, new_or_used: "N", item: { no: "1", type: "SET" } });
    expect(back.data).toMatchObject({ new_or_used: "U", item: { no: "7140-1" }, quantity: 6 });
  });
});

describe("making and deleting lots", () => {
  const lot = { item: { no: "3001", type: "part" }, color_id: 11, quantity: 5, unit_price: 0.1, new_or_used: "N" };

  it("creates one and shows it", async () => {
    const made = await store.call("POST", "/inventories", { body: lot });
    expect(made).toMatchObject({ code: 201, message: "OK_CREATED" });
    expect(made.data).toMatchObject({ item: { name: "Brick 2 x 4" }, color_name: "Black", unit_price: "0.1000" });
    expect((await store.call("GET", `/inventories/${made.data.inventory_id}`)).data).toEqual(made.data);
  });

  it("creates many and tells no ids", async () => {
    expect(await store.call("POST", "/inventories", { body: [lot, lot] })).toMatchObject({ code: 201, data: {} });
    expect((await store.call("GET", "/inventories")).data).toHaveLength(6);
  });

  it("makes none of many when one is wrong", async () => {
    const body = [lot, { ...lot, quantity: 0 }];
    expect(await store.call("POST", "/inventories", { body })).toMatchObject({ code: 400 });
    expect((await store.call("GET", "/inventories")).data).toHaveLength(4);
  });

  it.each([
    { item: undefined },
    { item: { no: "3001", type: "planet" } },
    { new_or_used: "X" },
    { quantity: -1 },
    { unit_price: "cheap" },
    { unit_price: undefined },
    { tier_quantity1: 1 },
  ])("refuses %o", async (wrong) => {
    const answer = await store.call("POST", "/inventories", { body: { ...lot, ...wrong } });
    expect(answer).toMatchObject({ code: 400, message: "PARAMETER_MISSING_OR_INVALID" });
  });

  it("deletes", async () => {
    expect(await store.call("DELETE", "/inventories/103")).toMatchObject({ code: 204 });
    expect(await store.call("DELETE", "/inventories/103")).toMatchObject({ code: 404 });
    expect(store.simulator.ledger.count("lot-deleted")).toBe(1);
  });

  it("takes what the seller does on the web site", async () => {
    const { inventoryId } = store.simulator.acts.addLot({
      type: "SET",
      no: "7140-1",
      quantity: 1,
      newOrUsed: "N",
      unitPrice: "120",
    });
    store.simulator.acts.editLot({ inventoryId, quantity: 2, remarks: "S9" });
    expect((await store.call("GET", `/inventories/${inventoryId}`)).data).toMatchObject({ quantity: 2, remarks: "S9" });
    store.simulator.acts.deleteLot({ inventoryId });
    expect(await store.call("GET", `/inventories/${inventoryId}`)).toMatchObject({ code: 404 });
  });
});

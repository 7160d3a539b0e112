import { describe, expect, it } from "vitest";
import type { HeldOrder } from "./desk-reader.ts";
import type { Goods } from "./goods.ts";
import { explainOversold } from "./oversold.ts";
import type { Sale } from "./sales.ts";

const goods: Goods = { key: "set", listings: [], offeredAtFirst: 1 };
const second = 1000;

/** A sale at a second, and the order as the desk read it, at another one. */
function sold(number: string, at: number, readAt: number): { sale: Sale; order: HeldOrder } {
  return {
    sale: { platform: "ebay", number, goods: "set", at: at * second },
    order: {
      ...{ platform: "ebay", number, lines: 1, counts: true, status: "paid", units: 1, reason: null },
      readAt: new Date(readAt * second),
    },
  };
}

function explain(all: ReturnType<typeof sold>[], added: { at: number; units: number }[] = []) {
  return explainOversold({
    goods: [goods],
    sales: all.map(({ sale }) => sale),
    orders: all.map(({ order }) => order),
    added: added.map(({ at, units }) => ({ item: "set", units, at: at * second })),
    hindrances: [],
  }).map(({ sale: { number }, cause, knownFor }) => ({ number, cause, knownFor }));
}

describe("a unit that was sold although none was left", () => {
  it("could not be known while the last one's sale was not read", () => {
    expect(explain([sold("a", 10, 40), sold("b", 20, 40)])).toEqual([{ number: "b", cause: "not-known", knownFor: 0 }]);
  });

  it("is avoidable long after the desk knew", () => {
    expect(explain([sold("a", 10, 11), sold("b", 100, 101)])).toEqual([
      { number: "b", cause: "avoidable", knownFor: 89 },
    ]);
  });

  it("could not be known where units were counted in and a sale before was not read yet", () => {
    const all = [sold("a", 10, 11), sold("b", 20, 500), sold("c", 200, 201)];
    expect(explain(all, [{ at: 100, units: 1 }])).toEqual([
      { number: "b", cause: "under-way", knownFor: 9 },
      { number: "c", cause: "not-known", knownFor: 0 },
    ]);
  });

  it("is avoidable where units were counted in for sales that the desk had read", () => {
    const all = [sold("a", 10, 11), sold("b", 20, 21), sold("c", 200, 201)];
    expect(explain(all, [{ at: 100, units: 1 }])).toEqual([
      { number: "b", cause: "under-way", knownFor: 9 },
      { number: "c", cause: "avoidable", knownFor: 189 },
    ]);
  });
});

import { describe, expect, it } from "vitest";
import { countPicks, setPick, togglePick } from "./use-picks.ts";

const lot = { inventoryItemId: "lot", available: 2 };
const unit = { inventoryItemId: "unit", available: 1 };
const gone = { inventoryItemId: "gone", available: 0 };

describe("togglePick", () => {
  it("moves the one pick of a sale of one unit", () => {
    expect(togglePick(togglePick({}, lot, 1), unit, 1)).toEqual({ unit: 1 });
  });

  it("lets go of the picked unit when pressed again", () => {
    expect(togglePick({ unit: 1 }, unit, 1)).toEqual({});
  });

  it("takes one unit more of a lot until it is exhausted, then lets go", () => {
    const once = togglePick({}, lot, 3);
    const twice = togglePick(once, lot, 3);
    expect(once).toEqual({ lot: 1 });
    expect(twice).toEqual({ lot: 2 });
    expect(togglePick(twice, lot, 3)).toEqual({});
  });

  it("never takes a unit that is not free", () => {
    expect(togglePick({}, gone, 1)).toEqual({});
    expect(togglePick({}, gone, 3)).toEqual({});
  });
});

describe("setPick", () => {
  it("never exceeds what the sale still needs", () => {
    const picks = setPick({ unit: 1 }, lot, 2, 2);
    expect(picks).toEqual({ unit: 1, lot: 1 });
    expect(countPicks(picks)).toBe(2);
  });
});

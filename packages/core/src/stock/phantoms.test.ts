import { expect, test } from "vitest";
import { findPhantoms, type ShelvedUnit, type UncoveredSale } from "./index.ts";

const unit = (itemId: string, listedAt: string, change: Partial<ShelvedUnit> = {}): ShelvedUnit => ({
  ...{ itemId, listedAt: `${listedAt}T00:00:00Z`, quantity: 1, saysSold: false },
  ...change,
});
const sale = (soldAt: string, change: Partial<UncoveredSale> = {}): UncoveredSale => ({
  ...{
    lineId: `sold ${soldAt}`,
    itemIds: ["a", "b", "c", "early", "late", "lot"],
    soldAt: `${soldAt}T00:00:00Z`,
    quantity: 1,
  },
  ...change,
});
const reported = (...given: Parameters<typeof findPhantoms>) => findPhantoms(...given).map(({ itemId }) => itemId);

test("case 165: a unit listed in January and a sale in February that no unit covers", () => {
  expect(findPhantoms([unit("a", "2026-01-01")], [sale("2026-02-01")])).toEqual([
    { itemId: "a", quantity: 1, lineId: "sold 2026-02-01" },
  ]);
});

test("case 167: of three units one sale accounts for one, the longest listed", () => {
  const units = [unit("b", "2026-01-05"), unit("a", "2026-01-01"), unit("c", "2026-01-09")];
  expect(reported(units, [sale("2026-02-01")])).toEqual(["a"]);
});

test("case 169: a unit listed after the sales was not taken by them", () => {
  const units = [unit("early", "2026-01-01"), unit("late", "2026-03-01")];
  expect(reported(units, [sale("2026-02-01"), sale("2026-02-02")])).toEqual(["early"]);
});

test("case 171: a unit that says itself that it was sold needs no sale", () => {
  expect(findPhantoms([unit("a", "2026-01-01", { saysSold: true })], [])).toEqual([
    { itemId: "a", quantity: 1, lineId: null },
  ]);
});

test("a lot gives as many units as were sold, and other products none", () => {
  const lot = unit("lot", "2026-01-01", { quantity: 5 });
  expect(findPhantoms([lot], [sale("2026-02-01", { quantity: 2 })])).toMatchObject([{ itemId: "lot", quantity: 2 }]);
  expect(reported([lot], [sale("2026-02-01", { itemIds: ["other"] })])).toEqual([]);
});

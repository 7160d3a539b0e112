import { expect, test } from "vitest";
import { categoryOf, wordsOf } from "../bricklink-goods.ts";
import { lotSchema } from "../bricklink-schemas.ts";

const lot = (item: Record<string, unknown>) =>
  lotSchema.parse({
    ...{ inventory_id: 1, quantity: 2, unit_price: "1.00", new_or_used: "U", completeness: "C", color_id: 5 },
    ...{ color_name: "Red", item: { no: "3001", name: "Brick", type: "PART", ...item } },
  });

test("a lot's category is its number, in whichever spelling it comes", () => {
  expect(categoryOf(lot({ category_id: 34 }))).toEqual({ id: "34", path: [] });
  expect(categoryOf(lot({ categoryID: 48 }))).toEqual({ id: "48", path: [] });
  expect(categoryOf(lot({}))).toBeNull();
});

test("a lot's words are BrickLink's own", () => {
  expect(wordsOf(lot({}))).toEqual([
    { name: "Item type", value: "PART" },
    { name: "Condition", value: "U" },
    { name: "Color", value: "Red" },
  ]);
});

import fc from "fast-check";
import { expect, test } from "vitest";
import { mostUnits, planWarehouses } from "./plan-warehouses.ts";

const plan = (present: Record<string, number>, total: number, preferred?: string) => {
  const warehouses = Object.entries(present).map(([warehouseId, quantity]) => ({ warehouseId, quantity }));
  const planned = planWarehouses(warehouses, total, preferred);
  return planned && Object.fromEntries(planned.map(({ warehouseId, quantity }) => [warehouseId, quantity]));
};

test.each([
  ["one warehouse takes the total", { a: 3 }, 7, undefined, { a: 7 }],
  ["the preferred warehouse takes the difference", { a: 3, b: 5 }, 10, "a", { a: 5, b: 5 }],
  ["without a preference, the fullest one", { a: 3, b: 5 }, 10, undefined, { a: 3, b: 7 }],
  ["others give up what the preferred one lacks", { a: 3, b: 5 }, 4, "a", { a: 0, b: 4 }],
  ["nothing at all empties all of them", { a: 3, b: 5, c: 1 }, 0, "b", { a: 0, b: 0, c: 0 }],
  ["what exceeds the most goes on to the next", { a: 0, b: 5 }, mostUnits + 6, "a", { a: mostUnits, b: 6 }],
  ["a warehouse that the SKU does not have is no preference", { a: 3 }, 1, "z", { a: 1 }],
])("%s", (_name, present, total, preferred, expected) => {
  expect(plan(present, total, preferred)).toEqual(expected);
});

test("a SKU without a warehouse, or a total beyond all of them, has no plan", () => {
  expect(plan({}, 1)).toBeNull();
  expect(plan({ a: 1 }, mostUnits + 1)).toBeNull();
});

test("a plan names every warehouse once, adds up to the total, and keeps to the bounds", () => {
  const quantity = fc.integer({ min: 0, max: mostUnits });
  fc.assert(
    fc.property(
      fc.array(quantity, { minLength: 1, maxLength: 6 }),
      fc.nat(mostUnits * 6),
      fc.nat(7),
      (list, wanted, at) => {
        const present = list.map((each, index) => ({ warehouseId: `w${index}`, quantity: each }));
        const total = Math.min(wanted, mostUnits * list.length);
        const planned = planWarehouses(present, total, `w${at}`) ?? [];
        expect(planned.map(({ warehouseId }) => warehouseId)).toEqual(present.map(({ warehouseId }) => warehouseId));
        expect(planned.reduce((sum, each) => sum + each.quantity, 0)).toBe(total);
        for (const each of planned) expect(each.quantity >= 0 && each.quantity <= mostUnits).toBe(true);
      },
    ),
  );
});

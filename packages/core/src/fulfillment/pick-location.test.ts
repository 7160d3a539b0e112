import { expect, test } from "vitest";
import { comparePlaces, pickPlace } from "./index.ts";

test("places come in natural order, unknown ones last", () => {
  const places = ["Loft - S10", null, "garage - E1", "Loft - S2"];
  expect(places.toSorted(comparePlaces)).toEqual(["garage - E1", "Loft - S2", "Loft - S10", null]);
});

test.each([
  ["Loft - S5", "N1 | Garage - E1", "Loft - S5"],
  [null, "N3159 | Loft - S72", "Loft - S72"],
  [" ", "N3159", null],
  [null, "N3159 |", null],
  [null, null, null],
])("case 63: a unit at %s with the SKU %s is looked for at %s", (own, sku, place) => {
  expect(pickPlace(own, sku)).toBe(place);
});

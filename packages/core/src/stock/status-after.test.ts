import { expect, test } from "vitest";
import { statusAfterReturn, statusAfterSale, statusAfterSaleUndone } from "./index.ts";

test.each([
  [statusAfterSale, { status: "listed", onHand: 0, hasListing: true }, "sold"],
  [statusAfterSale, { status: "listed", onHand: 2, hasListing: true }, "listed"],
  [statusAfterSaleUndone, { status: "sold", onHand: 1, hasListing: true }, "listed"],
  [statusAfterSaleUndone, { status: "sold", onHand: 1, hasListing: false }, "in_stock"],
  [statusAfterSaleUndone, { status: "in_stock", onHand: 3, hasListing: false }, "in_stock"],
  [statusAfterReturn, { status: "sold", onHand: 1, hasListing: true }, "returned"],
  [statusAfterReturn, { status: "in_stock", onHand: 4, hasListing: false }, "in_stock"],
] as const)("%o of %o is %s", (rule, facts, expected) => {
  expect(rule(facts)).toBe(expected);
});

import { expect, it } from "vitest";
import { searchOf, viewOf } from "./view-of-filters.ts";

const view = {
  id: "1",
  name: "Late on eBay",
  search: { platform: "ebay", late: true },
  orders: 3,
  ordersIsAtLeast: false,
};

it("finds the view that shows the same, in whatever order its filters were set", () => {
  expect(viewOf([view], { late: true, platform: "ebay", q: undefined })).toBe(view);
  expect(viewOf([view], { late: true })).toBeUndefined();
  expect(viewOf([view], {})).toBeUndefined();
});

it("keeps only filters that are set", () => {
  expect(searchOf({ q: "", word: undefined, country: "GB" })).toEqual({ country: "GB" });
});

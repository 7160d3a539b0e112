import { expect, it } from "vitest";
import { saleWords } from "../../lib/sale-words.ts";
import { orderQueryOf } from "./orders-query.ts";

it("asks for what is to be sent next", () => {
  expect(orderQueryOf({ q: "barracuda", platform: "ebay" })).toEqual({
    ...{ q: "barracuda", platform: "ebay", sort: "ship_by" },
  });
});

it("asks for each word by itself", () => {
  const asked = saleWords.map((word) => orderQueryOf({ word }).word);
  expect(asked).toEqual(["needs_link", "ready", "on_hold", "sent", "problem", "done"]);
});

it("includes both days of a span", () => {
  const query = orderQueryOf({ from: "2026-11-01", to: "2026-11-01" });
  expect(Date.parse(query.to ?? "") - Date.parse(query.from ?? "")).toBe(86_400_000 - 1);
});

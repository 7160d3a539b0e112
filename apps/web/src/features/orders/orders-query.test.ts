import { expect, it } from "vitest";
import { saleWords } from "../../lib/sale-words.ts";
import { orderQueriesOf } from "./orders-query.ts";

it("asks one question without a word", () => {
  expect(orderQueriesOf({ q: "barracuda", platform: "ebay" })).toEqual([{ q: "barracuda", platform: "ebay" }]);
});

it("asks for what is not linked and what is partly linked", () => {
  expect(orderQueriesOf({ word: "needsLink" }).map(({ linkState }) => linkState)).toEqual(["needs_link", "partial"]);
});

it("puts every order status under exactly one word, but for the link of open orders", () => {
  const rest = saleWords.filter((word) => word !== "needsLink");
  const statuses = rest.flatMap((word) => orderQueriesOf({ word }).flatMap(({ status }) => status ?? []));
  expect(new Set(statuses).size).toBe(statuses.length);
  expect(statuses).toHaveLength(12);
});

it("includes both days of a span", () => {
  const [query] = orderQueriesOf({ from: "2026-11-01", to: "2026-11-01" });
  expect(Date.parse(query?.to ?? "") - Date.parse(query?.from ?? "")).toBe(86_400_000 - 1);
});

import { expect, test } from "vitest";
import { describeScopes, firstChoice, scopesOf } from "./scope-words.ts";

test("a new key looks at the daily work and changes nothing", () => {
  expect(scopesOf(firstChoice)).toEqual(["orders:read", "inventory:read", "resolution:read"]);
});

test("an area left out gives no scope, and scopes are told in words", () => {
  expect(scopesOf({ ...firstChoice, orders: "write", resolution: "none" })).toEqual(["orders:write", "inventory:read"]);
  expect(describeScopes(["orders:write", "inventory:read"])).toBe("Orders (write), Inventory (read)");
});

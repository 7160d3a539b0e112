import { expect, test } from "vitest";
import { safeReturnPath, withQuery } from "./return-url.ts";

const publicUrl = "https://shop.example";

test.each([
  ["/orders?tab=new", "/orders?tab=new"],
  ["https://shop.example/orders", "/orders"],
  ["https://evil.example/orders", "/settings/integrations"],
  ["//evil.example", "/settings/integrations"],
  ["/\\evil.example", "/settings/integrations"],
  ["javascript:alert(1)", "/settings/integrations"],
  ["https://shop.example.evil.example/", "/settings/integrations"],
  ["http://shop.example/orders", "/settings/integrations"],
  ["", "/settings/integrations"],
])("a return to %s goes to %s", (asked, path) => {
  expect(safeReturnPath(asked, publicUrl)).toBe(path);
});

test("the outcome joins what the address already asks", () => {
  expect(withQuery("/orders?tab=new#top", { connected: "ebay" })).toBe("/orders?tab=new&connected=ebay#top");
});

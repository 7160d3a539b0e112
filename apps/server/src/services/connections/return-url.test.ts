import { expect, test } from "vitest";
import { addressOn, safeReturnAddress, withQuery } from "./return-url.ts";

const origins = { publicUrl: "https://shop.example", frontendUrl: "https://page.example" };

test.each([
  ["/orders?tab=new", "/orders?tab=new"],
  ["https://shop.example/orders", "/orders"],
  ["https://page.example/orders", "https://page.example/orders"],
  ["https://evil.example/orders", "/settings/integrations"],
  ["//evil.example", "/settings/integrations"],
  ["/\\evil.example", "/settings/integrations"],
  ["javascript:alert(1)", "/settings/integrations"],
  ["https://shop.example.evil.example/", "/settings/integrations"],
  ["https://page.example.evil.example/", "/settings/integrations"],
  ["http://shop.example/orders", "/settings/integrations"],
  ["", "/settings/integrations"],
])("a return to %s goes to %s", (asked, path) => {
  expect(safeReturnAddress(asked, origins)).toBe(path);
});

test("without a page elsewhere, elsewhere is nowhere", () => {
  expect(safeReturnAddress("https://page.example/orders", { ...origins, frontendUrl: null })).toBe(
    "/settings/integrations",
  );
});

test("a page elsewhere is returned to where it stands", () => {
  expect(addressOn("https://page.example", undefined)).toBe("https://page.example/settings/integrations");
  expect(addressOn("https://page.example", "/orders")).toBe("https://page.example/orders");
  expect(addressOn(null, "/orders")).toBe("/orders");
});

test("the outcome joins what the address already asks", () => {
  expect(withQuery("/orders?tab=new#top", { connected: "ebay" })).toBe("/orders?tab=new&connected=ebay#top");
  expect(withQuery("https://page.example/orders", { connected: "ebay" })).toBe(
    "https://page.example/orders?connected=ebay",
  );
});

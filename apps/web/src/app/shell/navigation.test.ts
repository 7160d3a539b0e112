import { expect, test } from "vitest";
import { isWithin, places } from "./navigation.ts";

const openAt = (pathname: string) => places.filter(({ to }) => isWithin(pathname, to)).map(({ to }) => to);

test.each([
  ["/", "/"],
  ["/orders", "/orders"],
  ["/orders/0f6a", "/orders"],
  ["/notices", "/orders"],
  ["/inventory/import", "/inventory"],
  ["/settings", "/settings/integrations"],
  ["/settings/account", "/settings/integrations"],
  ["/settings/data", "/settings/integrations"],
  ["/settings/inventory-resolution", "/settings/inventory-resolution"],
])("at %s one place is open: %s", (pathname, to) => {
  expect(openAt(pathname)).toEqual([to]);
});

test("pages outside the places open none", () => {
  expect(openAt("/login")).toEqual([]);
  expect(openAt("/ordersomething")).toEqual([]);
});

import { expect, it } from "vitest";
import { loginSearch } from "./login-search.ts";

it("keeps a path of this site", () => {
  expect(loginSearch({ to: "/inventory?status=sold" })).toEqual({ to: "/inventory?status=sold" });
});

it.each(["https://elsewhere.example", "//elsewhere.example", "/\\elsewhere.example", "javascript:alert(1)", 7, null])(
  "drops %s",
  (to) => {
    expect(loginSearch({ to })).toEqual({});
  },
);

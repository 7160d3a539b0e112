import { expect, test } from "vitest";
import { rolesBelow } from "./roles.ts";

test("owners give every role, managers those below them, packers none but viewing", () => {
  expect(rolesBelow("owner")).toEqual(["owner", "manager", "packer", "viewer"]);
  expect(rolesBelow("manager")).toEqual(["packer", "viewer"]);
  expect(rolesBelow("viewer")).toEqual([]);
});

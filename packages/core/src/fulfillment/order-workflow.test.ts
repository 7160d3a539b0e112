import { expect, test } from "vitest";
import { checkDispatch, checkOrderMove } from "./index.ts";

test.each([
  ["pending", "shipped"],
  ["completed", "paid"],
] as const)("case A27: %s to %s is refused with the allowed list", (from, to) => {
  const result = checkOrderMove(from, to);
  expect(result).toMatchObject({ allowed: false });
  if (!result.allowed)
    for (const status of result.allowedStatuses) expect(result.message).toContain(status.replaceAll("_", " "));
});

test("case A27: a forced move is allowed and told apart", () => {
  expect(checkOrderMove("completed", "paid", { force: true })).toEqual({ allowed: true, forced: true });
  expect(checkOrderMove("paid", "shipped", { force: true })).toEqual({ allowed: true, forced: false });
});

test.each([
  ["paid", true],
  ["partially_shipped", true],
  ["shipped", false],
  ["cancelled", false],
  ["pending", false],
] as const)("case A29: a package for an order that is %s may go: %s", (status, allowed) => {
  expect(checkDispatch(status).allowed).toBe(allowed);
});

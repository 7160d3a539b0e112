import { expect, test } from "vitest";
import { clearOf } from "./clear-of.ts";

test.each([
  [{ word: "needsLink" }, "empty.allLinked"],
  [{ word: "ready" }, "empty.allSent"],
  [{ word: "onHold" }, "empty.noneHeld"],
  [{ word: "problem" }, "empty.noProblem"],
  [{ late: true }, "empty.noneLate"],
] as const)("where nothing wants a person any more, that is said: %j", (filters, says) => {
  expect(clearOf(filters, true)).toBe(says);
});

test("an order that other filters may hide is no proof that all is done", () => {
  expect(clearOf({ word: "ready", q: "castle" }, true)).toBeNull();
  expect(clearOf({ late: true, platform: "ebay" }, true)).toBeNull();
  expect(clearOf({ word: "sent" }, true)).toBeNull();
  expect(clearOf({}, true)).toBeNull();
});

test("before the first order nothing is called done, and none is late", () => {
  expect(clearOf({ word: "ready" }, false)).toBeNull();
  expect(clearOf({ late: true }, false)).toBe("empty.noneLate");
});

import { expect, test } from "vitest";
import { isNestedDeeper } from "./json-depth.ts";

test.each([
  ["[[1],[2]]", false],
  ["[[[1]]]", true],
  ['{"a":{"b":[]}}', true],
  ['["[[[[", "\\"[[[[", "\\\\", [1]]', false],
  ["", false],
])("%s nests deeper than two: %s", (text, deeper) => {
  expect(isNestedDeeper(text, 2)).toBe(deeper);
});

import { expect, test } from "vitest";
import { parseExactly, readText } from "./search-params.ts";

test("a long order number in the address keeps all its digits", () => {
  expect(readText(parseExactly("5764614100000001001"))).toBe("5764614100000001001");
  expect(readText(parseExactly('"5764614100000001001"'))).toBe("5764614100000001001");
  expect(parseExactly("100")).toBe(100);
});

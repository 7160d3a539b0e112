import { currencyExponent, formatMoney } from "@counterfoil/core/model";
import fc from "fast-check";
import { expect, test } from "vitest";
import { fixedToMoney, parseFixed, sumAmounts, toExactMoney, toMoney } from "./bricklink-money.ts";
import { decodeEntities, isoCountry, plainText } from "./bricklink-text.ts";

test.each([
  ["&#40;21016/6112603&#41;", "(21016/6112603)"],
  ["Brick &amp; Plate", "Brick & Plate"],
  ["&amp;#40;x&amp;#41;", "(x)"],
  ["AT&T", "AT&T"],
  ["&lt;b&gt;", "<b>"],
  ["&amp;lt;", "&lt;"],
  ["O&#39;Brien &quot;x&quot; &#xE9;", 'O\'Brien "x" é'],
  ["a &copy=1 b", "a &copy=1 b"],
])("%s reads as %s", (wire, plain) => {
  expect(decodeEntities(wire)).toBe(plain);
});

test("blank text is nothing; UK is GB", () => {
  expect(plainText("  ")).toBeNull();
  expect([isoCountry("UK"), isoCountry("de"), isoCountry(undefined)]).toEqual(["GB", "DE", null]);
});

test.each([
  ["13.1210", "GBP", 1312],
  ["0.0050", "GBP", 1],
  ["0.0049", "GBP", 0],
  ["-2.5000", "EUR", -250],
  ["1200.5000", "JPY", 1201],
  ["7", "USD", 700],
  ["1.2345", "KWD", 1235],
  ["0.00005", "USD", 0],
])("%s %s is %i in minor units", (wire, currency, minor) => {
  expect(toMoney(wire, currency)).toEqual({ minor, currency });
});

test.each(["", "1,5", "NaN", "1e3", "--1", undefined, null])("%s is no amount", (wire) => {
  expect(toMoney(wire, "GBP")).toBeNull();
});

test("a price that does not fit the currency has no exact form", () => {
  expect(toExactMoney("0.3050", "GBP")).toBeNull();
  expect(toExactMoney("0.3000", "GBP")).toEqual({ minor: 30, currency: "GBP" });
});

test("amounts add up exactly before they are rounded; nothing known is null, never 0", () => {
  expect(sumAmounts(["0.0040", "0.0040", undefined], "GBP")).toEqual({ minor: 1, currency: "GBP" });
  expect(sumAmounts([undefined, null], "GBP")).toBeNull();
});

test("every amount with the currency's decimals survives both ways", () => {
  fc.assert(
    fc.property(fc.integer({ min: -1e9, max: 1e9 }), fc.constantFrom("GBP", "JPY", "KWD"), (minor, currency) => {
      const text = formatMoney({ minor, currency });
      const padded = currencyExponent(currency) === 0 ? `${text}.0000` : text.padEnd(text.indexOf(".") + 5, "0");
      expect(toMoney(padded, currency)).toEqual({ minor, currency });
      expect(fixedToMoney(parseFixed(padded)!, currency).minor).toBe(minor);
    }),
  );
});

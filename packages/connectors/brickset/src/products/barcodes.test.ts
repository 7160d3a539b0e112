import { expect, test } from "vitest";
import { readBarcode, validBarcodes } from "./barcodes.ts";

test("of ten last digits one is right, and any other digit changed is noticed", () => {
  const right = (body: string) => [..."0123456789"].filter((digit) => readBarcode(`${body}${digit}`) !== null);
  expect(right("570201586993")).toEqual(["5"]);
  expect(right("67341928233")).toEqual(["8"]);
  const code = "5702015869935";
  for (let at = 0; at < code.length; at += 1) {
    const changed = `${code.slice(0, at)}${(Number(code[at]) + 1) % 10}${code.slice(at + 1)}`;
    expect(readBarcode(changed), changed).toBeNull();
  }
});

test("a UPC in the EAN's place, or with the scanner's leading zero, is a UPC", () => {
  const upc = { type: "upc", value: "673419282338" };
  expect(validBarcodes({ EAN: "673419282338" })).toEqual([upc]);
  expect(validBarcodes({ EAN: "0673419282338", UPC: "673419282338" })).toEqual([upc]);
  expect(validBarcodes({ EAN: "5702-0158 69935", UPC: "000000000000" })).toEqual([
    { type: "ean", value: "5702015869935" },
  ]);
  expect([validBarcodes(null), validBarcodes({}), readBarcode("does not apply")]).toEqual([[], [], null]);
});

import { expect, test } from "vitest";
import { barcodeKey, readTitleBarcodes } from "./barcode.ts";

test("an ISBN-10 and the EAN on the same book have one key", () => {
  expect(barcodeKey("0-306-40615-2")).toBe(barcodeKey("9780306406157"));
  expect(barcodeKey("080442957X")).toBe(barcodeKey("978-0-8044-2957-3"));
});

test("a UPC and the same number written as an EAN have one key", () => {
  expect(barcodeKey("673419191012")).toBe(barcodeKey("0673419191012"));
});

test.each(["Does not apply", "", "0000000000000", "1234567", "n/a"])("%j names nothing", (value) => {
  expect(barcodeKey(value)).toBeNull();
});

test("only numbers with the right check digit are read from a title", () => {
  expect(readTitleBarcodes("LEGO 75192 EAN 5702015869935 new")).toEqual(["5702015869935"]);
  expect(readTitleBarcodes("LEGO 75192 ref 5702015869936")).toEqual([]);
  expect(readTitleBarcodes("Book 0-306-40615-2 hardback")).toEqual(["0306406152"]);
});

import { expect, test } from "vitest";
import { fillFromProduct } from "./fill-from-product.ts";
import { emptyItem } from "./item-values.ts";

const falcon = {
  title: "LEGO 75192 Millennium Falcon",
  number: "75192-1",
  barcodes: ["5702015869935"],
  pictureUrl: "https://images.example/75192.jpg",
};
const chiron = { title: "LEGO 42083 Bugatti Chiron", number: "42083-1", barcodes: ["5702016116977"], pictureUrl: null };

test("an empty form takes title, picture, set number and barcode", () => {
  const { values, done, kept } = fillFromProduct(emptyItem("GBP"), falcon, null);
  expect(values).toEqual({
    title: falcon.title,
    imageUrl: falcon.pictureUrl,
    identifiers: [
      { type: "set_number", value: "75192-1" },
      { type: "gtin", value: "5702015869935" },
    ],
  });
  expect([done, kept]).toEqual([["title", "picture", "set number", "barcode"], []]);
});

test("what the seller typed stays, and is named", () => {
  const typed = {
    ...emptyItem("GBP"),
    title: "Falcon, dented box",
    identifiers: [
      { type: "set_number" as const, value: "75192" },
      { type: "asin" as const, value: "B075SDMMMV" },
    ],
  };
  const { values, kept } = fillFromProduct(typed, falcon, null);
  expect(values.title).toBe("Falcon, dented box");
  expect(values.identifiers).toEqual([...typed.identifiers, { type: "gtin", value: "5702015869935" }]);
  expect(kept).toEqual(["title"]);
});

test("another set number than the one found stays, and is named", () => {
  const typed = { ...emptyItem("GBP"), identifiers: [{ type: "set_number" as const, value: "10179" }] };
  const { values, kept } = fillFromProduct(typed, falcon, null);
  expect(values.identifiers.filter(({ type }) => type === "set_number")).toEqual(typed.identifiers);
  expect(kept).toEqual(["set number"]);
});

test("a second look-up replaces what the first one filled, and nothing else", () => {
  const first = fillFromProduct(emptyItem("GBP"), falcon, null);
  const edited = { ...emptyItem("GBP"), ...first.values, imageUrl: "https://my.example/own.jpg" };
  const { values, kept } = fillFromProduct(edited, chiron, first.filled);
  expect(values).toEqual({
    title: chiron.title,
    imageUrl: "https://my.example/own.jpg",
    identifiers: [
      { type: "set_number", value: "42083-1" },
      { type: "gtin", value: "5702016116977" },
    ],
  });
  expect(kept).toEqual([]);
});

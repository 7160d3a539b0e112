import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { applyStockChange, onHandAfter, type StockBook, type StockChange, type StockMovement } from "./index.ts";

const changeTypes = [
  "receive",
  "import",
  "remove",
  "adjust",
  "reserve",
  "release",
  "sell",
  "undo-sale",
  "return",
] as const;
const change: fc.Arbitrary<StockChange> = fc.record({
  type: fc.constantFrom(...changeTypes),
  quantity: fc.integer({ min: -3, max: 6 }),
});

test("any changes keep claims within what is on hand, and on-hand the sum of the movements", () => {
  fc.assert(
    fc.property(fc.array(change, { maxLength: 40 }), (changes) => {
      let book: StockBook = { onHand: 0, reserved: 0 };
      const movements: StockMovement[] = [];
      for (const next of changes) {
        const result = applyStockChange(book, next);
        if (!result.accepted) continue;
        book = result.book;
        if (result.movement) movements.push(result.movement);
        expect(book.reserved).toBeGreaterThanOrEqual(0);
        expect(book.reserved).toBeLessThanOrEqual(book.onHand);
        expect(onHandAfter(movements)).toBe(book.onHand);
      }
    }),
    { numRuns: 2000 },
  );
});

describe("refusals", () => {
  test("the last unit is promised once", () => {
    expect(applyStockChange({ onHand: 1, reserved: 1 }, { type: "reserve", quantity: 1 })).toMatchObject({
      refusal: { code: "not_available" },
    });
  });
  test("a count cannot fall below what is promised", () => {
    expect(applyStockChange({ onHand: 3, reserved: 2 }, { type: "adjust", quantity: -2 })).toMatchObject({
      refusal: { code: "not_available" },
    });
  });
  test("nothing is sold that was not reserved", () => {
    expect(applyStockChange({ onHand: 1, reserved: 0 }, { type: "sell", quantity: 1 })).toMatchObject({
      refusal: { code: "not_reserved" },
    });
  });
});

import { expect, test } from "vitest";
import { findScanned } from "./find-scanned.ts";
import type { Pick } from "./pick-queries.ts";

const pick = (more: Partial<Pick>): Pick => ({
  ...{ lineId: "l", itemId: "i", orderId: "o", platform: "ebay", platformOrderId: "1-1", buyerName: null },
  ...{ shipBy: null, title: "T", sku: "S-1", imageUrl: null, location: null, codes: [], quantity: 1, ticked: 0 },
  ...{ tickedBy: null, ...more },
});

test.each(["s-1", " S-1 ", "5702016617", "75192", "1-1"])("the word %j finds the unit", (word) => {
  const wanted = pick({ codes: ["5702016617", "75192-1"] });
  expect(findScanned([pick({ sku: "other", platformOrderId: "2" }), wanted], word)).toEqual({ pick: wanted });
});

test("of two alike the one that is not in hand is next; then all is said to be in hand", () => {
  const first = pick({ lineId: "a", ticked: 1 });
  const second = pick({ lineId: "b" });
  expect(findScanned([first, second], "S-1")).toEqual({ pick: second });
  expect(findScanned([first], "S-1")).toEqual({ said: "All of S-1 is in hand already." });
  expect(findScanned([first], "nope")).toEqual({ said: "Nothing to pick is called nope." });
});

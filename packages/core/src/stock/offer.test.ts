import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { inventoryStatuses } from "../model/index.ts";
import {
  bufferOf,
  bySlowness,
  byUrgency,
  figuresAtOnce,
  healsBySelf,
  judgePush,
  type ListingFacts,
  type OfferedItem,
  pauseAfter,
  quantityToOffer,
  type RehearsedPush,
  standingOf,
} from "./index.ts";

const item: fc.Arbitrary<OfferedItem> = fc.record({
  status: fc.constantFrom(...inventoryStatuses),
  quantityOnHand: fc.integer({ min: 0, max: 20 }),
  quantityClaimed: fc.integer({ min: 0, max: 20 }),
});

describe("the figure to offer", () => {
  test("is never below 0 nor above what is on the shelf and free", () => {
    fc.assert(
      fc.property(fc.array(item, { maxLength: 6 }), fc.nat(5), (items, buffer) => {
        const figure = quantityToOffer(items, buffer);
        const onShelf = items
          .filter(({ status }) => status === "in_stock" || status === "listed")
          .reduce((sum, { quantityOnHand }) => sum + quantityOnHand, 0);
        expect(figure).toBeGreaterThanOrEqual(0);
        expect(figure).toBeLessThanOrEqual(Math.max(0, onShelf - buffer));
      }),
    );
  });

  test("falls by what is claimed and never rises with the buffer", () => {
    fc.assert(
      fc.property(fc.array(item, { maxLength: 6 }), fc.nat(5), (items, buffer) => {
        expect(quantityToOffer(items, buffer + 1)).toBeLessThanOrEqual(quantityToOffer(items, buffer));
        const more = items.map((one) => ({ ...one, quantityClaimed: one.quantityClaimed + 1 }));
        expect(quantityToOffer(more, buffer)).toBeLessThanOrEqual(quantityToOffer(items, buffer));
      }),
    );
  });

  test("keeps the buffer back once for a listing, whatever the number of items", () => {
    const unit = { status: "listed", quantityOnHand: 1, quantityClaimed: 0 } as const;
    expect(quantityToOffer([unit, unit, unit], 1)).toBe(2);
    expect([bufferOf(null, 2), bufferOf(0, 2)]).toEqual([2, 0]);
  });
});

const push = (change: Partial<RehearsedPush>): RehearsedPush => ({
  ...{ listingId: "l", known: 1, wanted: 0, soldHere: false, zeroAllowed: false },
  ...change,
});
const zeroes = (count: number, change: Partial<RehearsedPush> = {}) =>
  Array.from({ length: count }, (_, index) => push({ listingId: `l${index}`, ...change }));

describe("the brake", () => {
  const on = { allowed: true, zeroLimit: 10 };

  test("holds a first push as a whole, and names what differs", () => {
    const verdict = judgePush([push({ listingId: "a" }), push({ listingId: "b", known: 0 })], {
      ...on,
      allowed: false,
    });
    expect(verdict).toEqual({ kind: "hold", reason: "first_push", listingIds: ["a"] });
  });

  test("holds more zeroes than the limit, and lets as many go", () => {
    expect(judgePush(zeroes(10), on)).toEqual({ kind: "go" });
    expect(judgePush(zeroes(11), on)).toMatchObject({ kind: "hold", reason: "zeroes" });
  });

  test("never holds what sales explain or a person agreed to", () => {
    expect(judgePush(zeroes(50, { soldHere: true }), on)).toEqual({ kind: "go" });
    expect(judgePush(zeroes(50, { zeroAllowed: true }), on)).toEqual({ kind: "go" });
    expect(judgePush([...zeroes(9), ...zeroes(50, { soldHere: true })], on)).toEqual({ kind: "go" });
  });
});

const listing = (change: Partial<ListingFacts>): ListingFacts => ({
  ...{ status: "active", quantity: 1, fulfilledBy: "seller", links: 1, unitsWereSold: false, onHand: 1, wanted: 1 },
  ...change,
});

describe("a listing stands", () => {
  test.each<[string, Partial<ListingFacts>]>([
    ["agrees", {}],
    ["differs", { quantity: 2 }],
    ["unknown", { quantity: null }],
    ["phantom", { onHand: 0, wanted: 0 }],
    ["phantom", { links: 0, unitsWereSold: true }],
    ["not_linked", { links: 0 }],
    ["excluded", { fulfilledBy: "platform", quantity: 7 }],
    ["ended", { status: "ended" }],
  ])("%s", (standing, change) => {
    expect(standingOf(listing(change))).toBe(standing);
  });

  test("offering a promised unit differs and is no phantom: the unit is there", () => {
    expect(standingOf(listing({ onHand: 1, wanted: 0 }))).toBe("differs");
  });

  test.each([
    ["ask", false, false],
    ["withdraw", true, false],
    ["heal", true, true],
  ] as const)("and by the rule %s too much is mended: %s, too little: %s", (rule, tooMuch, tooLittle) => {
    expect(healsBySelf(rule, { quantity: 2, wanted: 1 })).toBe(tooMuch);
    expect(healsBySelf(rule, { quantity: 1, wanted: 2 })).toBe(tooLittle);
  });
});

test("fewer figures are sent together to a slow platform, so that an urgent one waits for few", () => {
  expect([null, 1, 100, 1_000, 4_000, 60_000].map(figuresAtOnce)).toEqual([10, 40, 40, 15, 3, 1]);
});

test("withdrawals go before offers, sold out before less, and the slowest platform first", () => {
  const at = "2026-04-01T00:00:00Z";
  const more = { known: 1, wanted: 2, changedAt: at };
  const less = { known: 3, wanted: 2, changedAt: at };
  const none = { known: 1, wanted: 0, changedAt: at };
  expect([more, less, none].sort(byUrgency)).toEqual([none, less, more]);
  expect([{ paceMs: 10 }, { paceMs: 900 }, { paceMs: null }].sort(bySlowness).map(({ paceMs }) => paceMs)).toEqual([
    null,
    900,
    10,
  ]);
});

test("pauses grow and end at a quarter of an hour", () => {
  expect([1, 2, 3, 100].map(pauseAfter)).toEqual([5_000, 10_000, 20_000, 900_000]);
});

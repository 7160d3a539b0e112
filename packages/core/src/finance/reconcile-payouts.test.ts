import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type PayoutToFind, platformOfPayer, reconcilePayouts, type StatementLine } from "./index.ts";

const span = { from: "2025-01-01T00:00:00Z", until: "2026-12-31T00:00:00Z" };
const gbp = (minor: number) => ({ minor, currency: "GBP" });

const payout = (id: string, minor: number, sentAt: string, rest: Partial<PayoutToFind> = {}): PayoutToFind => ({
  ...{ id, platform: "ebay", externalId: id, sentAt, amount: gbp(minor), bankReference: null, status: "paid" },
  ...rest,
});
const line = (id: string, minor: number, bookedAt: string, rest: Partial<StatementLine> = {}): StatementLine => ({
  ...{ id, bookedAt, amount: gbp(minor), payer: "EBAY Commerce UK L", reference: null, description: null },
  looksLike: "ebay",
  ...rest,
});
const find = (
  payouts: PayoutToFind[],
  lines: StatementLine[],
  decisions: { payoutId: string; lineIds: string[] }[] = [],
) => reconcilePayouts({ payouts, lines, decisions, span });
const states = (payouts: PayoutToFind[], lines: StatementLine[]) =>
  find(payouts, lines).payouts.map(({ state }) => state);

describe("a payout and the bank", () => {
  test("its number in the reference finds it, whatever the date", () => {
    const { payouts } = find(
      [payout("7272765884", 100, "2026-03-01T00:00:00Z")],
      [line("l", 100, "2026-03-20T00:00:00Z", { reference: "P*7272765884" })],
    );
    expect(payouts).toMatchObject([{ state: "paid_out", by: "reference", lineIds: ["l"], difference: gbp(0) }]);
  });

  test("its number with another amount is a difference, with its sign", () => {
    const { payouts } = find(
      [payout("7272765884", 10_000, "2026-03-01T00:00:00Z")],
      [line("l", 9750, "2026-03-02T00:00:00Z", { reference: "P*7272765884" })],
    );
    expect(payouts).toMatchObject([{ state: "different", difference: gbp(-250) }]);
  });

  test("a number inside a longer one, and a short number, name nothing", () => {
    const longer = line("l", 1, "2026-05-02T00:00:00Z", { reference: "17272765884", looksLike: null });
    expect(states([payout("7272765884", 100, "2026-03-01T00:00:00Z")], [longer])).toEqual(["missing"]);
    const short = line("l", 1, "2026-05-02T00:00:00Z", { reference: "P*12", looksLike: null });
    expect(states([payout("12", 100, "2026-03-01T00:00:00Z")], [short])).toEqual(["missing"]);
  });

  test.each([
    ["2026-02-28T23:00:00Z", "paid_out"],
    ["2026-03-06T09:00:00Z", "paid_out"],
    ["2026-02-27T23:00:00Z", "missing"],
    ["2026-03-07T00:00:00Z", "missing"],
  ])("the exact amount booked at %s: %s", (bookedAt, state) => {
    expect(states([payout("p", 100, "2026-03-01T12:00:00Z")], [line("l", 100, bookedAt)])).toEqual([state]);
  });

  test("the same amount from somebody else is not it", () => {
    const other = line("l", 100, "2026-03-02T00:00:00Z", { payer: "Aunt May", looksLike: null });
    const { payouts, unexplained } = find([payout("p", 100, "2026-03-01T00:00:00Z")], [other]);
    expect(payouts[0]?.state).toBe("missing");
    expect(unexplained).toEqual([]);
  });

  test("as many equal lines as payouts are paired by date; otherwise a person is asked", () => {
    const two = [payout("a", 100, "2026-03-01T00:00:00Z"), payout("b", 100, "2026-03-03T00:00:00Z")];
    const both = [line("x", 100, "2026-03-02T00:00:00Z"), line("y", 100, "2026-03-04T00:00:00Z")];
    expect(find(two, both).payouts.map(({ lineIds }) => lineIds)).toEqual([["x"], ["y"]]);
    const { payouts, unexplained } = find(two, both.slice(0, 1));
    expect(payouts).toMatchObject([
      { state: "unclear", candidates: ["x"] },
      { state: "unclear", candidates: ["x"] },
    ]);
    expect(unexplained).toEqual(["x"]);
  });

  test("one line may be all payouts of a day together", () => {
    const day = [payout("a", 100, "2026-03-01T01:00:00Z"), payout("b", 250, "2026-03-01T20:00:00Z")];
    const { payouts } = find(day, [line("l", 350, "2026-03-02T00:00:00Z")]);
    expect(payouts).toMatchObject([
      { state: "paid_out", by: "same_day", lineIds: ["l"] },
      { state: "paid_out", by: "same_day", lineIds: ["l"] },
    ]);
  });

  test("what a person said comes first and is kept", () => {
    const sent = [payout("7272765884", 100, "2026-03-01T00:00:00Z")];
    const lines = [
      line("named", 100, "2026-03-02T00:00:00Z", { reference: "P*7272765884" }),
      line("other", 90, "2026-03-02T00:00:00Z"),
    ];
    expect(find(sent, lines, [{ payoutId: "7272765884", lineIds: ["other"] }]).payouts).toMatchObject([
      { state: "different", by: "person", lineIds: ["other"], difference: gbp(-10) },
    ]);
    expect(find(sent, lines, [{ payoutId: "7272765884", lineIds: [] }]).payouts).toMatchObject([
      { state: "elsewhere", by: "person" },
    ]);
  });

  test("what a person parted is never paired again, by number or by amount", () => {
    const sent = [payout("7272765884", 100, "2026-03-01T00:00:00Z")];
    for (const reference of ["P*7272765884", null]) {
      const lines = [line("l", 100, "2026-03-02T00:00:00Z", { reference })];
      const parted = [{ payoutId: "7272765884", lineId: "l" }];
      const found = reconcilePayouts({ payouts: sent, lines, decisions: [], parted, span });
      expect(found.payouts).toMatchObject([{ state: "missing", lineIds: [] }]);
      expect(found.unexplained).toEqual(["l"]);
    }
  });

  test("what the bank cannot know yet, or never told, is not called missing", () => {
    const sent = [payout("p", 100, "2026-03-01T00:00:00Z")];
    const within = (from: string, until: string) =>
      reconcilePayouts({ payouts: sent, lines: [], decisions: [], span: { from, until } }).payouts[0]?.state;
    expect(within("2026-01-01T00:00:00Z", "2026-03-03T00:00:00Z")).toBe("expected");
    expect(within("2026-03-01T00:00:00Z", "2026-09-01T00:00:00Z")).toBe("not_covered");
    expect(reconcilePayouts({ payouts: sent, lines: [], decisions: [], span: null }).payouts[0]?.state).toBe(
      "not_covered",
    );
    expect(states([payout("p", 100, "2026-03-01T00:00:00Z", { status: "failed" })], [])).toEqual(["failed"]);
  });

  test("amounts of two currencies are never compared", () => {
    const euro = line("l", 100, "2026-03-02T00:00:00Z", { amount: { minor: 100, currency: "EUR" } });
    expect(states([payout("p", 100, "2026-03-01T00:00:00Z")], [euro])).toEqual(["missing"]);
    const named = { ...euro, reference: "P*7272765884" };
    expect(find([payout("7272765884", 100, "2026-03-01T00:00:00Z")], [named]).payouts).toMatchObject([
      { state: "different", difference: null },
    ]);
  });

  test("a line that looks like a payout and is none is shown", () => {
    expect(find([], [line("l", 100, "2026-03-02T00:00:00Z")]).unexplained).toEqual(["l"]);
  });
});

test.each([
  ["EBAY Commerce UK L", "ebay"],
  ["AMAZON PAYMENTS UK LIMITED", "amazon"],
  ["Amazon Payments Uk", "amazon"],
  ["TIKTOK INFORMATION TECHNOLOGIES UK LIMITED", "tiktok-shop"],
  ["AMAZON MKTPLACE", null],
  ["Ebayley Ltd", null],
  [null, null],
])("%s pays out for %s", (payer, platform) => {
  expect(platformOfPayer(payer)).toBe(platform);
});

const dayOfMarch = fc.integer({ min: 1, max: 28 }).map((day) => `2026-03-${String(day).padStart(2, "0")}T12:00:00Z`);
const amount = fc.constantFrom(100, 200, 300);
const payouts = fc
  .array(fc.tuple(amount, dayOfMarch), { maxLength: 8 })
  .map((rows) => rows.map(([minor, sentAt], n) => payout(`p${n}`, minor, sentAt)));
const lines = fc
  .array(fc.tuple(amount, dayOfMarch, fc.boolean()), { maxLength: 8 })
  .map((rows) =>
    rows.map(([minor, bookedAt, ours], n) => line(`l${n}`, minor, bookedAt, ours ? {} : { looksLike: null })),
  );

test("no line pays two payouts unless it is their sum, and the order of the input changes nothing", () => {
  fc.assert(
    fc.property(payouts, lines, (sent, booked) => {
      const result = find(sent, booked);
      const amounts = new Map(sent.map(({ id, amount: { minor } }) => [id, minor]));
      for (const { id, amount: own } of booked) {
        const paid = result.payouts.filter(({ lineIds }) => lineIds.includes(id));
        const sum = paid.reduce((total, { payoutId }) => total + (amounts.get(payoutId) ?? 0), 0);
        if (paid.length > 0) expect(sum).toBe(own.minor);
      }
      expect(result.payouts.map(({ payoutId }) => payoutId)).toEqual(sent.map(({ id }) => id));
      const turned = find(sent.toReversed(), booked.toReversed());
      expect(turned.payouts.toReversed()).toEqual(result.payouts);
      expect(turned.unexplained.toSorted()).toEqual(result.unexplained.toSorted());
    }),
    { numRuns: 1500 },
  );
});

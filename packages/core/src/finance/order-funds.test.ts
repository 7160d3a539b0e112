import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isSettled, shareAmongUnits, shareOrderFunds, unitProfit } from "./index.ts";

const gbp = (minor: number) => ({ minor, currency: "GBP" });
const line = (lineExternalId: string, gross: number | null, quantity = 1) => ({
  lineExternalId,
  ...{ gross: gross === null ? null : gbp(gross), quantity },
});
type Movement = Parameters<typeof shareOrderFunds>[1][number];
const sale = (net: number, fees: number | null, lineFees: Movement["lineFees"] = []): Movement => ({
  ...{ kind: "sale", net: gbp(net), fees: fees === null ? null : gbp(fees), lineFees, payoutExternalId: "p" },
});

describe("what an order's movements took", () => {
  test("case 75: a record of the order alone is shared evenly among its units", () => {
    const [funds] = shareOrderFunds([line("a", 4000, 2)], [sale(3400, 600)]);
    expect(funds?.fees).toEqual(gbp(600));
    const units = shareAmongUnits({ sale: gbp(4000), ...{ fees: null, postage: null, refunded: null }, ...funds }, 2);
    expect(units).toMatchObject([
      { sale: gbp(2000), fees: gbp(300), postage: gbp(0) },
      { sale: gbp(2000), fees: gbp(300), postage: gbp(0) },
    ]);
  });

  test("case 79: fees of 0 are known", () => {
    expect(shareOrderFunds([line("a", 4000)], [sale(4000, 0)])).toMatchObject([{ fees: gbp(0) }]);
  });

  test("case 81: several records are summed once, then shared", () => {
    const movements = [sale(900, 100), sale(1700, 300), { ...sale(-60, null), kind: "fee" as const }];
    expect(shareOrderFunds([line("a", 1000), line("b", 3000)], movements)).toMatchObject([
      { fees: gbp(115) },
      { fees: gbp(345) },
    ]);
  });

  test("fees that name their line go to it", () => {
    const named = [{ lineExternalId: "b", fees: gbp(200) }];
    expect(shareOrderFunds([line("a", 1000), line("b", 1000)], [sale(1700, 300, named)])).toMatchObject([
      { fees: gbp(50) },
      { fees: gbp(250) },
    ]);
  });

  test("what was sold is what came in and what was kept of it", () => {
    expect(shareOrderFunds([line("a", 1000), line("b", 3000)], [sale(3800, 600)])).toMatchObject([
      { sale: gbp(1100) },
      { sale: gbp(3300) },
    ]);
  });

  test("that no label was bought and nothing refunded is known once all is paid out, not before", () => {
    const held = { ...sale(900, 100), payoutExternalId: null };
    expect(isSettled([held])).toBe(false);
    expect(shareOrderFunds([line("a", 1000)], [held])).toMatchObject([
      { sale: gbp(1000), fees: gbp(100), postage: null, refunded: null },
    ]);
    expect(shareOrderFunds([line("a", 1000)], [sale(900, 100)])).toMatchObject([{ postage: gbp(0), refunded: gbp(0) }]);
    const label: Movement = { ...held, kind: "postage", net: gbp(-335), fees: null };
    expect(shareOrderFunds([line("a", 1000)], [sale(900, 100), label])).toMatchObject([
      { postage: gbp(335), refunded: null },
    ]);
  });

  test("what was refunded is of the units that came back", () => {
    const parts = { sale: gbp(2000), fees: gbp(200), postage: gbp(0), refunded: gbp(1000) };
    expect(shareAmongUnits(parts, 2, 1).map(({ refunded }) => refunded)).toEqual([gbp(0), gbp(1000)]);
    expect(shareAmongUnits(parts, 2).map(({ refunded }) => refunded)).toEqual([gbp(500), gbp(500)]);
  });

  test("without a movement, with a sale that hides its fees, or in two currencies, they are unknown", () => {
    expect(shareOrderFunds([line("a", 1000)], [])).toMatchObject([{ fees: null, postage: null, refunded: null }]);
    expect(shareOrderFunds([line("a", 1000)], [sale(900, null)])).toMatchObject([{ fees: null, postage: gbp(0) }]);
    const euro = { ...sale(900, 100), net: { minor: 900, currency: "EUR" } };
    expect(shareOrderFunds([line("a", 1000)], [sale(900, 100), euro])).toMatchObject([{ fees: null, postage: null }]);
  });

  test("postage and refunds are what they took", () => {
    const movements = [
      sale(900, 100),
      { ...sale(-335, null), kind: "postage" as const },
      { ...sale(-200, null), kind: "refund" as const },
    ];
    expect(shareOrderFunds([line("a", 1000)], movements)).toMatchObject([{ postage: gbp(335), refunded: gbp(200) }]);
  });
});

describe("a unit's profit", () => {
  const parts = { sale: gbp(2000), fees: gbp(300), postage: gbp(335), refunded: gbp(0), cost: gbp(900) };

  test("is the sale less everything it cost", () => {
    expect(unitProfit(parts)).toEqual({ known: true, profit: gbp(465) });
  });

  test("is unknown as soon as one part is, and says which", () => {
    expect(unitProfit({ ...parts, cost: null, postage: null })).toEqual({
      ...{ known: false, unknown: ["postage", "cost"], currencies: [] },
    });
  });

  test("is not added up over currencies", () => {
    expect(unitProfit({ ...parts, cost: { minor: 900, currency: "USD" } })).toEqual({
      ...{ known: false, unknown: [], currencies: ["GBP", "USD"] },
    });
  });
});

test("shares add up exactly, over lines and units, in currencies with 0, 2 and 3 decimals", () => {
  const money = fc.integer({ min: 0, max: 1_000_000 });
  const drawn = fc.array(fc.record({ gross: money, quantity: fc.integer({ min: 1, max: 7 }) }), {
    minLength: 1,
    maxLength: 6,
  });
  fc.assert(
    fc.property(
      drawn,
      fc.array(money, { minLength: 1, maxLength: 4 }),
      money,
      fc.constantFrom("JPY", "GBP", "KWD"),
      (rows, fees, postage, currency) => {
        const lines = rows.map(({ gross, quantity }, n) => ({
          lineExternalId: `${n}`,
          gross: { minor: gross, currency },
          quantity,
        }));
        const movements: Movement[] = fees.map((minor) => ({
          ...{
            kind: "sale",
            net: { minor: 0, currency },
            fees: { minor, currency },
            lineFees: [],
            payoutExternalId: "p",
          },
        }));
        const label = { net: { minor: -postage, currency }, fees: null, lineFees: [], payoutExternalId: "p" };
        movements.push({ kind: "postage", ...label });
        const shared = shareOrderFunds(lines, movements);
        const total = (part: "fees" | "postage") =>
          shared.reduce((sum, own) => sum + (own[part]?.minor ?? Number.NaN), 0);
        expect(total("fees")).toBe(fees.reduce((a, b) => a + b, 0));
        expect(total("postage")).toBe(postage);
        shared.forEach((own, n) => {
          const units = shareAmongUnits({ ...own, sale: lines[n]?.gross ?? null }, lines[n]?.quantity ?? 0);
          expect(units.reduce((sum, unit) => sum + (unit.fees?.minor ?? Number.NaN), 0)).toBe(own.fees?.minor);
        });
      },
    ),
  );
});

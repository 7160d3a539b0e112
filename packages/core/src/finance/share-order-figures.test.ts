import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { currencyExponent, formatMoney, type Money, parseMoney } from "../model/index.ts";
import { type FiguresLine, shareOrderFigures, type UnitFigures } from "./index.ts";

const gbp = (minor: number): Money => ({ minor, currency: "GBP" });
const line = (gross: number | null, units: number, rest: Partial<FiguresLine> = {}): FiguresLine => ({
  ...{ gross: gross === null ? null : gbp(gross), shipping: null, tax: null, units, refundedUnits: 0 },
  ...rest,
});
const none = { shipping: null, tax: null, fees: null, refunded: null };

describe("an order's own figures", () => {
  test("case 73: 100.00 over three units", () => {
    const [units = []] = shareOrderFigures(none, [line(10_000, 3)]);
    expect(units.map(({ gross }) => gross?.minor).sort()).toEqual([3333, 3333, 3334]);
  });

  test("case 75: gross 40, fees 6, two units", () => {
    const [units] = shareOrderFigures({ ...none, fees: gbp(600), refunded: gbp(0) }, [line(4000, 2)]);
    const unit = { gross: gbp(2000), fees: gbp(300), net: gbp(1700) };
    expect(units).toMatchObject([unit, unit]);
  });

  test("case 79: fees of nothing are known", () => {
    expect(shareOrderFigures({ ...none, fees: gbp(0), refunded: gbp(0) }, [line(4000, 1)])).toMatchObject([
      [{ fees: gbp(0), net: gbp(4000) }],
    ]);
  });

  test("case 95: a refund without return leaves the unit its adjusted net", () => {
    const order = { ...none, fees: gbp(100), refunded: gbp(1000) };
    expect(shareOrderFigures(order, [line(1000, 1, { refundedUnits: 1 })])).toMatchObject([[{ net: gbp(-100) }]]);
  });

  test("a refund goes to the refunded unit, and the others keep what they earned", () => {
    const order = { ...none, fees: gbp(300), refunded: gbp(1000) };
    const [a, b] = shareOrderFigures(order, [line(3000, 3, { refundedUnits: 1 }), line(1000, 1)]);
    expect(a?.map(({ refunded }) => refunded?.minor)).toEqual([0, 0, 1000]);
    expect(b?.map(({ refunded }) => refunded?.minor)).toEqual([0]);
  });

  test("what is unknown stays unknown", () => {
    const [[unit] = []] = shareOrderFigures(none, [line(null, 1)]);
    expect(unit).toEqual({ gross: null, shipping: null, tax: null, fees: null, refunded: null, net: null });
    expect(shareOrderFigures({ ...none, fees: gbp(100) }, [line(1000, 1)])).toMatchObject([[{ net: null }]]);
  });
});

// Currencies of 0, 2 and 3 decimals.
const currencies = ["JPY", "KRW", "GBP", "EUR", "INR", "KWD", "BHD"] as const;
const minor = fc.integer({ min: 0, max: 100_000_000 });
const amount = fc.option(minor, { nil: null, freq: 5 });
const orders = fc.record({
  currency: fc.constantFrom(...currencies),
  ...{ shipping: amount, tax: amount, fees: amount, refunded: amount },
  lines: fc.array(
    fc
      .record({ gross: amount, shipping: amount, tax: amount, units: fc.integer({ min: 1, max: 60 }) })
      .chain((own) => fc.integer({ min: 0, max: own.units }).map((refundedUnits) => ({ ...own, refundedUnits }))),
    { minLength: 1, maxLength: 8 },
  ),
});

function sum(units: UnitFigures[], part: keyof UnitFigures): number | null {
  const shares = units.map((unit) => unit[part]);
  return shares.includes(null) ? null : shares.reduce((total, share) => total + (share?.minor ?? 0), 0);
}

describe("shares over random orders, fees, refunds and quantities", () => {
  test("add up to every figure exactly, in whole minor units of the order's currency", () => {
    fc.assert(
      fc.property(orders, ({ currency, lines, ...totals }) => {
        const money = (value: number | null): Money | null => (value === null ? null : { minor: value, currency });
        const figured = lines.map(({ gross, shipping, tax, ...rest }) => ({
          ...{ gross: money(gross), shipping: money(shipping), tax: money(tax), ...rest },
        }));
        const whole = { shipping: money(totals.shipping), tax: money(totals.tax) };
        const shared = shareOrderFigures(
          { ...whole, fees: money(totals.fees), refunded: money(totals.refunded) },
          figured,
        );
        const all = shared.flat();
        expect(shared.map(({ length }) => length)).toEqual(lines.map(({ units }) => units));
        for (const [n, units] of shared.entries()) expect(sum(units, "gross")).toBe(lines[n]?.gross ?? null);
        expect(sum(all, "fees")).toBe(totals.fees);
        expect(sum(all, "refunded")).toBe(totals.refunded);
        for (const part of ["shipping", "tax"] as const) {
          const own = lines.map((each) => each[part]);
          const expected = own.includes(null)
            ? totals[part]
            : own.reduce<number>((total, each) => total + (each ?? 0), 0);
          expect(sum(all, part)).toBe(expected);
        }
        const known = totals.fees !== null && totals.refunded !== null && lines.every(({ gross }) => gross !== null);
        if (known) expect(sum(all, "net")).toBe((sum(all, "gross") ?? 0) - (totals.fees ?? 0) - (totals.refunded ?? 0));
        const shares = all.flatMap((unit) => Object.values(unit).filter((share): share is Money => share !== null));
        const isWhole = (share: Money) =>
          share.currency === currency && parseMoney(formatMoney(share), currency)?.minor === share.minor;
        expect(shares.filter((share) => !isWhole(share))).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });

  test("no unit of a line is a minor unit further from another than it must be", () => {
    fc.assert(
      fc.property(minor, fc.integer({ min: 1, max: 100 }), fc.constantFrom(...currencies), (gross, units, currency) => {
        expect([0, 2, 3]).toContain(currencyExponent(currency));
        const one = { gross: { minor: gross, currency }, shipping: null, tax: null, units, refundedUnits: 0 };
        const shares = (shareOrderFigures(none, [one])[0] ?? []).map((unit) => unit.gross?.minor ?? Number.NaN);
        expect(Math.max(...shares) - Math.min(...shares)).toBeLessThanOrEqual(1);
      }),
    );
  });
});

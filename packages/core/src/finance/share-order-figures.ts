import { type Money, shareMoney } from "../model/index.ts";
import { shareAmongUnits } from "./unit-profit.ts";

/** What an order says of its own money. Null is unknown. */
export interface OrderFigures {
  /** What the buyer paid for postage. */
  shipping: Money | null;
  tax: Money | null;
  fees: Money | null;
  refunded: Money | null;
}

/** A line of the order. Its own postage and tax stand before shares of the order's. */
export interface FiguresLine {
  gross: Money | null;
  shipping: Money | null;
  tax: Money | null;
  /** Physical units of the whole line. */
  units: number;
  /** Of those, units that were refunded; they are counted from the end. */
  refundedUnits: number;
}

/** One unit's share of everything. `net` is gross less fees and refunds; null where one of them is unknown. */
export interface UnitFigures {
  gross: Money | null;
  shipping: Money | null;
  tax: Money | null;
  fees: Money | null;
  refunded: Money | null;
  net: Money | null;
}

/**
 * Shares an order's own figures among the units of its lines, so that all shares of a figure add up to it exactly: by
 * what the lines were sold for, by units where a price is missing; refunds go to refunded units where they are named.
 */
export function shareOrderFigures(order: OrderFigures, lines: readonly FiguresLine[]): UnitFigures[][] {
  const weights = weightsOf(lines);
  const fees = shareOf(order.fees, weights);
  const refunded = shareOf(order.refunded, refundWeights(lines, weights));
  const shipping = ownOrShared(lines, "shipping", { whole: order.shipping, weights });
  const tax = ownOrShared(lines, "tax", { whole: order.tax, weights });
  return lines.map((line, n) => {
    const parts = { fees: fees?.[n] ?? null, shipping: shipping[n] ?? null, tax: tax[n] ?? null };
    return unitsOf(line, { ...parts, refunded: refunded?.[n] ?? null });
  });
}

function weightsOf(lines: readonly FiguresLine[]): number[] {
  const priced = lines.every(({ gross }) => gross !== null && gross.minor >= 0);
  return lines.map(({ gross, units }) => (priced ? (gross?.minor ?? 0) : units));
}

function refundWeights(lines: readonly FiguresLine[], weights: readonly number[]): number[] {
  const named = lines.map(({ units, refundedUnits }, n) =>
    units === 0 ? 0 : ((weights[n] ?? 0) * refundedUnits) / units,
  );
  return named.some((weight) => weight > 0) ? named : [...weights];
}

function shareOf(whole: Money | null, weights: readonly number[]): Money[] | null {
  return whole === null ? null : shareMoney(whole, weights);
}

function ownOrShared(
  lines: readonly FiguresLine[],
  part: "shipping" | "tax",
  { whole, weights }: { whole: Money | null; weights: readonly number[] },
): (Money | null)[] {
  const own = lines.map((line) => line[part]);
  return own.every((money) => money !== null) ? own : (shareOf(whole, weights) ?? lines.map(() => null));
}

type Shared = Record<"fees" | "shipping" | "tax" | "refunded", Money | null>;

function unitsOf({ gross: sale, units, refundedUnits }: FiguresLine, parts: Shared): UnitFigures[] {
  const { fees, shipping: postage, refunded } = parts;
  const taxes = shareOf(parts.tax, Array<number>(units).fill(1));
  const shares = shareAmongUnits({ sale, fees, postage, refunded }, units, Math.min(refundedUnits, units));
  return shares.map((unit, n) => ({
    ...{ gross: unit.sale, shipping: unit.postage, tax: taxes?.[n] ?? null, fees: unit.fees, refunded: unit.refunded },
    net: netOf(unit.sale, unit.fees, unit.refunded),
  }));
}

function netOf(gross: Money | null, fees: Money | null, refunded: Money | null): Money | null {
  if (gross === null || fees === null || refunded === null) return null;
  if (fees.currency !== gross.currency || refunded.currency !== gross.currency) return null;
  return { minor: gross.minor - fees.minor - refunded.minor, currency: gross.currency };
}

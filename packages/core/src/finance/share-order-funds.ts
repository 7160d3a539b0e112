import { type FinanceTransaction, type Money, shareMoney, sumMoney } from "../model/index.ts";

/** A line of the order that funds are shared among. */
export interface FundsLine {
  lineExternalId: string;
  /** What the buyer paid for it; null where the platform does not say. */
  gross: Money | null;
  quantity: number;
}

/** What a line brought and bore. Null is unknown; a known nothing is 0. */
export interface LineFunds {
  lineExternalId: string;
  /** What the sale brought before fees, postage that the buyer paid included. */
  sale: Money | null;
  fees: Money | null;
  /** Labels that were bought through the platform. */
  postage: Money | null;
  refunded: Money | null;
}

type Movement = Pick<FinanceTransaction, "kind" | "net" | "fees" | "lineFees" | "payoutExternalId">;

/** Whether the platform is done with an order's funds: it was sold, and every movement is part of a payout. */
export function isSettled(movements: readonly Pick<Movement, "kind" | "payoutExternalId">[]): boolean {
  return (
    movements.some(({ kind }) => kind === "sale") &&
    movements.every(({ payoutExternalId }) => payoutExternalId !== null)
  );
}

/**
 * Shares what an order's movements of funds brought and took among its lines: fees that name their line go to it,
 * everything else by what the lines were sold for (by units where that is not known). Shares add up to the whole exactly.
 * Without a movement all is unknown; movements of several currencies leave it unknown, since they are never summed. That
 * there was no label or refund is known only once all is paid out.
 */
export function shareOrderFunds(lines: readonly FundsLine[], movements: readonly Movement[]): LineFunds[] {
  const nothing = { sale: null, fees: null, postage: null, refunded: null };
  const currency = movements[0]?.net.currency;
  if (currency === undefined || movements.some((movement) => currenciesOf(movement).some((own) => own !== currency)))
    return lines.map(({ lineExternalId }) => ({ lineExternalId, ...nothing }));
  const weights = weightsOf(lines, currency);
  const share = (total: Money | null) => (total === null ? null : shareMoney(total, weights));
  const sale = share(soldFor(movements, currency));
  const fees = feesOf(lines, movements, { currency, weights });
  const postage = share(knownly(movements, "postage", currency));
  const refunded = share(knownly(movements, "refund", currency));
  return lines.map(({ lineExternalId }, n) => ({
    lineExternalId,
    sale: sale?.[n] ?? null,
    fees: fees?.[n] ?? null,
    postage: postage?.[n] ?? null,
    refunded: refunded?.[n] ?? null,
  }));
}

function currenciesOf({ net, fees, lineFees }: Movement): string[] {
  return [net, fees, ...lineFees.map((line) => line.fees)].flatMap((money) => (money ? [money.currency] : []));
}

function weightsOf(lines: readonly FundsLine[], currency: string): number[] {
  const known = lines.every(({ gross }) => gross !== null && gross.currency === currency && gross.minor >= 0);
  return lines.map(({ gross, quantity }) => (known ? (gross?.minor ?? 0) : quantity));
}

function taken(movements: readonly Movement[], kind: Movement["kind"], currency: string): Money {
  const own = movements.filter((movement) => movement.kind === kind).map(({ net }) => net);
  const sum = sumMoney(own, currency);
  return { minor: sum.minor === 0 ? 0 : -sum.minor, currency };
}

/** Null where it may still come. */
function knownly(movements: readonly Movement[], kind: "postage" | "refund", currency: string): Money | null {
  const isTold = movements.some((movement) => movement.kind === kind);
  return isTold || isSettled(movements) ? taken(movements, kind, currency) : null;
}

function withheldOf(movements: readonly Movement[]): Money[] | null {
  const sales = movements.filter(({ kind }) => kind === "sale");
  const withheld = sales.flatMap(({ fees }) => (fees ? [fees] : []));
  return sales.length > 0 && withheld.length === sales.length ? withheld : null;
}

/** What came in and what was kept of it: tax that a platform collects for a state is in neither. */
function soldFor(movements: readonly Movement[], currency: string): Money | null {
  const withheld = withheldOf(movements);
  if (withheld === null) return null;
  const nets = movements.filter(({ kind }) => kind === "sale").map(({ net }) => net);
  return sumMoney([...nets, ...withheld], currency);
}

/** Null where a sale does not say its fees: then a sum would be too small. */
function feesOf(
  lines: readonly FundsLine[],
  movements: readonly Movement[],
  { currency, weights }: { currency: string; weights: readonly number[] },
): Money[] | null {
  const withheld = withheldOf(movements);
  if (withheld === null) return null;
  const sales = movements.filter(({ kind }) => kind === "sale");
  const total = sumMoney([...withheld, taken(movements, "fee", currency)], currency);
  const named = lines.map(({ lineExternalId }) => namedFees(sales, lineExternalId, currency));
  const rest = { minor: total.minor - sumMoney(named, currency).minor, currency };
  return shareMoney(rest, weights).map((share, n) => sumMoney([share, named[n] ?? { minor: 0, currency }], currency));
}

function namedFees(sales: readonly Movement[], lineExternalId: string, currency: string): Money {
  const own = sales.flatMap(({ lineFees }) => lineFees.filter((line) => line.lineExternalId === lineExternalId));
  return sumMoney(
    own.map(({ fees }) => fees),
    currency,
  );
}

import {
  type FundsLine,
  isSettled,
  type LineFunds,
  type ProfitParts,
  shareAmongUnits,
  shareOrderFunds,
  unitProfit,
} from "@counterfoil/core/finance";
import { type Money, shareMoney } from "@counterfoil/core/model";
import type { ProfitFacts } from "@counterfoil/db";
import { groupBy } from "../group-by.ts";
import { moneyView } from "../money-view.ts";
import type { OrderProfitView, UnitProfitView } from "./finance-views.ts";

type Order = ProfitFacts["orders"][number];
type Line = ProfitFacts["lines"][number];
type Claim = ProfitFacts["claims"][number];
type Movement = ProfitFacts["movements"][number];

/** What orders brought, order by order and unit by unit. What is not known is null, and no sum leaves it out. */
export function orderProfits({ orders, lines, claims, movements }: ProfitFacts): OrderProfitView[] {
  const linesOf = groupBy(lines, (line) => line.order_id);
  const claimsOf = groupBy(claims, (claim) => claim.line_id);
  const movementsOf = groupBy(movements, (movement) => movement.order_id);
  return orders.map((order) =>
    orderProfit(order, {
      lines: linesOf.get(order.id) ?? [],
      movements: movementsOf.get(order.id) ?? [],
      claimsOf: (line) => claimsOf.get(line.id) ?? [],
    }),
  );
}

interface OrderParts {
  lines: readonly Line[];
  movements: readonly Movement[];
  claimsOf(line: Line): readonly Claim[];
}

function orderProfit(order: Order, { lines, movements, claimsOf }: OrderParts): OrderProfitView {
  const settlements = movements.map((movement) => ({
    ...{ kind: movement.kind, net: { minor: movement.net_minor, currency: movement.currency } },
    fees: moneyView(movement.fees_minor, movement.fees_currency),
    ...{ lineFees: movement.line_fees, payoutExternalId: movement.payout_external_id },
  }));
  const told = toldByOrder(order, lines);
  const funds = shareOrderFunds(lines.map(fundsLine), settlements).map((own, n) => knownOf(own, told[n]));
  const units = lines.flatMap((line, n) => unitsOf(line, funds[n], claimsOf(line)));
  const parts: ProfitParts = {
    ...{ sale: sumOf(funds.map(({ sale }) => sale)), fees: sumOf(funds.map(({ fees }) => fees)) },
    ...{ postage: sumOf(funds.map(({ postage }) => postage)), refunded: sumOf(funds.map(({ refunded }) => refunded)) },
    cost: sumOf(units.map((unit) => unit.parts.cost)),
  };
  return {
    ...{ orderId: order.id, platform: order.platform, number: order.external_id },
    ...{ placedAt: order.placed_at.toISOString(), settled: isSettled(settlements), payouts: payoutsOf(movements) },
    ...{ parts, net: unitProfit(parts), units },
  };
}

function fundsLine(line: Line): FundsLine {
  return {
    ...{ lineExternalId: line.external_id, quantity: line.quantity },
    gross: moneyView(line.line_total_minor, line.currency),
  };
}

/** What the order itself tells: it stands where the platform told of no movement. */
function toldByOrder(order: Order, lines: readonly Line[]): Omit<LineFunds, "lineExternalId" | "postage">[] {
  const isPriced = lines.every(({ line_total_minor: total }) => total !== null && total >= 0);
  const weights = lines.map((line) => (isPriced ? (line.line_total_minor ?? 0) : line.quantity));
  const share = (minor: number | null) =>
    minor === null ? null : shareMoney({ minor, currency: order.currency }, weights);
  const shipping = share(order.shipping_minor);
  const [fees, refunded] = [share(order.fees_minor), share(order.refunded_minor)];
  return lines.map((line, n) => {
    const postage = line.shipping_minor ?? shipping?.[n]?.minor ?? null;
    const isKnown = line.line_total_minor !== null && postage !== null && line.currency === order.currency;
    const sale = isKnown ? { minor: (line.line_total_minor ?? 0) + (postage ?? 0), currency: order.currency } : null;
    return { sale, fees: fees?.[n] ?? null, refunded: refunded?.[n] ?? null };
  });
}

function knownOf(own: LineFunds, told: ReturnType<typeof toldByOrder>[number] | undefined): LineFunds {
  return {
    ...own,
    sale: own.sale ?? told?.sale ?? null,
    fees: own.fees ?? told?.fees ?? null,
    refunded: own.refunded ?? told?.refunded ?? null,
  };
}

/** Units that are kept come first, with the stock they were taken from; then those that never went out or came back. */
function unitsOf(line: Line, funds: LineFunds | undefined, claims: readonly Claim[]): UnitProfitView[] {
  if (funds === undefined) return [];
  const perSale = Number(line.state_detail["unitsPerSale"] ?? 1);
  const held = claims.flatMap((claim) => Array<Claim>(claim.quantity).fill(claim));
  const kept = Math.max(line.quantity_needed * perSale, held.length);
  const total = Math.max(line.quantity * perSale, kept);
  return shareAmongUnits(funds, total, total - kept).map((share, n) => {
    const claim = held[n];
    const cameBack = n >= kept;
    const parts: ProfitParts = { ...share, cost: cameBack ? nothingOf(share, line) : costOf(claim) };
    return {
      ...{ lineId: line.id, title: claim?.title ?? line.title, itemId: claim?.item_id ?? null },
      ...{ sku: claim?.sku ?? null, cameBack, parts, net: unitProfit(parts) },
    };
  });
}

function costOf(claim: Claim | undefined): Money | null {
  return claim === undefined ? null : moneyView(claim.unit_cost_minor, claim.unit_cost_currency);
}

function nothingOf({ sale }: { sale: Money | null }, line: Line): Money {
  return { minor: 0, currency: sale?.currency ?? line.currency };
}

/** Null as soon as one amount is unknown, there is none, or the currencies differ. */
function sumOf(amounts: readonly (Money | null)[]): Money | null {
  const known = amounts.flatMap((money) => money ?? []);
  const [first] = known;
  if (first === undefined || known.length < amounts.length) return null;
  // A nothing in another currency is still a nothing.
  const counted = known.filter(({ minor }) => minor !== 0);
  const currency = counted[0]?.currency ?? first.currency;
  if (counted.some((money) => money.currency !== currency)) return null;
  return { minor: counted.reduce((sum, { minor }) => sum + minor, 0), currency };
}

function payoutsOf(movements: readonly Movement[]): OrderProfitView["payouts"] {
  const found = new Map<string, OrderProfitView["payouts"][number]>();
  for (const { payout_id: id, payout_external_id: externalId, payout_sent_at: sentAt } of movements) {
    if (id !== null && externalId !== null && sentAt !== null)
      found.set(id, { id, externalId, sentAt: sentAt.toISOString(), state: null });
  }
  return [...found.values()];
}

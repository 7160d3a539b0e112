import { shareOrderFigures, type UnitFigures } from "@counterfoil/core/finance";
import { type ClaimMoney, type Database, type OrderMoneyRow, readOrderMoney, saveClaimMoney } from "@counterfoil/db";
import type { Transaction } from "kysely";
import { moneyView } from "../money-view.ts";
import type { LineSheet, SheetLine } from "./line-sheet.ts";

type Part = "gross" | "fees" | "shipping" | "tax" | "net";

/**
 * Writes onto the claims of dispatched orders what each unit brought, by the order's own figures. Told again whenever
 * the order is: a fee that the platform names later is filled in then. Shares of a line's units add up to it exactly.
 */
export async function shareClaimMoney(tx: Transaction<Database>, sheet: LineSheet): Promise<void> {
  const sent = [...sheet.orders.values()].filter(({ lines }) =>
    lines.some(({ state }) => state.claims.some(({ sold }) => sold > 0)),
  );
  const money = await readOrderMoney(
    tx,
    sent.map(({ row }) => row.id),
  );
  await saveClaimMoney(
    tx,
    money.flatMap((order) => claimsOf(order, sheet.orders.get(order.id)?.lines ?? [])),
  );
}

function claimsOf(order: OrderMoneyRow, lines: readonly SheetLine[]): ClaimMoney[] {
  const held = new Map(lines.map((line) => [line.row.id, line.state]));
  const perSale = (id: string) => held.get(id)?.unitsPerSale ?? 1;
  const of = (minor: number | null) => moneyView(minor, order.currency);
  const shared = shareOrderFigures(
    {
      shipping: of(order.shipping_minor),
      tax: of(order.tax_minor),
      fees: of(order.fees_minor),
      refunded: of(refundOf(order)),
    },
    order.lines.map((line) => ({
      gross: moneyView(line.line_total_minor, line.currency),
      shipping: moneyView(line.shipping_minor, line.currency),
      tax: moneyView(line.tax_minor, line.currency),
      units: line.quantity * perSale(line.id),
      refundedUnits: (line.quantity_refunded ?? 0) * perSale(line.id),
    })),
  );
  return order.lines.flatMap((line, n) => unitsToClaims(held.get(line.id)?.claims ?? [], shared[n] ?? []));
}

/** An order that is simply paid has no refund; otherwise only the platform knows. */
function refundOf(order: OrderMoneyRow): number | null {
  const isKept = order.payment_status === "paid" && order.status !== "refunded" && order.status !== "returned";
  return order.refunded_minor ?? (isKept ? 0 : null);
}

/** Claims take the units' shares one after another. */
function unitsToClaims(
  claims: readonly { id: string; quantity: number }[],
  units: readonly UnitFigures[],
): ClaimMoney[] {
  let taken = 0;
  return claims.map(({ id, quantity }) => {
    const own = units.slice(taken, taken + quantity);
    taken += quantity;
    const sum = (part: Part) => (own.length < quantity ? null : sumOf(own.map((unit) => unit[part]?.minor ?? null)));
    return {
      ...{ id, gross_minor: sum("gross"), fees_minor: sum("fees"), shipping_minor: sum("shipping") },
      ...{ tax_minor: sum("tax"), net_minor: sum("net") },
    };
  });
}

function sumOf(shares: readonly (number | null)[]): number | null {
  return shares.reduce<number | null>((total, share) => (total === null || share === null ? null : total + share), 0);
}

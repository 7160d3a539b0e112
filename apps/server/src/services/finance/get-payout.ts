import { type Database, readPayoutMovements } from "@counterfoil/db";
import type { Transaction } from "kysely";
import { z } from "zod";
import type { Verb } from "../context.ts";
import { moneyView } from "../money-view.ts";
import { notFound } from "../service-error.ts";
import type { BankLineView, PayoutDetailView, PayoutMovementView } from "./finance-views.ts";
import { type Books, bankLineView, payoutView, readBooks } from "./reconcile.ts";

export const getPayoutInput = z.object({ id: z.uuid() });

const dayMs = 86_400_000;
/** Lines that are offered for pairing: of some days around the payout, those that come closest in amount first. */
const nearby = { days: 21, most: 12 };

/** One payout with the movements inside it, and the bank lines that a person may pair. Throws `not_found`. */
export async function getPayout({ ctx, input }: Verb<z.infer<typeof getPayoutInput>>): Promise<PayoutDetailView> {
  return await ctx.db.inWorkspace(ctx.workspaceId, async (tx) => {
    const books = await readBooks(tx);
    const payout = books.payouts.find(({ id }) => id === input.id);
    if (payout === undefined) throw notFound("The payout");
    const view = payoutView(payout, books);
    const movements = await readMovements(tx, payout);
    return { ...view, movements, isComplete: isComplete(view, movements), nearby: linesNear(view, books) };
  });
}

async function readMovements(
  tx: Transaction<Database>,
  payout: { connection_id: string; external_id: string },
): Promise<PayoutMovementView[]> {
  const rows = await readPayoutMovements(tx, {
    connectionId: payout.connection_id,
    externalId: payout.external_id,
  });
  return rows.map((row) => ({
    ...{ id: row.id, kind: row.kind, rawKind: row.raw_kind, bookedAt: row.booked_at.toISOString() },
    net: { minor: row.net_minor, currency: row.currency },
    fees: moneyView(row.fees_minor, row.fees_currency),
    ...{ memo: row.memo, orderNumber: row.order_external_id, orderId: row.order_id, orderTitle: row.first_title },
  }));
}

function isComplete(
  { amount }: PayoutDetailView["lines"][number] | { amount: PayoutDetailView["amount"] },
  movements: readonly PayoutMovementView[],
): boolean | null {
  if (movements.length === 0) return null;
  if (movements.some(({ net }) => net.currency !== amount.currency)) return false;
  return movements.reduce((sum, { net }) => sum + net.minor, 0) === amount.minor;
}

type Sought = Pick<PayoutDetailView, "platform" | "sentAt" | "amount" | "lines">;

function linesNear({ platform, sentAt, amount, lines }: Sought, books: Books): BankLineView[] {
  const taken = new Set([...books.findings.values()].flatMap(({ lineIds }) => lineIds));
  const own = new Set(lines.map(({ id }) => id));
  const away = ({ amount: { minor, currency } }: BankLineView) =>
    currency === amount.currency ? Math.abs(minor - amount.minor) : Number.POSITIVE_INFINITY;
  return [...books.lines.values()]
    .filter(({ id, booked_at, amount_minor }) => {
      const days = (booked_at.getTime() - Date.parse(sentAt)) / dayMs;
      const isFree = !taken.has(id) && !own.has(id) && amount_minor < 0 === amount.minor < 0;
      return isFree && days > -2 && days < nearby.days;
    })
    .map(bankLineView)
    .filter(({ looksLike }) => looksLike === null || looksLike === platform)
    .sort((a, b) => away(a) - away(b))
    .slice(0, nearby.most);
}

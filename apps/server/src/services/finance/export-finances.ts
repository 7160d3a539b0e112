import { formatMoney, type Money } from "@counterfoil/core/model";
import { readOrderIdsAfter, readProfitFacts } from "@counterfoil/db";
import type { ServiceContext, Verb } from "../context.ts";
import { writeCell } from "../inventory/export-inventory.ts";
import type { OrderProfitView, PayoutView, ProfitPart, UnitProfitView } from "./finance-views.ts";
import { narrow } from "./list-reconciliation.ts";
import { orderProfits } from "./order-profit.ts";
import { readBooks } from "./reconcile.ts";

type Cell = string | number | null;

const amountOf = (money: Money | null): Cell => money && formatMoney(money);

const payoutColumns: readonly { name: string; write(payout: PayoutView): Cell }[] = [
  { name: "platform", write: ({ platform }) => platform },
  { name: "payout", write: ({ externalId }) => externalId },
  { name: "sent_at", write: ({ sentAt }) => sentAt },
  { name: "state", write: ({ state }) => state },
  { name: "currency", write: ({ amount }) => amount.currency },
  { name: "sent", write: ({ amount }) => amountOf(amount) },
  { name: "difference", write: ({ difference }) => amountOf(difference) },
  { name: "booked_at", write: ({ lines }) => lines.map(({ bookedAt }) => bookedAt).join(" ") },
  { name: "arrived", write: ({ lines }) => lines.map(({ amount }) => formatMoney(amount)).join(" ") },
  { name: "bank_reference", write: ({ lines }) => lines.map(({ reference }) => reference ?? "").join(" ") },
  { name: "found_by", write: ({ by }) => by },
  { name: "decided_by", write: ({ decidedBy }) => decidedBy },
];

/** Every payout with what the bank shows of it, and the bank lines that nothing explains, as CSV text. */
export async function* exportPayouts({ ctx }: Pick<Verb<void>, "ctx">): AsyncGenerator<string> {
  const books = await ctx.db.inWorkspace(ctx.workspaceId, (tx) => readBooks(tx));
  const { payouts, lines } = narrow(books, {}, []);
  yield head(payoutColumns);
  yield payouts.map((payout) => row(payoutColumns.map(({ write }) => write(payout)))).join("");
  yield lines
    .map((line) =>
      row([
        ...[line.looksLike, null, null, "unexplained", line.amount.currency, null, null, line.bookedAt],
        ...[amountOf(line.amount), line.reference, null, null],
      ]),
    )
    .join("");
}

interface SoldUnit {
  order: OrderProfitView;
  unit: UnitProfitView;
}

const part =
  (name: ProfitPart) =>
  ({ unit }: SoldUnit): Cell =>
    amountOf(unit.parts[name]);

const profitColumns: readonly { name: string; write(sold: SoldUnit): Cell }[] = [
  { name: "platform", write: ({ order }) => order.platform },
  { name: "order", write: ({ order }) => order.number },
  { name: "placed_at", write: ({ order }) => order.placedAt },
  { name: "paid_out", write: ({ order }) => (order.settled ? "yes" : "no") },
  { name: "payouts", write: ({ order }) => order.payouts.map(({ externalId }) => externalId).join(" ") },
  { name: "sku", write: ({ unit }) => unit.sku },
  { name: "title", write: ({ unit }) => unit.title },
  { name: "came_back", write: ({ unit }) => (unit.cameBack ? "yes" : "no") },
  { name: "currency", write: ({ unit }) => unit.parts.sale?.currency ?? null },
  { name: "sale", write: part("sale") },
  { name: "fees", write: part("fees") },
  { name: "postage", write: part("postage") },
  { name: "refunded", write: part("refunded") },
  { name: "cost_currency", write: ({ unit }) => unit.parts.cost?.currency ?? null },
  { name: "cost", write: part("cost") },
  { name: "net", write: ({ unit }) => (unit.net.known ? formatMoney(unit.net.profit) : null) },
  { name: "unknown", write: ({ unit }) => (unit.net.known ? null : unit.net.unknown.join(" ")) },
];

const ordersAtOnce = 500;

/** Every sold unit with what it brought and took, oldest sale first, as CSV text piece by piece. Unknown is empty. */
export async function* exportProfit({ ctx }: Pick<Verb<void>, "ctx">): AsyncGenerator<string> {
  yield head(profitColumns);
  for (let after: string | null | undefined = null; after !== undefined; ) {
    const part: { text: string; last: string | undefined } = await profitPart(ctx, after);
    yield part.text;
    after = part.last;
  }
}

/** Each part in a transaction of its own: a slow download holds nothing up. */
async function profitPart(ctx: ServiceContext, after: string | null) {
  return await ctx.db.inWorkspace(ctx.workspaceId, async (tx) => {
    const ids = await readOrderIdsAfter(tx, after, ordersAtOnce);
    if (ids.length === 0) return { text: "", last: undefined };
    const orders = orderProfits(await readProfitFacts(tx, ids)).reverse();
    const sold = orders.flatMap((order) => order.units.map((unit) => ({ order, unit })));
    const text = sold.map((one) => row(profitColumns.map(({ write }) => write(one)))).join("");
    return { text, last: ids.length === ordersAtOnce ? ids.at(-1) : undefined };
  });
}

/** The byte order mark tells Excel that the file is UTF-8. */
function head(columns: readonly { name: string }[]): string {
  return `\ufeff${row(columns.map(({ name }) => name))}`;
}

function row(cells: readonly Cell[]): string {
  return `${cells.map((cell) => cellText(cell)).join(",")}\r\n`;
}

// An amount below 0 is a number, no formula.
function cellText(cell: Cell): string {
  const text = cell === null ? "" : String(cell);
  return /^-?\d+(\.\d+)?$/.test(text) ? text : writeCell(text);
}

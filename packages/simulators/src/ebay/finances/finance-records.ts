import { amount, type Hundredths } from "../amounts.ts";
import type { Order, Seller } from "../ebay-entities.ts";
import type { EbayWorld } from "../ebay-world.ts";
import { marketplaceFee, orderTotal } from "../fulfillment/order-status.ts";

const DAY_MS = 24 * 3600 * 1000;
/** Sales are paid out with the first daily payout that comes this long after them. */
const HOLD_MS = 2 * DAY_MS;

/** A movement of the seller's funds, worked out from the orders. */
export interface FinanceRecord {
  transactionId: string;
  type: "SALE" | "REFUND";
  at: number;
  order: Order;
  gross: Hundredths;
  fee: Hundredths;
  /** Start of the day on which it was paid out; null while it is held. */
  payoutDay: number | null;
}

/** All movements of a seller, newest first. */
export function financeRecords(world: EbayWorld, seller: Seller): FinanceRecord[] {
  const now = world.clock.milliseconds();
  const records = world.orders
    .where(({ username }) => username === seller.username)
    .flatMap((order) => recordsOf(order, now));
  carryDebts(records);
  return records.sort((left, right) => right.at - left.at);
}

// A day on which refunds outweigh sales pays nothing out: its movements wait for the next payout.
function carryDebts(records: readonly FinanceRecord[]) {
  const days = [...new Set(records.flatMap(({ payoutDay: day }) => day ?? []))].sort((left, right) => left - right);
  days.forEach((day, index) => {
    const paid = records.filter((record) => record.payoutDay === day);
    if (paid.reduce((sum, record) => sum + netOf(record), 0) > 0) return;
    for (const record of paid) record.payoutDay = days[index + 1] ?? null;
  });
}

function recordsOf(order: Order, now: number): FinanceRecord[] {
  if (order.payment.paidAt === null) return [];
  const id = order.orderId.replaceAll("-", "");
  const sale = { transactionId: id, type: "SALE" as const, gross: orderTotal(order), fee: marketplaceFee(order) };
  const saleAt = Date.parse(order.payment.paidAt);
  const refunds = order.refunds.map((refund, index) => {
    const at = Date.parse(refund.at);
    const transactionId = `${refund.refundId}${index}`;
    const basics = { transactionId, type: "REFUND" as const, gross: refund.amount, fee: 0 };
    return { ...basics, at, order, payoutDay: payoutDay(at, now) };
  });
  return [{ ...sale, at: saleAt, order, payoutDay: payoutDay(saleAt, now) }, ...refunds];
}

function payoutDay(at: number, now: number): number | null {
  const day = Math.ceil((at + HOLD_MS) / DAY_MS) * DAY_MS;
  return day <= now ? day : null;
}

/** What a movement adds to the seller's funds. */
export function netOf({ type, gross, fee }: FinanceRecord): Hundredths {
  return type === "SALE" ? gross - fee : -gross;
}

export const payoutIdOf = (day: number) => String(5_000_000_000 + day / DAY_MS);

export function viewTransaction(record: FinanceRecord) {
  const { order, type, fee, payoutDay: day } = record;
  const money = (value: Hundredths) => amount(value, order.currency);
  return {
    transactionId: record.transactionId,
    transactionType: type,
    transactionDate: new Date(record.at).toISOString(),
    transactionStatus: day === null ? "FUNDS_AVAILABLE_FOR_PAYOUT" : "PAYOUT",
    ...(day !== null && { payoutId: payoutIdOf(day) }),
    orderId: order.orderId,
    buyer: { username: order.buyer.username },
    amount: money(Math.abs(netOf(record))),
    bookingEntry: type === "SALE" ? "CREDIT" : "DEBIT",
    ...(type === "SALE" && { totalFeeBasisAmount: money(record.gross), totalFeeAmount: money(fee) }),
    ...(type === "SALE" && { orderLineItems: feesByLine(order, fee) }),
    paymentsEntity: "eBay Commerce UK Ltd",
  };
}

// The simulator books an order's whole fee on its first line.
function feesByLine(order: Order, fee: Hundredths) {
  return order.lines.map(({ lineItemId, unitPrice, quantity }, index) => ({
    lineItemId,
    feeBasisAmount: amount(unitPrice * quantity, order.currency),
    marketplaceFees: index === 0 ? [{ feeType: "FINAL_VALUE_FEE", amount: amount(fee, order.currency) }] : [],
  }));
}

/** Money sent to the seller's bank. */
export interface Payout {
  payoutId: string;
  /** Epoch milliseconds. */
  paidAt: number;
  amount: Hundredths;
  transactionCount: number;
}

/** All payouts of a seller up to now, oldest first as eBay sorts them: one a day, of everything whose hold ended that day. */
export function payoutsOf(world: EbayWorld, seller: Seller): Payout[] {
  const days = new Map<number, FinanceRecord[]>();
  for (const record of financeRecords(world, seller)) {
    if (record.payoutDay === null) continue;
    days.set(record.payoutDay, [...(days.get(record.payoutDay) ?? []), record]);
  }
  const recent = [...days].map(([day, paid]) => ({
    payoutId: payoutIdOf(day),
    paidAt: day,
    amount: paid.reduce((sum, record) => sum + netOf(record), 0),
    transactionCount: paid.length,
  }));
  const past = world.pastPayouts.where(({ username }) => username === seller.username);
  return [...recent, ...past].sort((left, right) => left.paidAt - right.paidAt);
}

export function viewPayout({ payoutId, paidAt, amount: value, transactionCount }: Payout, currency: string) {
  return {
    payoutId,
    payoutStatus: "SUCCEEDED",
    payoutStatusDescription: "Funds sent",
    payoutDate: new Date(paidAt).toISOString(),
    amount: amount(value, currency),
    transactionCount,
    payoutInstrument: { instrumentType: "BANK", nickname: "Checking account", accountLastFourDigits: "1234" },
  };
}

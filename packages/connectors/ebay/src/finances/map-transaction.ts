import type { FinanceTransaction, FinanceTransactionKind, Money } from "@counterfoil/core/model";
import { addMoney, money, textOrNull, timestamp } from "../ebay-values.ts";
import type { WireTransaction } from "./finance-schemas.ts";

const kinds: Readonly<Record<string, FinanceTransactionKind>> = {
  SALE: "sale",
  REFUND: "refund",
  CREDIT: "credit",
  DISPUTE: "dispute",
  NON_SALE_CHARGE: "fee",
  SHIPPING_LABEL: "postage",
  TRANSFER: "transfer",
};

/** eBay's movement of funds in the common shape. Pure. Throws a TypeError for one without an amount or a date. */
export function mapTransaction(transaction: WireTransaction): FinanceTransaction {
  const { transactionId, transactionType } = transaction;
  const bookedAt = timestamp(transaction.transactionDate);
  if (bookedAt === null) throw new TypeError(`transaction ${transactionId} names no date`);
  return {
    platform: "ebay",
    externalId: transactionId,
    kind: kinds[transactionType] ?? "other",
    rawKind: transactionType,
    bookedAt,
    orderExternalId: textOrNull(transaction.orderId),
    payoutExternalId: textOrNull(transaction.payoutId),
    net: netOf(transaction),
    gross: money(transaction.totalFeeBasisAmount),
    fees: money(transaction.totalFeeAmount),
    lineFees: lineFees(transaction),
    memo: textOrNull(transaction.transactionMemo) ?? textOrNull(transaction.feeType),
    raw: transaction,
  };
}

// Amounts are positive; the booking entry tells the direction.
function netOf({ transactionId, amount, bookingEntry }: WireTransaction): Money {
  const net = money(amount);
  if (net === null) throw new TypeError(`transaction ${transactionId} names no amount`);
  if (bookingEntry === "CREDIT") return net;
  if (bookingEntry === "DEBIT") return { minor: net.minor === 0 ? 0 : -net.minor, currency: net.currency };
  throw new TypeError(`transaction ${transactionId} does not say whether it is a credit or a debit`);
}

function lineFees({ orderLineItems }: WireTransaction): FinanceTransaction["lineFees"] {
  return (orderLineItems ?? []).flatMap(({ lineItemId, marketplaceFees }) => {
    const fees = addMoney((marketplaceFees ?? []).map((fee) => money(fee.amount)));
    return fees ? [{ lineExternalId: lineItemId, fees }] : [];
  });
}

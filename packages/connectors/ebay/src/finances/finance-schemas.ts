import { z } from "zod";
import { amountSchema, idText } from "../ebay-schemas.ts";

const text = z.string().nullish();
const amount = amountSchema.nullish();

/** One record of `getPayouts`. */
export const wirePayoutSchema = z.object({
  payoutId: idText,
  payoutStatus: z.string(),
  payoutDate: z.string(),
  amount: amountSchema,
  transactionCount: z.number().int().nullish(),
  bankReference: text,
  payoutInstrument: z.object({ accountLastFourDigits: text }).nullish(),
});
export type WirePayout = z.infer<typeof wirePayoutSchema>;

const feeSchema = z.object({ feeType: text, amount });

/** One record of `getTransactions`. */
export const wireTransactionSchema = z.object({
  transactionId: idText,
  transactionType: z.string(),
  transactionDate: z.string(),
  transactionStatus: text,
  transactionMemo: text,
  bookingEntry: text,
  feeType: text,
  amount: amountSchema,
  orderId: text,
  payoutId: text,
  totalFeeBasisAmount: amount,
  totalFeeAmount: amount,
  orderLineItems: z.array(z.object({ lineItemId: idText, marketplaceFees: z.array(feeSchema).nullish() })).nullish(),
});
export type WireTransaction = z.infer<typeof wireTransactionSchema>;

const page = { total: z.number().int().nullish() };
const records = z.array(z.unknown()).nullish();

/** A page with its records unread, so that one that is wrong costs only itself. */
export interface FinancePage {
  records: unknown[];
  total: number;
}

export const payoutPageSchema: z.ZodType<FinancePage> = z
  .object({ ...page, payouts: records })
  .transform(({ total, payouts }) => ({ records: payouts ?? [], total: total ?? 0 }));

export const transactionPageSchema: z.ZodType<FinancePage> = z
  .object({ ...page, transactions: records })
  .transform(({ total, transactions }) => ({ records: transactions ?? [], total: total ?? 0 }));

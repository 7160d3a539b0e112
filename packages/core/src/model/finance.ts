import { z } from "zod";
import { platformSchema } from "./identity.ts";
import { moneySchema } from "./money.ts";

const timestamp = z.iso.datetime({ offset: true });

/** `on_its_way` has left the platform or is about to; `failed` came back; `unknown` is a word never seen before. */
export const payoutStatuses = ["on_its_way", "paid", "failed", "unknown"] as const;
export const payoutStatusSchema = z.enum(payoutStatuses);
export type PayoutStatus = (typeof payoutStatuses)[number];

/** Money that a platform sent to the seller's bank. Its status changes afterwards: upsert by external id. */
export const payoutSchema = z.object({
  platform: platformSchema,
  externalId: z.string().min(1),
  status: payoutStatusSchema,
  rawStatus: z.string(),
  /** When the platform began to send it. */
  sentAt: timestamp,
  /** What should arrive; negative where the platform collects. */
  amount: moneySchema,
  transactionCount: z.number().int().nonnegative().nullable(),
  /** What should stand on the bank's statement; null where the platform does not say. */
  bankReference: z.string().nullable(),
  /** The end of the account number, at most four digits. */
  accountEnding: z.string().nullable(),
  /** The platform's record as it came. */
  raw: z.unknown(),
});
export type Payout = z.infer<typeof payoutSchema>;

/** What a movement of funds was for. `other` is a kind never seen before: it still counts in sums. */
export const financeTransactionKinds = [
  "sale",
  "refund",
  "fee",
  "postage",
  "dispute",
  "credit",
  "transfer",
  "other",
] as const;
export const financeTransactionKindSchema = z.enum(financeTransactionKinds);
export type FinanceTransactionKind = (typeof financeTransactionKinds)[number];

/**
 * One movement of the funds that a platform keeps for the seller. It learns its payout later: upsert by kind and
 * external id, since platforms use one id for a sale and its refund.
 */
export const financeTransactionSchema = z.object({
  platform: platformSchema,
  externalId: z.string().min(1),
  kind: financeTransactionKindSchema,
  rawKind: z.string(),
  bookedAt: timestamp,
  /** The order it belongs to; null for what concerns no order. */
  orderExternalId: z.string().nullable(),
  /** The payout it is part of; null while it is held. */
  payoutExternalId: z.string().nullable(),
  /** What it adds to the funds; negative where it takes from them. */
  net: moneySchema,
  /** What the buyer paid, before fees; null where that is not said. */
  gross: moneySchema.nullable(),
  /** What the platform kept, positive; null where that is not said. */
  fees: moneySchema.nullable(),
  /** Fees that name their order line. They need not add up to `fees`. */
  lineFees: z.array(z.object({ lineExternalId: z.string().min(1), fees: moneySchema })),
  memo: z.string().nullable(),
  /** The platform's record as it came. */
  raw: z.unknown(),
});
export type FinanceTransaction = z.infer<typeof financeTransactionSchema>;

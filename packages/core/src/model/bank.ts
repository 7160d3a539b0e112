import { z } from "zod";
import { platformSchema } from "./identity.ts";
import { currencyCodeSchema, moneySchema } from "./money.ts";

const timestamp = z.iso.datetime({ offset: true });

/** What an account is for. `other` is a kind that the adapter has never seen. */
export const bankAccountKinds = ["personal", "joint", "business", "credit", "loan", "rewards", "other"] as const;
export const bankAccountKindSchema = z.enum(bankAccountKinds);
export type BankAccountKind = (typeof bankAccountKinds)[number];

/** An account at a bank as the seller would recognise it. */
export const bankAccountSchema = z.object({
  platform: platformSchema,
  externalId: z.string().min(1),
  kind: bankAccountKindSchema,
  /** What to call it on a page, such as the owners' names; null where the bank gives none. */
  name: z.string().nullable(),
  currency: currencyCodeSchema,
  /** The end of the account number, at most four digits: enough to tell accounts apart. */
  numberEnding: z.string().nullable(),
  owners: z.array(z.object({ externalId: z.string().nullable(), name: z.string().nullable() })),
  openedAt: timestamp.nullable(),
  closed: z.boolean(),
  /** False for kinds whose transactions the bank never gives. */
  hasTransactions: z.boolean(),
  /** The platform's record as it came. */
  raw: z.unknown(),
});
export type BankAccount = z.infer<typeof bankAccountSchema>;

/** What is in an account now. */
export const bankBalanceSchema = z.object({
  accountExternalId: z.string().min(1),
  balance: moneySchema,
  /** With savings pots and the like; null where the bank knows none. */
  total: moneySchema.nullable(),
  asOf: timestamp,
});
export type BankBalance = z.infer<typeof bankBalanceSchema>;

/** `declined` moved no money: leave it out of sums. `pending` may still change its amount. */
export const bankTransactionStatuses = ["pending", "settled", "declined"] as const;
export const bankTransactionStatusSchema = z.enum(bankTransactionStatuses);
export type BankTransactionStatus = (typeof bankTransactionStatuses)[number];

/** One line of a bank account. Rows change after they were made: upsert by account and external id. */
export const bankTransactionSchema = z.object({
  platform: platformSchema,
  externalId: z.string().min(1),
  accountExternalId: z.string().min(1),
  bookedAt: timestamp,
  settledAt: timestamp.nullable(),
  updatedAt: timestamp.nullable(),
  /** Positive when money came in, negative when it went out, in the account's currency. */
  amount: moneySchema,
  /** What was paid in another currency; null where it is the account's own. */
  originalAmount: moneySchema.nullable(),
  status: bankTransactionStatusSchema,
  declineReason: z.string().nullable(),
  /** Who paid or was paid, as the bank names them. */
  counterparty: z.object({
    externalId: z.string().nullable(),
    name: z.string().nullable(),
    /** At most the last four digits. */
    numberEnding: z.string().nullable(),
  }),
  /** What the payer wrote, such as a payout's number. */
  reference: z.string().nullable(),
  description: z.string().nullable(),
  /** The bank's id of a shop; the same for all its branches. */
  merchantId: z.string().nullable(),
  /** The bank's label. Banks change it later: no evidence for anything. */
  category: z.string().nullable(),
  /** How the money moved, in the bank's word: `mastercard`, `bacs`. */
  scheme: z.string().nullable(),
  /** Between the owner's own accounts and pots; null where that cannot be told. */
  isInternal: z.boolean().nullable(),
  /** The platform's record as it came. */
  raw: z.unknown(),
});
export type BankTransaction = z.infer<typeof bankTransactionSchema>;

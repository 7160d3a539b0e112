import { z } from "zod";

const text = z.string().nullish();
const wholeNumber = z.number().int();

export const whoAmISchema = z.object({ authenticated: z.boolean(), client_id: text, user_id: text });

export const accountSchema = z.object({
  id: z.string().min(1),
  type: z.string(),
  currency: z.string(),
  closed: z.boolean().nullish(),
  created: text,
  description: text,
  account_number: text,
  sort_code: text,
  owners: z.array(z.object({ user_id: text, preferred_name: text })).nullish(),
});
export type WireAccount = z.infer<typeof accountSchema>;

/** Records are checked one by one. */
export const accountListSchema = z.object({ accounts: z.array(z.unknown()) });

export const balanceSchema = z.object({
  balance: wholeNumber,
  total_balance: wholeNumber.nullish(),
  currency: z.string(),
});

const merchantSchema = z.object({ id: text, group_id: text, name: text });
const counterpartySchema = z.object({
  account_number: text,
  sort_code: text,
  name: text,
  preferred_name: text,
  user_id: text,
});

export const transactionSchema = z.object({
  id: z.string().min(1),
  created: z.iso.datetime({ offset: true }),
  amount: wholeNumber,
  currency: z.string(),
  account_id: text,
  description: text,
  notes: text,
  metadata: z.record(z.string(), z.unknown()).nullish(),
  /** Empty until it is settled. */
  settled: text,
  updated: text,
  category: text,
  decline_reason: text,
  scheme: text,
  local_amount: wholeNumber.nullish(),
  local_currency: text,
  amount_is_pending: z.boolean().nullish(),
  /** Nothing for transfers, an id, or the whole shop when it was asked for. */
  merchant: z.union([z.string(), merchantSchema]).nullish(),
  counterparty: counterpartySchema.nullish(),
});
export type WireTransaction = z.infer<typeof transactionSchema>;

/** Records are checked one by one. */
export const transactionListSchema = z.object({ transactions: z.array(z.unknown()) });

/** One transaction: named as documented, or as one recorded answer has it. */
export const singleTransactionSchema = z
  .union([z.object({ transaction: z.unknown() }), z.object({ transactions: z.record(z.string(), z.unknown()) })])
  .transform((body) => ("transaction" in body ? body.transaction : body.transactions));

export const webhookSchema = z.object({ id: z.string(), account_id: z.string(), url: z.string() });
export const webhookListSchema = z.object({ webhooks: z.array(webhookSchema) });
export const createdWebhookSchema = z.object({ webhook: webhookSchema });

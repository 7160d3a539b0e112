import type { BankAccount, BankTransaction, BankTransactionStatus } from "@counterfoil/core/model";
import type { WireTransaction } from "../monzo-schemas.ts";
import { plainText, toInstant } from "../monzo-values.ts";

const potScheme = "uk_retail_pot";

/** One line in the common shape. `own` are the consent's accounts, by which moves between them are told. */
export function mapTransaction(
  wire: WireTransaction,
  raw: unknown,
  context: { accountId: string; own: readonly BankAccount[] },
): BankTransaction {
  const { counterparty, merchant } = wire;
  const { name, group_id } = shopOf(merchant);
  const isForeign = wire.local_currency != null && wire.local_currency !== wire.currency;
  return {
    platform: "monzo",
    externalId: wire.id,
    accountExternalId: wire.account_id || context.accountId,
    bookedAt: new Date(wire.created).toISOString(),
    settledAt: toInstant(wire.settled),
    updatedAt: toInstant(wire.updated),
    amount: { minor: wire.amount, currency: wire.currency },
    originalAmount:
      isForeign && wire.local_amount != null
        ? { minor: wire.local_amount, currency: wire.local_currency ?? wire.currency }
        : null,
    status: statusOf(wire),
    declineReason: plainText(wire.decline_reason),
    counterparty: {
      externalId: plainText(counterparty?.user_id),
      name: plainText(counterparty?.name) ?? plainText(counterparty?.preferred_name) ?? plainText(name),
      numberEnding: plainText(counterparty?.account_number)?.slice(-4) ?? null,
    },
    reference: referenceOf(wire),
    description: plainText(wire.description),
    merchantId: plainText(group_id),
    category: plainText(wire.category),
    scheme: plainText(wire.scheme),
    isInternal: isInternal(wire, context.own),
    raw,
  };
}

function shopOf(merchant: WireTransaction["merchant"]) {
  return typeof merchant === "object" && merchant !== null ? merchant : { name: null, group_id: null };
}

function statusOf(wire: WireTransaction): BankTransactionStatus {
  if (plainText(wire.decline_reason) !== null) return "declined";
  return wire.amount_is_pending === true || toInstant(wire.settled) === null ? "pending" : "settled";
}

// A shop's description is its name and town; a transfer's is what the payer wrote.
function referenceOf(wire: WireTransaction): string | null {
  const written = plainText(wire.metadata?.["notes"]) ?? plainText(wire.notes);
  return written ?? (wire.merchant == null ? plainText(wire.description) : null);
}

// Compared by ids and numbers: a payer of the owner's name may be an account elsewhere.
function isInternal(wire: WireTransaction, own: readonly BankAccount[]): boolean | null {
  if (wire.scheme === potScheme || plainText(wire.metadata?.["pot_id"]) !== null) return true;
  if (wire.merchant != null) return false;
  const user = plainText(wire.counterparty?.user_id);
  const number = plainText(wire.counterparty?.account_number);
  if ((user === null && number === null) || own.length === 0) return null;
  const sortCode = plainText(wire.counterparty?.sort_code);
  return own.some(
    (account) =>
      account.owners.some(({ externalId }) => externalId !== null && externalId === user) ||
      (number !== null && isNumberOf(account, number, sortCode)),
  );
}

function isNumberOf({ raw }: BankAccount, number: string, sortCode: string | null): boolean {
  const { account_number: ownNumber, sort_code: ownCode } = raw as { account_number?: unknown; sort_code?: unknown };
  return ownNumber === number && (sortCode === null || ownCode === sortCode);
}

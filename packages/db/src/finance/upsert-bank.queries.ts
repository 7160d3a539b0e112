import type { BankAccount, BankTransaction } from "@counterfoil/core/model";
import { sql, type Transaction } from "kysely";
import type { Database } from "../database.ts";
import { columnList, type RecordColumns, recordset } from "../recordset.ts";

interface Target {
  workspaceId: string;
  connectionId: string;
}

interface AccountUpsert {
  external_id: string;
  kind: string;
  name: string | null;
  currency: string;
  number_ending: string | null;
  opened_at: string | null;
  closed: boolean;
  has_transactions: boolean;
  raw: unknown;
}

const accountColumns: RecordColumns<AccountUpsert> = {
  ...{ external_id: "text", kind: "text", name: "text", currency: "text", number_ending: "text" },
  ...{ opened_at: "timestamptz", closed: "boolean", has_transactions: "boolean", raw: "jsonb" },
};

/** Writes the accounts of a bank connection as they are now. How far they were read stays. */
export async function upsertBankAccounts(
  tx: Transaction<Database>,
  { workspaceId, connectionId }: Target,
  accounts: readonly BankAccount[],
): Promise<void> {
  if (accounts.length === 0) return;
  const rows = accounts.map((account) => ({
    ...{ external_id: account.externalId, kind: account.kind, name: account.name, currency: account.currency },
    ...{ number_ending: account.numberEnding, opened_at: account.openedAt, closed: account.closed },
    ...{ has_transactions: account.hasTransactions, raw: account.raw },
  }));
  await sql`
    insert into bank_accounts (workspace_id, connection_id, ${columnList(accountColumns)})
    select ${workspaceId}::uuid, ${connectionId}::uuid, ${columnList(accountColumns, "r")}
    from ${recordset(rows, accountColumns)} order by r.external_id
    on conflict (workspace_id, connection_id, external_id) do update set
      kind = excluded.kind, name = excluded.name, currency = excluded.currency, closed = excluded.closed,
      number_ending = excluded.number_ending, opened_at = excluded.opened_at, raw = excluded.raw,
      has_transactions = excluded.has_transactions, updated_at = now()`.execute(tx);
}

interface TransactionUpsert {
  id: string;
  account_external_id: string;
  external_id: string;
  booked_at: string;
  settled_at: string | null;
  amount_minor: number;
  currency: string;
  original_minor: number | null;
  original_currency: string | null;
  status: string;
  decline_reason: string | null;
  counterparty_name: string | null;
  counterparty_ending: string | null;
  reference: string | null;
  description: string | null;
  category: string | null;
  scheme: string | null;
  is_internal: boolean | null;
  raw: unknown;
}

const transactionColumns: RecordColumns<TransactionUpsert> = {
  ...{ id: "uuid", account_external_id: "text", external_id: "text", booked_at: "timestamptz" },
  ...{ settled_at: "timestamptz", amount_minor: "bigint", currency: "text", original_minor: "bigint" },
  ...{ original_currency: "text", status: "text", decline_reason: "text", counterparty_name: "text" },
  ...{ counterparty_ending: "text", reference: "text", description: "text", category: "text", scheme: "text" },
  ...{ is_internal: "boolean", raw: "jsonb" },
};

const changing = Object.keys(transactionColumns).filter(
  (name) => !["id", "account_external_id", "external_id"].includes(name),
);
const assignments = sql.raw(changing.map((name) => `${name} = excluded.${name}`).join(", "));
const differs = sql.raw(
  `(${changing.map((name) => `known.${name}`).join(", ")}) is distinct from (${changing.map((name) => `excluded.${name}`).join(", ")})`,
);

/** Writes bank lines in one statement. Answers how many are new and how many changed. */
export async function upsertBankTransactions(
  tx: Transaction<Database>,
  { workspaceId, connectionId }: Target,
  transactions: readonly (BankTransaction & { id: string })[],
): Promise<{ created: number; updated: number }> {
  if (transactions.length === 0) return { created: 0, updated: 0 };
  const latest = new Map(transactions.map((line) => [`${line.accountExternalId} ${line.externalId}`, line]));
  const { rows } = await sql<{ created: boolean }>`
    insert into bank_transactions as known (workspace_id, connection_id, ${columnList(transactionColumns)})
    select ${workspaceId}::uuid, ${connectionId}::uuid, ${columnList(transactionColumns, "r")}
    from ${recordset([...latest.values()].map(transactionRow), transactionColumns)}
    order by r.account_external_id, r.external_id
    on conflict (workspace_id, connection_id, account_external_id, external_id) do update set ${assignments},
      updated_at = now() where ${differs}
    returning (xmax = 0) as created`.execute(tx);
  const created = rows.filter((row) => row.created).length;
  return { created, updated: rows.length - created };
}

function transactionRow(line: BankTransaction & { id: string }): TransactionUpsert {
  return {
    ...{ id: line.id, account_external_id: line.accountExternalId, external_id: line.externalId },
    ...{ booked_at: line.bookedAt, settled_at: line.settledAt, amount_minor: line.amount.minor },
    ...{ currency: line.amount.currency, original_minor: line.originalAmount?.minor ?? null },
    ...{ original_currency: line.originalAmount?.currency ?? null, status: line.status },
    ...{ decline_reason: line.declineReason, counterparty_name: line.counterparty.name },
    ...{ counterparty_ending: line.counterparty.numberEnding, reference: line.reference },
    ...{ description: line.description, category: line.category, scheme: line.scheme },
    ...{ is_internal: line.isInternal, raw: line.raw },
  };
}

/** Notes what the bank refused to give of an account; null where nothing is missing. */
export async function saveUnreadStretch(
  tx: Transaction<Database>,
  account: { connectionId: string; externalId: string; unread: { from: string; to: string } | null },
): Promise<void> {
  await tx
    .updateTable("bank_accounts")
    .set({ unread_from: account.unread?.from ?? null, unread_to: account.unread?.to ?? null })
    .where("connection_id", "=", account.connectionId)
    .where("external_id", "=", account.externalId)
    .execute();
}

/** Notes that everything up to a time was read of all the connection's accounts. */
export async function markBankRead(
  tx: Transaction<Database>,
  read: { connectionId: string; until: Date },
): Promise<void> {
  await tx
    .updateTable("bank_accounts")
    .set({ read_until: read.until })
    .where("connection_id", "=", read.connectionId)
    .where("has_transactions", "=", true)
    .execute();
}

import type { FinanceTransaction, Payout } from "@counterfoil/core/model";
import { type RawBuilder, sql, type Transaction } from "kysely";
import type { Database } from "../database.ts";
import { columnList, type RecordColumns, recordset } from "../recordset.ts";

interface Target {
  workspaceId: string;
  connectionId: string;
}

interface PayoutUpsert {
  id: string;
  platform: string;
  external_id: string;
  status: string;
  raw_status: string;
  sent_at: string;
  amount_minor: number;
  currency: string;
  transaction_count: number | null;
  bank_reference: string | null;
  account_ending: string | null;
  raw: unknown;
}

const payoutColumns: RecordColumns<PayoutUpsert> = {
  ...{ id: "uuid", platform: "text", external_id: "text", status: "text", raw_status: "text" },
  ...{ sent_at: "timestamptz", amount_minor: "bigint", currency: "text", transaction_count: "integer" },
  ...{ bank_reference: "text", account_ending: "text", raw: "jsonb" },
};

interface MovementUpsert {
  id: string;
  platform: string;
  kind: string;
  external_id: string;
  raw_kind: string;
  booked_at: string;
  order_external_id: string | null;
  payout_external_id: string | null;
  net_minor: number;
  currency: string;
  gross_minor: number | null;
  gross_currency: string | null;
  fees_minor: number | null;
  fees_currency: string | null;
  line_fees: unknown;
  memo: string | null;
  raw: unknown;
}

const movementColumns: RecordColumns<MovementUpsert> = {
  ...{ id: "uuid", platform: "text", kind: "text", external_id: "text", raw_kind: "text", booked_at: "timestamptz" },
  ...{ order_external_id: "text", payout_external_id: "text", net_minor: "bigint", currency: "text" },
  ...{ gross_minor: "bigint", gross_currency: "text", fees_minor: "bigint", fees_currency: "text" },
  ...{ line_fees: "jsonb", memo: "text", raw: "jsonb" },
};

export interface Written {
  created: number;
  updated: number;
}

/** Writes payouts in one statement. Answers how many are new and how many changed. */
export async function upsertPayouts(
  tx: Transaction<Database>,
  target: Target,
  payouts: readonly (Payout & { id: string })[],
): Promise<Written> {
  const rows = latest(payouts, ({ externalId }) => externalId).map((payout) => ({
    ...{ id: payout.id, platform: payout.platform, external_id: payout.externalId, status: payout.status },
    ...{ raw_status: payout.rawStatus, sent_at: payout.sentAt, amount_minor: payout.amount.minor },
    ...{ currency: payout.amount.currency, transaction_count: payout.transactionCount },
    ...{ bank_reference: payout.bankReference, account_ending: payout.accountEnding, raw: payout.raw },
  }));
  return await upsert(tx, target, {
    ...{ table: "payouts", columns: payoutColumns, key: ["external_id"], rows },
  });
}

/** Writes movements of funds in one statement, known by kind and number. */
export async function upsertSettlementTransactions(
  tx: Transaction<Database>,
  target: Target,
  movements: readonly (FinanceTransaction & { id: string })[],
): Promise<Written> {
  const rows = latest(movements, ({ kind, externalId }) => `${kind} ${externalId}`).map((movement) => ({
    ...{ id: movement.id, platform: movement.platform, kind: movement.kind, external_id: movement.externalId },
    ...{ raw_kind: movement.rawKind, booked_at: movement.bookedAt, order_external_id: movement.orderExternalId },
    ...{ payout_external_id: movement.payoutExternalId, net_minor: movement.net.minor },
    ...{ currency: movement.net.currency, gross_minor: movement.gross?.minor ?? null },
    ...{ gross_currency: movement.gross?.currency ?? null, fees_minor: movement.fees?.minor ?? null },
    ...{ fees_currency: movement.fees?.currency ?? null, line_fees: movement.lineFees },
    ...{ memo: movement.memo, raw: movement.raw },
  }));
  return await upsert(tx, target, {
    ...{ table: "settlement_transactions", columns: movementColumns, key: ["kind", "external_id"], rows },
  });
}

function latest<Item>(items: readonly Item[], keyOf: (item: Item) => string): Item[] {
  return [...new Map(items.map((item) => [keyOf(item), item])).values()];
}

interface Upsert<Row extends object> {
  table: "payouts" | "settlement_transactions";
  columns: RecordColumns<Row>;
  key: readonly (keyof Row & string)[];
  rows: readonly Row[];
}

async function upsert<Row extends object>(
  tx: Transaction<Database>,
  { workspaceId, connectionId }: Target,
  { table, columns, key, rows }: Upsert<Row>,
): Promise<Written> {
  if (rows.length === 0) return { created: 0, updated: 0 };
  const changing = Object.keys(columns).filter((name) => name !== "id" && !key.some((part) => part === name));
  const each = (write: (name: string) => string): RawBuilder<unknown> => sql.raw(changing.map(write).join(", "));
  const result = await sql<{ created: boolean }>`
    insert into ${sql.table(table)} as known (workspace_id, connection_id, ${columnList(columns)})
    select ${workspaceId}::uuid, ${connectionId}::uuid, ${columnList(columns, "r")} from ${recordset(rows, columns)}
    order by ${sql.raw(key.map((name) => `r.${name}`).join(", "))}
    on conflict (workspace_id, connection_id, ${sql.raw(key.join(", "))}) do update set
      ${each((name) => `${name} = excluded.${name}`)}, updated_at = now()
      where (${each((name) => `known.${name}`)}) is distinct from (${each((name) => `excluded.${name}`)})
    returning (xmax = 0) as created`.execute(tx);
  const created = result.rows.filter((row) => row.created).length;
  return { created, updated: result.rows.length - created };
}

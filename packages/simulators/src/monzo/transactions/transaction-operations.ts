import { requireAccount } from "../caller.ts";
import type { Account, Grant, Transaction } from "../monzo-entities.ts";
import { badParameter, insufficientPermissions, notFound } from "../monzo-errors.ts";
import type { MonzoWorld } from "../monzo-world.ts";
import type { MonzoOperation } from "../operation.ts";
import { queryOf, readForm, required } from "../read-form.ts";
import { announce } from "../webhooks/deliver.ts";
import { requireSpan, requireVisible } from "./history-rule.ts";
import { viewTransaction } from "./transaction-view.ts";

const DEFAULT_LIMIT = 30;
const MAX_LIMIT = 100;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

/** Lists, reads and annotates transactions. */
export function transactionOperations(world: MonzoWorld): MonzoOperation[] {
  const view = (grant: Grant, transaction: Transaction, query: URLSearchParams) =>
    viewTransaction(world, transaction, {
      clientId: grant.clientId,
      expandMerchant: query.getAll("expand[]").includes("merchant"),
    });
  return [
    {
      operation: "listTransactions",
      method: "GET",
      path: "/transactions",
      handle(c, grant) {
        const query = queryOf(c);
        const account = requireAccount(world, grant, required(query, "account_id"));
        const rows = pageOf(world, { grant, account, query });
        const fault = c.get("fault");
        const page = fault?.kind === "duplicated-page" ? [...rows, ...rows.slice(-1)] : rows;
        return c.json({ transactions: page.map((row) => view(grant, row, query)) });
      },
    },
    {
      operation: "getTransaction",
      method: "GET",
      path: "/transactions/:id",
      handle(c, grant) {
        const transaction = requireTransaction(world, grant, c.req.param("id") ?? "");
        requireVisible(world, grant, transaction.createdAt);
        return c.json({ transaction: view(grant, transaction, queryOf(c)) });
      },
    },
    {
      operation: "annotateTransaction",
      method: "PATCH",
      path: "/transactions/:id",
      async handle(c, grant) {
        const transaction = requireTransaction(world, grant, c.req.param("id") ?? "");
        annotate(world, { grant, transaction, form: await readForm(c) });
        return c.json({ transaction: view(grant, transaction, queryOf(c)) });
      },
    },
  ];
}

function requireTransaction(world: MonzoWorld, grant: Grant, id: string): Transaction {
  const transaction = world.transactions.get(id);
  const account = transaction && world.accounts.get(transaction.accountId);
  if (transaction === undefined || account?.userId !== grant.userId) throw notFound("Transaction");
  return transaction;
}

function pageOf(world: MonzoWorld, asked: { grant: Grant; account: Account; query: URLSearchParams }): Transaction[] {
  const { grant, account, query } = asked;
  if (account.type === "uk_monzo_flex_backing_loan") throw insufficientPermissions();
  const rows = inOrder(world.transactions.where(({ accountId }) => accountId === account.id));
  const before = readBefore(query.get("before"));
  const since = readSince(query.get("since"), rows);
  const limit = readLimit(query.get("limit"));
  requireVisible(world, grant, since?.at ?? account.createdAt);
  const now = world.clock.milliseconds();
  if (since !== null) requireSpan(world, since.at, before ?? now);
  return rows
    .filter((row) => row.createdAt <= now && (before === null || row.createdAt < before))
    .filter((row) => since === null || since.includes(row))
    .slice(0, limit);
}

function inOrder(rows: Transaction[]): Transaction[] {
  return rows.sort((left, right) => left.createdAt - right.createdAt || left.sequence - right.sequence);
}

interface Since {
  at: number;
  includes(row: Transaction): boolean;
}

// A time counts itself in; an id means strictly after that row, even among rows of the same moment.
function readSince(text: string | null, rows: readonly Transaction[]): Since | null {
  if (text === null || text === "") return null;
  if (INSTANT.test(text)) {
    const at = Date.parse(text);
    return { at, includes: ({ createdAt }) => createdAt >= at };
  }
  const from = rows.findIndex(({ id }) => id === text);
  const row = rows[from];
  if (row === undefined) throw badParameter("since", "Neither a time of RFC 3339 nor a transaction of this account");
  const after = new Set(rows.slice(from + 1));
  return { at: row.createdAt, includes: (other) => after.has(other) };
}

function readBefore(text: string | null): number | null {
  if (text === null || text === "") return null;
  if (!INSTANT.test(text)) throw badParameter("before", "Not a time of RFC 3339");
  return Date.parse(text);
}

function readLimit(text: string | null): number {
  if (text === null || text === "") return DEFAULT_LIMIT;
  if (!/^\d+$/.test(text) || Number(text) < 1) throw badParameter("limit", "Not a positive number");
  return Math.min(Number(text), MAX_LIMIT);
}

function annotate(world: MonzoWorld, change: { grant: Grant; transaction: Transaction; form: URLSearchParams }) {
  const { grant, transaction, form } = change;
  const own = transaction.clientMetadata[grant.clientId] ?? {};
  const changed: string[] = [];
  for (const [name, value] of form) {
    const [, key] = /^metadata\[([^\]]+)\]$/.exec(name) ?? [];
    if (key === undefined) throw badParameter(name, "Only metadata can be changed");
    changed.push(key);
    if (key === "notes") transaction.notes = value;
    else if (value === "") delete own[key];
    else own[key] = value;
  }
  if (changed.length === 0) return;
  transaction.clientMetadata[grant.clientId] = own;
  transaction.updatedAt = world.clock.milliseconds();
  world.ledger.append("transaction-annotated", { transactionId: transaction.id, keys: changed });
  announce(world, "transaction.updated", transaction);
}

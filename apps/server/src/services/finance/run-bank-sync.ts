import type { BankTransactionPage, BankTransactionsCapability, Connector } from "@counterfoil/connector-kit";
import {
  advanceRun,
  markBankRead,
  readCursor,
  retryTransaction,
  saveCursor,
  saveUnreadStretch,
  upsertBankAccounts,
  upsertBankTransactions,
} from "@counterfoil/db";
import { openConnector } from "../connections/open-connector.ts";
import { recordConnectionOutcome } from "../connections/record-outcome.ts";
import type { ServiceContext, Verb } from "../context.ts";
import { unavailable } from "../service-error.ts";
import { type OpenRun, type SyncInput, withRun } from "../sync/with-run.ts";
import { registerMessages } from "../webhooks/register-messages.ts";
import { announceFinances } from "./announce-finances.ts";
import { isUnreadSinceConsent } from "./await-approval.ts";

/**
 * Reads a bank's lines from where the last run came to. The first run after a consent asks also for what an earlier one
 * was refused: some banks give old lines only in the minutes after the approval.
 */
export async function runBankSync({ ctx, input }: Verb<SyncInput>): Promise<void> {
  await withRun(ctx, { ...input, kind: "bank" }, async (open) => {
    await readBank(ctx, open);
    await recordConnectionOutcome(ctx, input.connectionId, { kind: "ok" });
  });
  announceFinances(ctx);
}

/** What a connector offers of bank lines. Throws `unavailable` for a connector of no bank. */
export function requireBank(connector: Connector): BankTransactionsCapability {
  if (connector.bankTransactions) return connector.bankTransactions;
  throw unavailable(`${connector.manifest.name} gives no bank lines.`);
}

async function readBank(ctx: ServiceContext, open: OpenRun): Promise<void> {
  const { connection, signal } = open;
  const connector = await openConnector(ctx, connection.id);
  const bank = requireBank(connector);
  const target = { workspaceId: ctx.workspaceId, connectionId: connection.id };
  const startedAt = ctx.now();
  const accounts = await bank.accounts({ signal });
  await ctx.db.inWorkspace(ctx.workspaceId, (tx) => upsertBankAccounts(tx, target, accounts));
  const isFirst = await ctx.db.inWorkspace(ctx.workspaceId, (tx) => isUnreadSinceConsent(tx, connection));
  await readPages(ctx, { bank, open, refill: isFirst });
  // A run that was broken off before the new consent went on without asking for the gap: it is asked for now.
  if (isFirst && (await hasGap(ctx, connection.id))) await readPages(ctx, { bank, open, refill: true });
  await ctx.db.inWorkspace(ctx.workspaceId, (tx) =>
    markBankRead(tx, { connectionId: connection.id, until: startedAt }),
  );
  if (isFirst) await registerMessages(ctx, connector, connection);
}

interface Reading {
  bank: BankTransactionsCapability;
  open: OpenRun;
  refill: boolean;
}

async function readPages(ctx: ServiceContext, { bank, open, refill }: Reading): Promise<void> {
  const { connection, signal } = open;
  const cursor = await ctx.db.inWorkspace(ctx.workspaceId, (tx) => readCursor(tx, connection.id, "bank"));
  for await (const page of bank.changedSince(cursor, { signal, refill })) {
    await retryTransaction(() => writePage(ctx, open, page));
    announceFinances(ctx);
    signal.throwIfAborted();
  }
  signal.throwIfAborted();
}

async function writePage(ctx: ServiceContext, { connection, run }: OpenRun, page: BankTransactionPage): Promise<void> {
  const { workspaceId } = ctx;
  const connectionId = connection.id;
  const lines = page.items.map((line) => ({ ...line, id: ctx.newId() }));
  await ctx.db.inWorkspace(workspaceId, async (tx) => {
    const { created, updated } = await upsertBankTransactions(tx, { workspaceId, connectionId }, lines);
    await saveUnreadStretch(tx, { connectionId, externalId: page.accountExternalId, unread: page.unread });
    const failed = page.problems.length;
    const unchanged = lines.length - created - updated;
    const counts = { seen: lines.length + failed, created, updated, unchanged, failed, linked: 0, queued: 0 };
    const errors = page.problems.map(({ externalId, message }) => ({ externalId, message }));
    await advanceRun(tx, { id: run.id, counts, errors, at: ctx.now() });
    await saveCursor(tx, { workspaceId, connectionId, kind: "bank", cursor: page.cursor });
  });
}

async function hasGap(ctx: ServiceContext, connectionId: string): Promise<boolean> {
  const row = await ctx.db.inWorkspace(ctx.workspaceId, (tx) =>
    tx
      .selectFrom("bank_accounts")
      .select("external_id")
      .where("connection_id", "=", connectionId)
      .where("unread_from", "is not", null)
      .executeTakeFirst(),
  );
  return row !== undefined;
}

import { ConnectorError } from "@counterfoil/connector-kit";
import { upsertBankTransactions } from "@counterfoil/db";
import { openConnector } from "../connections/open-connector.ts";
import type { ServiceContext, Verb } from "../context.ts";
import { announceFinances } from "./announce-finances.ts";
import { readBankNow } from "./await-approval.ts";
import { requireBank } from "./run-bank-sync.ts";

/**
 * Reads one bank line that a message named. Messages may be forged: one that names nothing the bank knows leads to
 * nothing. Where the line cannot be read or is of an account not seen before, the bank is read as in any hour.
 */
export async function rereadBankTransaction({
  ctx,
  input,
}: Verb<{ connectionId: string; transactionExternalId: string }>): Promise<void> {
  try {
    if (!(await readLine(ctx, input))) await readBankNow(ctx, input.connectionId);
  } catch (error) {
    if (!ConnectorError.is(error)) throw error;
    if (error.code !== "not_found") await readBankNow(ctx, input.connectionId);
  }
}

async function readLine(
  ctx: ServiceContext,
  { connectionId, transactionExternalId }: { connectionId: string; transactionExternalId: string },
): Promise<boolean> {
  const bank = requireBank(await openConnector(ctx, connectionId));
  const line = await bank.get(transactionExternalId, { deadlineMs: 30_000 });
  const { workspaceId } = ctx;
  const isStored = await ctx.db.inWorkspace(workspaceId, async (tx) => {
    const account = await tx
      .selectFrom("bank_accounts")
      .select("external_id")
      .where("connection_id", "=", connectionId)
      .where("external_id", "=", line.accountExternalId)
      .executeTakeFirst();
    if (account === undefined) return false;
    await upsertBankTransactions(tx, { workspaceId, connectionId }, [{ ...line, id: ctx.newId() }]);
    return true;
  });
  if (isStored) announceFinances(ctx);
  return isStored;
}

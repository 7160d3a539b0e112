import type { ConnectionRow, Database } from "@counterfoil/db";
import type { Transaction } from "kysely";
import { requireConnection } from "../connections/connection-rows.ts";
import { openConnector } from "../connections/open-connector.ts";
import { recordConnectionFailure, recordConnectionOutcome } from "../connections/record-outcome.ts";
import type { ServerParts, ServiceContext, Verb } from "../context.ts";

/** How long after a consent its approval is looked for every few seconds; later the minute's round looks. */
const eagerMs = 5 * 60_000;
const eagerSeconds = 5;

/** Looks whether the seller has approved a bank's consent, and has its lines read at once when they have. */
export async function awaitApproval({ ctx, input }: Verb<{ connectionId: string }>): Promise<void> {
  const { connectionId } = input;
  const connection = await ctx.db.inWorkspace(ctx.workspaceId, (tx) => requireConnection(tx, connectionId));
  if (connection.disconnected_at !== null) return;
  const isPending = await tryProbe(ctx, connection);
  if (isPending === null) return;
  if (!isPending) return await readBankNow(ctx, connectionId);
  const waited = ctx.now().getTime() - (connection.connected_at?.getTime() ?? 0);
  if (waited < eagerMs) await lookForApproval(ctx, connectionId, eagerSeconds);
}

/** Null where the bank could not be asked: the card then says why. */
async function tryProbe(ctx: ServiceContext, connection: ConnectionRow): Promise<boolean | null> {
  const connectionId = connection.id;
  try {
    const connector = await openConnector(ctx, connectionId);
    const probe = await connector.probe({ deadlineMs: 30_000 });
    if (probe.pending != null) return true;
    await recordConnectionOutcome(ctx, connectionId, { kind: "probed", probe });
    return false;
  } catch (error) {
    ctx.logger.warn({ err: error, connectionId }, "a bank could not be asked for its approval");
    await recordConnectionFailure(ctx, connection, error);
    return null;
  }
}

/** Has a bank's lines read without waiting for the next hour. */
export async function readBankNow(ctx: ServiceContext, connectionId: string): Promise<void> {
  const payload = { workspaceId: ctx.workspaceId, connectionId, runId: null };
  await ctx.jobs.enqueue("bank.sync", payload, { singletonKey: connectionId });
}

/** Has a bank's lines read at once where none were read since the consent. */
export async function readIfNew(ctx: ServiceContext, connectionId: string): Promise<void> {
  const isNew = await ctx.db.inWorkspace(ctx.workspaceId, async (tx) => {
    const connection = await requireConnection(tx, connectionId);
    return await isUnreadSinceConsent(tx, connection);
  });
  if (isNew) await readBankNow(ctx, connectionId);
}

/** Whether no reading of a bank came to its end since it was consented to. */
export async function isUnreadSinceConsent(
  tx: Transaction<Database>,
  { id, connected_at }: Pick<ConnectionRow, "id" | "connected_at">,
): Promise<boolean> {
  const row = await tx
    .selectFrom("sync_cursors")
    .select("last_success_at")
    .where("connection_id", "=", id)
    .where("kind", "=", "bank")
    .executeTakeFirst();
  const last = row?.last_success_at ?? null;
  return last === null || (connected_at !== null && last < connected_at);
}

/** Has the approval looked for now, or some seconds later. */
export async function lookForApproval(ctx: ServiceContext, connectionId: string, delaySeconds?: number): Promise<void> {
  const options = { singletonKey: connectionId, ...(delaySeconds === undefined ? {} : { delaySeconds }) };
  await ctx.jobs.enqueue("bank.approval", { workspaceId: ctx.workspaceId, connectionId }, options);
}

/**
 * The minute's round: banks that were not read since their consent, because nobody approved it yet. A bank that fails for
 * another reason waits for its hour.
 */
export async function lookForLateApprovals(parts: ServerParts): Promise<void> {
  const banks = parts.connectors.all().filter(({ manifest }) => manifest.capabilities.bankTransactions === true);
  if (banks.length === 0) return;
  const platforms = banks.map(({ manifest }) => manifest.platform);
  const rows = await parts.db.asSystem((tx) =>
    tx
      .selectFrom("connections")
      .leftJoin("sync_cursors", (join) =>
        join
          .onRef("sync_cursors.workspace_id", "=", "connections.workspace_id")
          .onRef("sync_cursors.connection_id", "=", "connections.id")
          .on("sync_cursors.kind", "=", "bank"),
      )
      .select(["connections.workspace_id", "connections.id", "connections.error"])
      .where("connections.platform", "in", platforms)
      .where("connections.disconnected_at", "is", null)
      .where((eb) =>
        eb.or([
          eb("sync_cursors.last_success_at", "is", null),
          eb("sync_cursors.last_success_at", "<", eb.ref("connections.connected_at")),
        ]),
      )
      .execute(),
  );
  for (const { workspace_id: workspaceId, id: connectionId, error } of rows) {
    if (error !== null && error.code !== "approval_pending") continue;
    await parts.jobs.enqueue("bank.approval", { workspaceId, connectionId }, { singletonKey: connectionId });
  }
}

import { figuresAtOnce, paceAfter } from "@counterfoil/core/stock";
import { requireConnection } from "../connections/connection-rows.ts";
import { openConnector } from "../connections/open-connector.ts";
import { recordConnectionFailure } from "../connections/record-outcome.ts";
import type { ServiceContext, Verb } from "../context.ts";
import { planPush } from "./plan-push.ts";
import { type SendTarget, type SentFigures, sendFigures } from "./send-figures.ts";

/** After so many parts the plan is made anew. */
const chunksAPlan = 5;
const secondsUntilOrdersAreRead = 6;

/**
 * Tells a connection's platform the figures that wait, the most urgent first, until none waits. One run of a connection
 * at a time; what is left after a failure goes on with the next run.
 */
export async function runStockPush({
  ctx,
  input: { connectionId, signal },
}: Verb<{ connectionId: string; signal: AbortSignal }>): Promise<void> {
  const connection = await ctx.db.inWorkspace(ctx.workspaceId, (tx) => requireConnection(tx, connectionId));
  const { capabilities } = ctx.connectors.get(connection.platform).manifest;
  if (connection.disconnected_at !== null || !capabilities.stockWrite || !capabilities.stockRead) return;
  let target: SendTarget | null = null;
  for (;;) {
    const planned = await planPush(ctx, connectionId);
    ctx.events.publish(ctx.workspaceId, { type: "listings-changed" });
    if (planned.length === 0) return;
    target ??= { connectionId, signal, connector: await openConnector(ctx, connectionId) };
    const goesOn = await sendPlanned(ctx, target, planned);
    ctx.events.publish(ctx.workspaceId, { type: "listings-changed" });
    if (!goesOn || signal.aborted) return;
  }
}

/** Answers whether more may follow. */
async function sendPlanned(ctx: ServiceContext, target: SendTarget, planned: readonly string[]): Promise<boolean> {
  let handled = 0;
  const size = figuresAtOnce(await readPace(ctx, target.connectionId));
  for (let chunk = 0; chunk < chunksAPlan && chunk * size < planned.length; chunk += 1) {
    const startedAt = performance.now();
    const ids = planned.slice(chunk * size, (chunk + 1) * size);
    const sent = await sendFigures(ctx, target, ids);
    handled += sent.handled;
    await notePace(ctx, target.connectionId, { sent, took: performance.now() - startedAt });
    if (sent.ordersWanted) await readOrdersFirst(ctx, target.connectionId);
    if (sent.failure !== null) {
      await recordConnectionFailure(ctx, target.connectionId, sent.failure);
      return false;
    }
    if (target.signal.aborted) return false;
  }
  return handled > 0;
}

/** Has the platform's orders read, and this looked at again soon after. */
async function readOrdersFirst(ctx: ServiceContext, connectionId: string): Promise<void> {
  const { workspaceId } = ctx;
  await ctx.jobs.enqueue("orders.sync", { workspaceId, connectionId, runId: null }, { singletonKey: connectionId });
  // A key of its own: a withdrawal that comes meanwhile must not take this for a run that starts soon.
  const later = { singletonKey: `${connectionId}:later`, delaySeconds: secondsUntilOrdersAreRead };
  await ctx.jobs.enqueue("stock.push", { workspaceId, connectionId }, later);
}

async function readPace(ctx: ServiceContext, connectionId: string): Promise<number | null> {
  const row = await ctx.db.inWorkspace(ctx.workspaceId, (tx) =>
    tx.selectFrom("stock_channels").select("pace_ms").where("connection_id", "=", connectionId).executeTakeFirst(),
  );
  return row?.pace_ms ?? null;
}

async function notePace(
  ctx: ServiceContext,
  connectionId: string,
  { sent, took }: { sent: SentFigures; took: number },
): Promise<void> {
  if (sent.sent === 0) return;
  await ctx.db.inWorkspace(ctx.workspaceId, async (tx) => {
    const known = await tx
      .selectFrom("stock_channels")
      .select("pace_ms")
      .where("connection_id", "=", connectionId)
      .executeTakeFirst();
    const pace_ms = paceAfter(known?.pace_ms ?? null, took / sent.sent);
    await tx.updateTable("stock_channels").set({ pace_ms }).where("connection_id", "=", connectionId).execute();
  });
}

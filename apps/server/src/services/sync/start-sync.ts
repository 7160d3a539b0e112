import type { ConnectionRow, SyncKind } from "@counterfoil/db";
import { z } from "zod";
import { requireConnection } from "../connections/connection-rows.ts";
import type { ServiceContext, Verb } from "../context.ts";
import { conflict, invalid } from "../service-error.ts";
import { syncKindDefinitions } from "./sync-kinds.ts";
import { beginRun, publishRun } from "./sync-lifecycle.ts";

export const startSyncInput = z.object({
  connectionId: z.uuid(),
  kind: z.enum(["orders", "order_status", "listings", "stock"]),
});

/** Starts a sync now. Throws `conflict` while one of the kind runs. */
export async function startSync({ ctx, input }: Verb<z.infer<typeof startSyncInput>>): Promise<{ runId: string }> {
  const { connectionId, kind } = input;
  const connection = await ctx.db.inWorkspace(ctx.workspaceId, (tx) => requireConnection(tx, connectionId));
  return await openAndEnqueue(ctx, { connection, kind });
}

/** Opens a run and hands it to the background. Throws `conflict` while one runs, `invalid` where nothing is given. */
export async function openAndEnqueue(
  ctx: ServiceContext,
  { connection, kind, options }: { connection: ConnectionRow; kind: SyncKind; options?: { from: string } },
): Promise<{ runId: string }> {
  const { manifest } = ctx.connectors.get(connection.platform);
  const { canDo, job, word } = syncKindDefinitions[kind];
  if (connection.disconnected_at !== null)
    throw conflict(`${manifest.name} is disconnected.`, { remedy: "Connect it again on the Integrations page." });
  if (!canDo(manifest.capabilities)) throw invalid(`${manifest.name} gives no ${word}.`);
  const target = { connectionId: connection.id, kind };
  const run = await beginRun(ctx, { ...target, ...(options && { options }) });
  if (run === null)
    throw conflict(`${manifest.name} is being synced already.`, { remedy: "Wait until the run ends, then try again." });
  const payload = { workspaceId: ctx.workspaceId, connectionId: connection.id, runId: run.id };
  await ctx.jobs.enqueue(job, payload, { singletonKey: connection.id });
  publishRun(ctx, run);
  return { runId: run.id };
}

import { z } from "zod";
import { requireConnection } from "../connections/connection-rows.ts";
import type { Verb } from "../context.ts";
import { conflict, invalid } from "../service-error.ts";
import { beginRun, publishRun } from "./sync-lifecycle.ts";

export const startSyncInput = z.object({ connectionId: z.uuid(), kind: z.enum(["orders", "listings", "stock"]) });

/** Starts a sync now. Throws `conflict` while one of the kind runs. */
export async function startSync({ ctx, input }: Verb<z.infer<typeof startSyncInput>>): Promise<{ runId: string }> {
  const { connectionId, kind } = input;
  const connection = await ctx.db.inWorkspace(ctx.workspaceId, (tx) => requireConnection(tx, connectionId));
  const { manifest } = ctx.connectors.get(connection.platform);
  if (connection.disconnected_at !== null)
    throw conflict(`${manifest.name} is disconnected.`, { remedy: "Connect it again on the Integrations page." });
  const { orders, listings, stockRead: stock } = manifest.capabilities;
  if (!{ orders, listings, stock }[kind]) throw invalid(`${manifest.name} gives no ${kind}.`);
  const run = await beginRun(ctx, { connectionId, kind });
  if (run === null)
    throw conflict(`${manifest.name} is being synced already.`, { remedy: "Wait until the run ends, then try again." });
  await ctx.jobs.enqueue(
    `${kind}.sync` as const,
    { workspaceId: ctx.workspaceId, connectionId, runId: run.id },
    { singletonKey: connectionId },
  );
  publishRun(ctx, run);
  return { runId: run.id };
}

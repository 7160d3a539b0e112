import type { ConnectionRow } from "@counterfoil/db";
import { z } from "zod";
import { listConnectionRows } from "../connections/connection-rows.ts";
import type { ServiceContext, Verb } from "../context.ts";
import { notFound, ServiceError } from "../service-error.ts";
import { openAndEnqueue } from "./start-sync.ts";
import { type ScheduledKind, scheduledKinds, syncKindDefinitions } from "./sync-kinds.ts";

export const runNowInput = z.object({
  kind: z.enum(scheduledKinds),
  /** One connection; left out with `platform`: all that give what is asked for. */
  connectionId: z.uuid().optional(),
  platform: z.string().optional(),
});

/** What became of one connection's start. */
export interface StartedSync {
  platform: string;
  connectionId: string;
  /** Null for a health check, which leaves no run, and where it was refused. */
  runId: string | null;
  /** Why it was not started. */
  refused: string | null;
}

/** Starts a kind of sync now, on one platform or on all. Throws `not_found` where nothing could be asked. */
export async function runNow({ ctx, input }: Verb<z.infer<typeof runNowInput>>): Promise<StartedSync[]> {
  const { kind, connectionId, platform } = input;
  const all = await ctx.db.inWorkspace(ctx.workspaceId, (tx) => listConnectionRows(tx));
  const asked = all.filter(
    (row) =>
      row.disconnected_at === null &&
      (connectionId === undefined || row.id === connectionId) &&
      (platform === undefined || row.platform === platform),
  );
  const { canDo, word } = syncKindDefinitions[kind];
  const able = asked.filter((row) => canDo(ctx.connectors.get(row.platform).manifest.capabilities));
  if (able.length === 0) throw notFound(`A connection that gives ${word}`);
  return await Promise.all(able.map((connection) => startOne(ctx, connection, kind)));
}

async function startOne(ctx: ServiceContext, connection: ConnectionRow, kind: ScheduledKind): Promise<StartedSync> {
  const named = { platform: connection.platform, connectionId: connection.id };
  if (kind === "health") {
    const payload = { workspaceId: ctx.workspaceId, connectionId: connection.id, runId: null };
    await ctx.jobs.enqueue("health.check", payload, { singletonKey: connection.id });
    return { ...named, runId: null, refused: null };
  }
  try {
    const { runId } = await openAndEnqueue(ctx, { connection, kind });
    return { ...named, runId, refused: null };
  } catch (error) {
    if (!ServiceError.is(error) || error.code !== "conflict") throw error;
    return { ...named, runId: null, refused: error.message };
  }
}

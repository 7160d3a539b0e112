import { saveCursor } from "@counterfoil/db";
import { testConnection } from "../connections/test-connection.ts";
import type { Verb } from "../context.ts";
import { ServiceError } from "../service-error.ts";

/** Asks the platform whether the connection works and keeps the answer. A connection heals by itself this way. */
export async function runHealthCheck({
  ctx,
  input: { connectionId },
}: Verb<{ connectionId: string; signal: AbortSignal }>): Promise<void> {
  const { workspaceId } = ctx;
  try {
    await testConnection({ ctx, input: { connectionId } });
  } catch (error) {
    // What failed stands on the connection's card; the next round asks again.
    if (ServiceError.is(error)) return;
    throw error;
  }
  await ctx.db.inWorkspace(workspaceId, (tx) =>
    saveCursor(tx, { workspaceId, connectionId, kind: "health", succeededAt: ctx.now() }),
  );
}

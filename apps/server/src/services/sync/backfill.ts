import { z } from "zod";
import { writeAudit } from "../audit/write-audit.ts";
import { requireConnection } from "../connections/connection-rows.ts";
import type { Verb } from "../context.ts";
import { invalid } from "../service-error.ts";
import { openAndEnqueue } from "./start-sync.ts";

export const backfillInput = z.object({
  connectionId: z.uuid(),
  /** The first day to read, ISO 8601. */
  from: z.iso.datetime({ offset: true }).or(z.iso.date()),
});

/** Reads a connection's orders from a date on. Throws `conflict` while a backfill runs, `invalid` for a coming date. */
export async function backfill({ ctx, input }: Verb<z.infer<typeof backfillInput>>): Promise<{ runId: string }> {
  const { connectionId } = input;
  const from = new Date(input.from);
  if (from > ctx.now()) throw invalid("Old orders are read from a day that has been.");
  const options = { from: from.toISOString() };
  const connection = await ctx.db.inWorkspace(ctx.workspaceId, (tx) => requireConnection(tx, connectionId));
  const started = await openAndEnqueue(ctx, { connection, kind: "backfill", options });
  await ctx.db.inWorkspace(ctx.workspaceId, (tx) =>
    writeAudit(tx, ctx, {
      ...{ action: "orders-backfilled", subjectType: "connection", subjectId: connectionId },
      ...{ text: `Reads old orders from ${options.from.slice(0, 10)} on.`, detail: options },
    }),
  );
  return started;
}

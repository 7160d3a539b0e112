import { requestRunCancel } from "@counterfoil/db";
import { z } from "zod";
import { writeAudit } from "../audit/write-audit.ts";
import type { Verb } from "../context.ts";
import { conflict, notFound } from "../service-error.ts";
import { countsOf } from "./sync-run-view.ts";

export const cancelRunInput = z.object({ runId: z.uuid() });

/** Asks a run to stop after the page at hand. What it read stays. Throws `not_found`, `conflict` when it has ended. */
export async function cancelRun({
  ctx,
  input: { runId },
}: Verb<z.infer<typeof cancelRunInput>>): Promise<{ ok: true }> {
  const run = await ctx.db.inWorkspace(ctx.workspaceId, async (tx) => {
    const row = await requestRunCancel(tx, runId);
    if (row === null) {
      const ended = await tx.selectFrom("sync_runs").select("state").where("id", "=", runId).executeTakeFirst();
      if (ended === undefined) throw notFound("The run");
      throw conflict(`This run cannot be cancelled any more: it is ${ended.state}.`);
    }
    await writeAudit(tx, ctx, {
      ...{ action: "sync-run-cancelled", subjectType: "connection", subjectId: row.connection_id },
      text: "Asked a running sync to stop.",
    });
    return row;
  });
  ctx.events.publish(ctx.workspaceId, {
    ...{ type: "sync-progress", runId, connectionId: run.connection_id, state: "cancelling", counts: countsOf(run) },
  });
  return { ok: true };
}

import { readCursor, saveCursor } from "@counterfoil/db";
import { openConnector } from "../connections/open-connector.ts";
import type { ServiceContext, Verb } from "../context.ts";
import { announceRun, requireOrders } from "./run-order-sync.ts";
import { type OpenRun, type SyncInput, withRun } from "./with-run.ts";
import { writeOrderPage } from "./write-order-page.ts";

/**
 * Reads a connection's orders from a date on, beside the reading of changed ones, whose cursor it leaves alone. After a
 * crash it goes on where it was.
 */
export async function runBackfill({ ctx, input }: Verb<SyncInput>): Promise<void> {
  await withRun(ctx, { ...input, kind: "backfill" }, (open) => readPages(ctx, open));
}

async function readPages(ctx: ServiceContext, { connection, run, signal }: OpenRun): Promise<void> {
  const orders = requireOrders(await openConnector(ctx, connection.id));
  const place = await ctx.db.inWorkspace(ctx.workspaceId, (tx) => readCursor(tx, connection.id, "backfill"));
  const origin = { connectionId: connection.id, demo: connection.demo, newId: ctx.newId };
  const { from } = run.options;
  const begin = { signal, ...(from === undefined ? {} : { startFrom: from }) };
  for await (const page of orders.changedSince(cursorOf(place, run.id), begin)) {
    const own = { ...page, cursor: `${run.id} ${page.cursor}` };
    const written = await writeOrderPage(ctx, { runId: run.id, origin, kind: "backfill" }, own);
    await announceRun(ctx, { written, platform: connection.platform });
    signal.throwIfAborted();
  }
  const { workspaceId } = ctx;
  await ctx.db.inWorkspace(workspaceId, (tx) =>
    saveCursor(tx, { workspaceId, connectionId: connection.id, kind: "backfill", cursor: null }),
  );
}

/** The stored place belongs to one run: another date begins anew. */
function cursorOf(place: string | null, runId: string): string | null {
  return place?.startsWith(`${runId} `) ? place.slice(runId.length + 1) : null;
}

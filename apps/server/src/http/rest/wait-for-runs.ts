import type { ServiceContext } from "../../services/context.ts";
import { unavailable } from "../../services/service-error.ts";
import { listRuns } from "../../services/sync/list-runs.ts";
import type { SyncRunView } from "../../services/sync/sync-views.ts";
import { waitFor } from "./job-stream.ts";

const lookAgainMs = 2_000;
const longestMs = 10 * 60_000;

export type FinishedRun = SyncRunView;

/**
 * The runs once none of them runs any more, by id. Throws `unavailable` when that takes too long: they go on, and
 * `sync/status` tells of them.
 */
export async function waitForRuns(
  ctx: ServiceContext,
  { runIds, signal }: { runIds: readonly string[]; signal: AbortSignal },
): Promise<Map<string, FinishedRun>> {
  let wake = (): void => {};
  const unsubscribe = ctx.events.subscribe(ctx.workspaceId, (event) => {
    if (event.type === "sync-progress" && runIds.includes(event.runId)) wake();
  });
  const until = ctx.now().getTime() + longestMs;
  try {
    for (;;) {
      const woken = waitFor(lookAgainMs, (resolve) => (wake = resolve));
      const runs = await readRuns(ctx, runIds);
      if ([...runs.values()].every(({ state }) => state !== "running")) return runs;
      if (signal.aborted || ctx.now().getTime() > until)
        throw unavailable("The runs take longer than an answer may wait. Ask sync/status for them.");
      await woken;
    }
  } finally {
    unsubscribe();
  }
}

async function readRuns(ctx: ServiceContext, runIds: readonly string[]): Promise<Map<string, FinishedRun>> {
  const latest = await listRuns({ ctx, input: { limit: 100 } });
  return new Map(latest.filter(({ id }) => runIds.includes(id)).map((run) => [run.id, run]));
}

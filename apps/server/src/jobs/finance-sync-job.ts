import { z } from "zod";
import { systemContext } from "../services/context.ts";
import { runFinanceSync } from "../services/finance/run-finance-sync.ts";
import { defineJob } from "./job-definition.ts";

export const financeSyncJob = defineJob({
  name: "finances.sync",
  payload: z.object({ workspaceId: z.uuid(), connectionId: z.uuid(), runId: z.uuid().nullable() }),
  retries: 3,
  concurrency: 2,
  run: (parts, { payload: { workspaceId, connectionId, runId }, signal }) =>
    runFinanceSync({ ctx: systemContext(parts, workspaceId, "finance sync"), input: { connectionId, runId, signal } }),
});

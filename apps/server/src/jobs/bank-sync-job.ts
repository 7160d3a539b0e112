import { z } from "zod";
import { systemContext } from "../services/context.ts";
import { runBankSync } from "../services/finance/run-bank-sync.ts";
import { defineJob } from "./job-definition.ts";

export const bankSyncJob = defineJob({
  name: "bank.sync",
  payload: z.object({ workspaceId: z.uuid(), connectionId: z.uuid(), runId: z.uuid().nullable() }),
  retries: 3,
  concurrency: 2,
  run: (parts, { payload: { workspaceId, connectionId, runId }, signal }) =>
    runBankSync({ ctx: systemContext(parts, workspaceId, "bank sync"), input: { connectionId, runId, signal } }),
});

import { z } from "zod";
import { systemContext } from "../services/context.ts";
import { runStockPush } from "../services/stock-sync/run-stock-push.ts";
import { defineJob } from "./job-definition.ts";

export const stockPushJob = defineJob({
  name: "stock.push",
  payload: z.object({ workspaceId: z.uuid(), connectionId: z.uuid() }),
  retries: 3,
  // One for each platform: a slow one must not hold up the others.
  concurrency: 8,
  run: (parts, { payload: { workspaceId, connectionId }, signal }) =>
    runStockPush({ ctx: systemContext(parts, workspaceId, "stock sync"), input: { connectionId, signal } }),
});

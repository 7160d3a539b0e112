import { z } from "zod";
import { systemContext } from "../services/context.ts";
import { enqueueStockPushes } from "../services/stock-sync/enqueue-stock-pushes.ts";
import { defineJob } from "./job-definition.ts";

export const stockWakeJob = defineJob({
  name: "stock.wake",
  payload: z.object({ workspaceId: z.uuid() }),
  retries: 3,
  concurrency: 2,
  run: (parts, { payload: { workspaceId } }) => enqueueStockPushes(systemContext(parts, workspaceId, "stock sync")),
});

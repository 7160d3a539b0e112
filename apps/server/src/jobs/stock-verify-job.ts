import { z } from "zod";
import { systemContext } from "../services/context.ts";
import { verifyFigures } from "../services/stock-sync/verify-figures.ts";
import { defineJob } from "./job-definition.ts";

export const stockVerifyJob = defineJob({
  name: "stock.verify",
  payload: z.object({ workspaceId: z.uuid(), connectionId: z.uuid() }),
  retries: 1,
  concurrency: 2,
  run: (parts, { payload: { workspaceId, connectionId }, signal }) =>
    verifyFigures({ ctx: systemContext(parts, workspaceId, "stock sync"), input: { connectionId, signal } }),
});

import { z } from "zod";
import { systemContext } from "../services/context.ts";
import { awaitApproval } from "../services/finance/await-approval.ts";
import { defineJob } from "./job-definition.ts";

export const bankApprovalJob = defineJob({
  name: "bank.approval",
  payload: z.object({ workspaceId: z.uuid(), connectionId: z.uuid() }),
  retries: 1,
  concurrency: 2,
  run: (parts, { payload: { workspaceId, connectionId } }) =>
    awaitApproval({ ctx: systemContext(parts, workspaceId, "bank approval"), input: { connectionId } }),
});

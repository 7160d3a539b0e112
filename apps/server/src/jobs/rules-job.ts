import { z } from "zod";
import { runRulesOf } from "../services/rules/run-rules.ts";
import { defineJob } from "./job-definition.ts";

export const rulesJob = defineJob({
  name: "rules.run",
  payload: z.object({ workspaceId: z.uuid() }),
  retries: 0,
  concurrency: 1,
  run: (parts, { payload: { workspaceId } }) => runRulesOf(parts, workspaceId),
});

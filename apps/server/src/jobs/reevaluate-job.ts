import { z } from "zod";
import { systemContext } from "../services/context.ts";
import { reevaluateOpenLines } from "../services/resolution/reevaluate-open-lines.ts";
import { defineJob } from "./job-definition.ts";

export const reevaluateJob = defineJob({
  name: "resolution.reevaluate",
  payload: z.object({ workspaceId: z.uuid(), everything: z.boolean() }),
  retries: 3,
  concurrency: 1,
  run: async (parts, { payload: { workspaceId, everything }, signal }) => {
    await reevaluateOpenLines({
      ctx: systemContext(parts, workspaceId, "linking open lines"),
      input: { everything, signal },
    });
  },
});

import { z } from "zod";
import { systemContext } from "../services/context.ts";
import { deliverNotices } from "../services/notices/deliver-notices.ts";
import { defineJob } from "./job-definition.ts";

export const noticesJob = defineJob({
  name: "notices.deliver",
  payload: z.object({ workspaceId: z.uuid() }),
  retries: 1,
  concurrency: 1,
  run: (parts, { payload: { workspaceId }, signal }) =>
    deliverNotices(systemContext(parts, workspaceId, "Notices"), signal),
});

import { z } from "zod";
import { systemContext } from "../services/context.ts";
import { deliverWebhooks } from "../services/outgoing/deliver-webhooks.ts";
import { defineJob } from "./job-definition.ts";

export const webhookDeliveryJob = defineJob({
  name: "webhooks.deliver",
  payload: z.object({ workspaceId: z.uuid() }),
  retries: 1,
  concurrency: 2,
  run: (parts, { payload: { workspaceId }, signal }) =>
    deliverWebhooks(systemContext(parts, workspaceId, "webhooks"), signal),
});

import { z } from "zod";
import { systemContext } from "../services/context.ts";
import { handleWebhookEvent } from "../services/webhooks/handle-webhook-event.ts";
import { defineJob } from "./job-definition.ts";

export const webhookJob = defineJob({
  name: "webhooks.handle",
  payload: z.object({ workspaceId: z.uuid(), eventId: z.uuid() }),
  retries: 5,
  concurrency: 2,
  run: (parts, { payload: { workspaceId, eventId } }) =>
    handleWebhookEvent({ ctx: systemContext(parts, workspaceId, "webhook"), input: { eventId } }),
});

import { z } from "zod";
import { checkAlerts } from "../services/alerts/check-alerts.ts";
import { deliverAlerts } from "../services/alerts/deliver-alerts.ts";
import { systemContext } from "../services/context.ts";
import { defineJob } from "./job-definition.ts";

const payload = z.object({ workspaceId: z.uuid() });

export const alertCheckJob = defineJob({
  name: "alerts.check",
  payload,
  retries: 0,
  concurrency: 1,
  run: (parts, { payload: { workspaceId } }) => checkAlerts(systemContext(parts, workspaceId, "alerts")),
});

export const alertDeliveryJob = defineJob({
  name: "alerts.deliver",
  payload,
  retries: 1,
  concurrency: 1,
  run: (parts, { payload: { workspaceId }, signal }) =>
    deliverAlerts(systemContext(parts, workspaceId, "alerts"), signal),
});

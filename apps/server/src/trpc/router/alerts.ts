import { getAlertSettings, setAlertSettings, setAlertSettingsInput } from "../../services/alerts/alert-settings.ts";
import {
  addAlertWebhook,
  addAlertWebhookInput,
  alertWebhookInput,
  listAlertWebhooks,
  removeAlertWebhook,
  replayDelivery,
  replayDeliveryInput,
} from "../../services/alerts/alert-webhooks.ts";
import { listAlerts, listAlertsInput, readAlerts, readAlertsInput } from "../../services/alerts/list-alerts.ts";
import { router, workspaceProcedure } from "../trpc.ts";

export const alertsRouter = router({
  list: workspaceProcedure.input(listAlertsInput).query(({ ctx, input }) => listAlerts({ ctx: ctx.service, input })),
  read: workspaceProcedure.input(readAlertsInput).mutation(({ ctx, input }) => readAlerts({ ctx: ctx.service, input })),
  settings: workspaceProcedure.query(({ ctx }) => getAlertSettings({ ctx: ctx.service })),
  setSettings: workspaceProcedure
    .input(setAlertSettingsInput)
    .mutation(({ ctx, input }) => setAlertSettings({ ctx: ctx.service, input })),
  webhooks: workspaceProcedure.query(({ ctx }) => listAlertWebhooks({ ctx: ctx.service })),
  addWebhook: workspaceProcedure
    .input(addAlertWebhookInput)
    .mutation(({ ctx, input }) => addAlertWebhook({ ctx: ctx.service, input })),
  removeWebhook: workspaceProcedure
    .input(alertWebhookInput)
    .mutation(({ ctx, input }) => removeAlertWebhook({ ctx: ctx.service, input })),
  replay: workspaceProcedure
    .input(replayDeliveryInput)
    .mutation(({ ctx, input }) => replayDelivery({ ctx: ctx.service, input })),
});

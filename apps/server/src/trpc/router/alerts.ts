import { getAlertSettings, setAlertSettings, setAlertSettingsInput } from "../../services/alerts/alert-settings.ts";
import {
  listAlerts,
  listAlertsInput,
  readAlerts,
  readAlertsInput,
  replayMail,
  replayMailInput,
} from "../../services/alerts/list-alerts.ts";
import { router, workspaceProcedure } from "../trpc.ts";

export const alertsRouter = router({
  list: workspaceProcedure.input(listAlertsInput).query(({ ctx, input }) => listAlerts({ ctx: ctx.service, input })),
  read: workspaceProcedure.input(readAlertsInput).mutation(({ ctx, input }) => readAlerts({ ctx: ctx.service, input })),
  settings: workspaceProcedure.query(({ ctx }) => getAlertSettings({ ctx: ctx.service })),
  setSettings: workspaceProcedure
    .input(setAlertSettingsInput)
    .mutation(({ ctx, input }) => setAlertSettings({ ctx: ctx.service, input })),
  replay: workspaceProcedure
    .input(replayMailInput)
    .mutation(({ ctx, input }) => replayMail({ ctx: ctx.service, input })),
});

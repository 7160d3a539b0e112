import { listConnectionNames } from "../../services/connections/connection-names.ts";
import { consentFailure, consentFailureInput } from "../../services/connections/consent-failure.ts";
import { disconnect, disconnectInput } from "../../services/connections/disconnect.ts";
import { listConnections } from "../../services/connections/list-connections.ts";
import { saveKeys, saveKeysInput } from "../../services/connections/save-keys.ts";
import { saveSettings, saveSettingsInput } from "../../services/connections/save-settings.ts";
import { startOAuth, startOAuthInput } from "../../services/connections/start-oauth.ts";
import { testConnection, testConnectionInput } from "../../services/connections/test-connection.ts";
import { webhookUrl, webhookUrlInput } from "../../services/webhooks/webhook-url.ts";
import { router, workspaceProcedure } from "../trpc.ts";

export const connectionsRouter = router({
  list: workspaceProcedure.query(({ ctx }) => listConnections({ ctx: ctx.service })),
  names: workspaceProcedure.query(({ ctx }) => listConnectionNames({ ctx: ctx.service })),
  saveKeys: workspaceProcedure.input(saveKeysInput).mutation(({ ctx, input }) => saveKeys({ ctx: ctx.service, input })),
  saveSettings: workspaceProcedure
    .input(saveSettingsInput)
    .mutation(({ ctx, input }) => saveSettings({ ctx: ctx.service, input })),
  startOAuth: workspaceProcedure.input(startOAuthInput).mutation(({ ctx, input }) => {
    const { sessionId, user } = ctx.session;
    const starter = { sessionId, userId: user.id, origin: ctx.origin, page: ctx.page };
    return startOAuth({ ctx: ctx.service, input: { ...input, ...starter } });
  }),
  consentFailure: workspaceProcedure
    .input(consentFailureInput)
    .query(({ ctx, input }) => consentFailure({ ctx: ctx.service, input })),
  test: workspaceProcedure
    .input(testConnectionInput)
    .mutation(({ ctx, input }) => testConnection({ ctx: ctx.service, input })),
  webhookUrl: workspaceProcedure
    .input(webhookUrlInput)
    .mutation(({ ctx, input }) => webhookUrl({ ctx: ctx.service, input })),
  disconnect: workspaceProcedure
    .input(disconnectInput)
    .mutation(({ ctx, input }) => disconnect({ ctx: ctx.service, input })),
});

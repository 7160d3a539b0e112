import type { Manifest } from "@counterfoil/connector-kit";
import { finishOAuth } from "../connections/finish-oauth.ts";
import { saveKeys } from "../connections/save-keys.ts";
import { startOAuth } from "../connections/start-oauth.ts";
import type { ServiceContext } from "../context.ts";
import type { DemoVisitor } from "./demo-visitor.ts";

/**
 * Connects a simulated platform as its sellers do: by keys, or by its consent page where there is no other way. One that
 * cannot be connected is logged and stays open on the Integrations page; the others go on.
 */
export async function connectSimulated(ctx: ServiceContext, visitor: DemoVisitor, manifest: Manifest): Promise<void> {
  const { platform } = manifest;
  try {
    const keys = manifest.connectionMethods.find(({ kind }) => kind === "keys");
    if (keys === undefined) return await consentAlone(ctx, visitor, platform);
    const { fields, marketplace } = await ctx.platforms.demoAccount(platform);
    const typed = Object.entries(fields).filter(([name]) => keys.fields.some((field) => field.name === name));
    const target = marketplace === null ? {} : { marketplace };
    await saveKeys({ ctx, input: { platform, ...target, fields: Object.fromEntries(typed) } });
  } catch (error) {
    ctx.logger.warn({ err: error, platform }, "a simulated platform could not be connected");
  }
}

/** The whole consent, with the button pressed for the visitor. */
async function consentAlone(ctx: ServiceContext, visitor: DemoVisitor, platform: string): Promise<void> {
  const { sessionId, user, origin, page, requestId } = visitor;
  const { marketplace } = await ctx.platforms.demoAccount(platform);
  const target = marketplace === null ? {} : { marketplace };
  const consent = { platform, ...target, sessionId, userId: user.id, origin, page };
  const { authorizationUrl } = await startOAuth({ ctx, input: consent });
  const query = await ctx.platforms.agreeInDemo(authorizationUrl);
  const { redirectTo, workspaceId } = await finishOAuth({
    parts: ctx,
    input: { platform, query, session: { sessionId, user }, requestId },
  });
  if (workspaceId === null) ctx.logger.warn({ platform, redirectTo }, "a simulated consent did not connect");
}

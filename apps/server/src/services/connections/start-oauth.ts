import { z } from "zod";
import type { ServiceContext, Verb } from "../context.ts";
import { requireRole } from "../require-role.ts";
import { requireVault } from "../require-vault.ts";
import { invalid } from "../service-error.ts";
import { applicationFor, callbackUrl } from "./application-fields.ts";
import { connectionTarget } from "./connection-target.ts";
import { type Consent, consentLifeMs, hashState } from "./oauth-consent.ts";
import { addressOn, safeReturnAddress } from "./return-url.ts";
import { isDemoWorkspace } from "./workspace-kind.ts";

export const startOAuthInput = z.object({
  platform: z.string().min(1),
  environment: z.string().optional(),
  marketplace: z.string().optional(),
  /** The application's own credentials, where the installation sets none. */
  fields: z.record(z.string(), z.string().max(4000)).optional(),
  returnUrl: z.string().max(2000).optional(),
});
export type StartOAuthInput = z.infer<typeof startOAuthInput>;

/** Who begins a consent: it can be finished by this session only. */
export interface ConsentStarter {
  sessionId: string;
  userId: string;
  /** The origin by which their browser reaches this server. */
  origin: string;
  /** The origin of the page they are on, where it is another one. */
  page: string | null;
}

/**
 * Begins a consent and answers where the seller's browser goes. The `state` is signed, lives for minutes, works once,
 * and only for the session that asked. An existing connection is left alone until the new one is proven.
 */
export async function startOAuth({
  ctx,
  input,
}: Verb<StartOAuthInput & ConsentStarter>): Promise<{ authorizationUrl: string }> {
  requireRole(ctx.role, "manager");
  const { manifest, oauth } = ctx.connectors.get(input.platform);
  const method = manifest.connectionMethods.find(({ kind }) => kind === "oauth2");
  if (method === undefined || oauth === undefined)
    throw invalid(`${manifest.name} is connected by keys, not by consent.`);
  requireVault(ctx);
  const target = connectionTarget(ctx, manifest, input);
  const demo = await isDemoWorkspace(ctx);
  const application = await applicationFor(ctx, { manifest, method, demo, origin: input.origin }, input.fields);
  const redirectUri = application.redirectUri ?? callbackUrl(input.origin, input.platform);
  const state = await storeConsent(ctx, input, { ...application, ...target, redirectUri });
  const authorizationUrl = oauth.authorizationUrl({
    ...(await ctx.platforms.oauthRoute(input.platform, demo)),
    application: application.fields,
    environment: target.environment,
    ...(target.marketplace === null ? {} : { marketplace: target.marketplace }),
    redirectUri,
    state,
  });
  return { authorizationUrl };
}

async function storeConsent(
  ctx: ServiceContext,
  input: StartOAuthInput & ConsentStarter,
  consent: Consent,
): Promise<string> {
  const { workspaceId } = ctx;
  const { platform, sessionId, userId } = input;
  const stateId = ctx.newId();
  const expiresAt = new Date(ctx.now().getTime() + consentLifeMs);
  const state = await ctx.stateSigner.sign({ workspaceId, stateId, platform }, expiresAt);
  const sealed = await ctx.vault.seal({ workspaceId, subjectId: stateId, purpose: "consent" }, consent);
  await ctx.db.inWorkspace(workspaceId, async (tx) => {
    await tx.deleteFrom("oauth_states").where("expires_at", "<", ctx.now()).execute();
    await tx
      .insertInto("oauth_states")
      .values({
        workspace_id: workspaceId,
        id: stateId,
        platform,
        state_hash: hashState(state),
        session_id: sessionId,
        user_id: userId,
        payload: sealed.ciphertext,
        return_url: safeReturnAddress(addressOn(input.page, input.returnUrl), ctx.installation),
        expires_at: expiresAt,
      })
      .execute();
  });
  return state;
}

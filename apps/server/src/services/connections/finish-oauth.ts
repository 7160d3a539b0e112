import { createMemoryTokenStore, type TokenSet } from "@counterfoil/connector-kit";
import type { Actor, ServerVerb, ServiceContext } from "../context.ts";
import { bindContext } from "../context.ts";
import { listMemberships } from "../session/list-memberships.ts";
import { type ConsentFailure, declinedConsent, describeConsentFailure, keepConsentFailure } from "./consent-failure.ts";
import { type Consent, type ConsumedState, consentSchema, consumeState } from "./oauth-consent.ts";
import { probeConnector } from "./probe-connector.ts";
import { addressOn, safeReturnAddress, withQuery } from "./return-url.ts";
import { startFirstSync } from "./start-first-sync.ts";
import { storeProvenConnection } from "./store-proven-connection.ts";
import { isDemoWorkspace } from "./workspace-kind.ts";

export interface OAuthCallback {
  platform: string;
  /** The callback's query as the platform sent it. */
  query: Readonly<Record<string, string>>;
  /** Null for a visitor who is not signed in. */
  session: { sessionId: string; user: { id: string; name: string } } | null;
  requestId: string;
}

/** Where the browser goes next, with the outcome in its query. */
export interface OAuthOutcome {
  redirectTo: string;
  /** Set when the connection was made. */
  workspaceId: string | null;
}

/**
 * Finishes a consent. The state must be this server's, unused, in time, and of the very session that began it;
 * otherwise nothing is exchanged or stored. The new connection is proven by a call before it takes the old one's place.
 */
export async function finishOAuth({ parts, input }: ServerVerb<OAuthCallback>): Promise<OAuthOutcome> {
  const failed = (code: string): OAuthOutcome => {
    const address = safeReturnAddress(addressOn(parts.installation.frontendUrl, undefined), parts.installation);
    return { redirectTo: withQuery(address, { connect_error: code, platform: input.platform }), workspaceId: null };
  };
  const { session } = input;
  if (session === null) return failed("signed_out");
  const state = input.query["state"] ?? "";
  const claims = await parts.stateSigner.verify(state);
  if (claims === null || claims.platform !== input.platform) return failed("state_invalid");
  const ctx = await memberContext({ parts, input }, claims.workspaceId);
  if (ctx === null) return failed("state_foreign");
  const holder = { sessionId: session.sessionId, userId: session.user.id, platform: input.platform };
  const consumed = await ctx.db.inWorkspace(ctx.workspaceId, (tx) =>
    consumeState(tx, ctx, { stateId: claims.stateId, state, holder }),
  );
  if (!consumed.accepted) return failed(consumed.refusal);
  const address = safeReturnAddress(consumed.returnUrl, parts.installation);
  const failure = await tryToConnect(ctx, input, consumed);
  if (failure === null) {
    return { redirectTo: withQuery(address, { connected: input.platform }), workspaceId: ctx.workspaceId };
  }
  await keepConsentFailure(ctx, consumed.stateId, failure);
  const outcome = { connect_error: failure.code, platform: input.platform, attempt: consumed.stateId };
  return { redirectTo: withQuery(address, outcome), workspaceId: null };
}

async function tryToConnect(
  ctx: ServiceContext,
  input: OAuthCallback,
  consumed: Extract<ConsumedState, { accepted: true }>,
): Promise<ConsentFailure | null> {
  const { error, error_description: description } = input.query;
  if (error !== undefined) return declinedConsent(ctx.connectors.get(input.platform).manifest.name, description);
  try {
    await connect(ctx, input, consumed);
    return null;
  } catch (failure) {
    ctx.logger.warn({ err: failure, platform: input.platform }, "a consent could not be finished");
    return describeConsentFailure(failure);
  }
}

async function memberContext(
  { parts, input }: ServerVerb<OAuthCallback>,
  workspaceId: string,
): Promise<ServiceContext | null> {
  if (input.session === null) return null;
  const { user } = input.session;
  const memberships = await listMemberships(parts.db, user.id);
  const membership = memberships.find((candidate) => candidate.workspaceId === workspaceId);
  if (membership === undefined) return null;
  const actor: Actor = { kind: "user", id: user.id, name: user.name };
  const { role, connections } = membership;
  return bindContext(parts, { workspaceId, actor, role, connections, requestId: input.requestId });
}

async function connect(
  ctx: ServiceContext,
  input: OAuthCallback,
  consumed: Extract<ConsumedState, { accepted: true }>,
): Promise<void> {
  const { platform } = input;
  const { manifest } = ctx.connectors.get(platform);
  const binding = { workspaceId: ctx.workspaceId, subjectId: consumed.stateId, purpose: "consent" } as const;
  const consent = consentSchema.parse(await ctx.vault.open(binding, consumed.ciphertext));
  const demo = await isDemoWorkspace(ctx);
  const { tokens, credentials } = await exchangeCode(ctx, input, { consent, demo });
  const stored = { ...consent.storedFields, ...credentials };
  const { environment, marketplace } = consent;
  const store = createMemoryTokenStore(tokens);
  const connector = await ctx.platforms.connector({
    workspaceId: ctx.workspaceId,
    // Its own for each consent: a connector kept from an earlier one would make the test call with that one's tokens.
    accountKey: `candidate:${ctx.workspaceId}:${consumed.stateId}`,
    platform,
    environment,
    marketplace,
    demo,
    credentials: { ...consent.fields, ...credentials },
    tokens: store,
  });
  const probe = await probeConnector(connector);
  const latest = (await store.read()) ?? tokens;
  const account = { platform, method: "oauth2", environment, marketplace, demo } as const;
  const connectionId = await storeProvenConnection(ctx, { ...account, fields: stored, tokens: latest, probe });
  await startFirstSync(ctx, manifest, connectionId);
}

async function exchangeCode(
  ctx: ServiceContext,
  input: OAuthCallback,
  { consent, demo }: { consent: Consent; demo: boolean },
): Promise<{ tokens: TokenSet; credentials: Record<string, string> }> {
  const { oauth } = ctx.connectors.get(input.platform);
  if (oauth === undefined) throw new Error(`${input.platform} has no consent flow`);
  return await oauth.exchange(
    {
      ...(await ctx.platforms.oauthRoute(input.platform, demo)),
      application: consent.fields,
      environment: consent.environment,
      ...(consent.marketplace === null ? {} : { marketplace: consent.marketplace }),
      redirectUri: consent.redirectUri,
      query: input.query,
      now: () => ctx.now().getTime(),
    },
    { deadlineMs: 30_000 },
  );
}

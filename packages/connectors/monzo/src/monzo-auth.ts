import {
  ConnectorError,
  createHttpClient,
  type HttpClient,
  type OAuth2Client,
  type OAuthContext,
  type OAuthFlow,
  oauth2AuthorizationUrl,
  oauth2ExchangeCode,
  oauth2Refresh,
  type TokenSet,
} from "@counterfoil/connector-kit";
import { monzoHosts } from "./monzo-hosts.ts";
import { type MonzoContext, type MonzoCredentials, readCredentials } from "./monzo-settings.ts";

/** The owner's consent: a mailed link, then the approval in the app, which comes after the tokens. */
export const monzoOAuth: OAuthFlow = {
  authorizationUrl(context) {
    const { clientId } = readCredentials(context.application);
    return oauth2AuthorizationUrl({
      endpoint: monzoHosts(context.baseURL).auth,
      clientId,
      redirectUri: context.redirectUri,
      scopes: [],
      state: context.state,
    });
  },

  async exchange(context, options) {
    const { error, error_description: description, code } = context.query;
    if (error) throw refused(error, description);
    if (!code) {
      const message = "Monzo sent no sign-in code back. Start connecting again.";
      throw new ConnectorError({ code: "invalid_request", message, operation: "POST token (authorization_code)" });
    }
    const client = consentClient(context, readCredentials(context.application));
    const tokens = await oauth2ExchangeCode(client, { code, redirectUri: context.redirectUri }, options);
    return { tokens, credentials: {} };
  },
};

/** The client at Monzo's token endpoint. */
export function oauthClient({ credentials, now }: MonzoContext, http: HttpClient): OAuth2Client {
  return tokenClient({ credentials, http, now });
}

/**
 * Gets a new pair; the former one is dead from that moment, and using it once more ends the connection. So a lost answer
 * is not followed by a second try here: the next call makes it, and is told when the connection is gone.
 */
export async function refreshTokens(client: OAuth2Client, current: TokenSet): Promise<TokenSet> {
  try {
    return await oauth2Refresh(client, current, { singleUse: true });
  } catch (error) {
    throw refreshProblem(error);
  }
}

const goneStatuses = [400, 401, 403];

function refreshProblem(error: unknown): unknown {
  if (!ConnectorError.is(error)) return error;
  const { status, platformCode } = error;
  if (error.code === "outcome_unknown") {
    const message = "Monzo's answer to the renewal of the connection was lost. The next call tries again.";
    return new ConnectorError({ code: "unavailable", message, operation: error.operation, cause: error });
  }
  const isGone = status !== null && goneStatuses.includes(status) && error.code !== "permission_denied";
  if (!isGone || error.code === "auth_revoked") return error;
  const message = "Monzo no longer accepts this connection. Connect the account again.";
  const { operation } = error;
  return new ConnectorError({ code: "auth_revoked", message, operation, status, platformCode, cause: error });
}

function tokenClient(options: { credentials: MonzoCredentials; http: HttpClient; now: () => number }): OAuth2Client {
  return {
    clientId: options.credentials.clientId,
    clientSecret: options.credentials.clientSecret,
    clientAuthentication: "body",
    tokenEndpoint: "/oauth2/token",
    platformName: "Monzo",
    http: options.http,
    now: options.now,
  };
}

function consentClient(context: OAuthContext, credentials: MonzoCredentials): OAuth2Client {
  const http = createHttpClient({
    platform: "monzo",
    platformName: "Monzo",
    baseURL: monzoHosts(context.baseURL).api,
    ...(context.fetch && { fetch: context.fetch }),
    ...(context.now && { now: context.now }),
  });
  return tokenClient({ credentials, http, now: context.now ?? (() => Date.now()) });
}

function refused(error: string, description: string | undefined): ConnectorError {
  const detail = description ? ` (${description})` : "";
  const declined = error === "access_denied";
  return new ConnectorError({
    code: declined ? "auth_revoked" : "invalid_request",
    message: declined
      ? `The connection was declined on Monzo's page${detail}. Nothing was stored.`
      : `Monzo refused the sign-in: ${error}${detail}. Check the client ID and its return address.`,
    operation: "GET authorisation page",
    platformCode: error,
  });
}

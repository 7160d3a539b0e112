import {
  ConnectorError,
  callLimits,
  createHttpClient,
  type HttpClient,
  type OAuth2Client,
  type OAuthContext,
  type OAuthFlow,
  oauth2AuthorizationUrl,
  oauth2ClientCredentials,
  oauth2ExchangeCode,
  oauth2Refresh,
  type TokenSet,
} from "@counterfoil/connector-kit";
import { ebayHosts } from "./ebay-hosts.ts";
import { marketplaceOf } from "./ebay-marketplaces.ts";
import { type EbayContext, type EbayCredentials, readCredentials } from "./ebay-settings.ts";
import { makeSigningKey } from "./signatures/make-signing-key.ts";

const scopeBase = "https://api.ebay.com/oauth/api_scope";

/** What a connection asks the seller for. The same names in the sandbox. */
export const ebayScopes: readonly string[] = [
  scopeBase,
  `${scopeBase}/sell.fulfillment`,
  `${scopeBase}/sell.inventory`,
  `${scopeBase}/sell.account.readonly`,
  `${scopeBase}/sell.finances`,
  `${scopeBase}/commerce.identity.readonly`,
  `${scopeBase}/commerce.notification.subscription`,
];

export const identityScope = `${scopeBase}/commerce.identity.readonly`;

/** The consent of a seller, by eBay's authorization code grant. */
export const ebayOAuth: OAuthFlow = {
  authorizationUrl(context) {
    const credentials = readCredentials(context.application);
    return oauth2AuthorizationUrl({
      endpoint: `${hostsOf(context).auth}/oauth2/authorize`,
      clientId: credentials.clientId,
      redirectUri: redirectUri(context, credentials),
      scopes: ebayScopes,
      state: context.state,
      ...(context.marketplace && { extra: { locale: marketplaceOf(context.marketplace).language } }),
    });
  },

  async exchange(context, options) {
    const { query } = context;
    if (query["error"]) throw refusedBySeller(query["error"], query["error_description"]);
    if (!query["code"]) {
      const message = "eBay sent no sign-in code back. Start connecting again.";
      throw new ConnectorError({ code: "invalid_request", message, operation: "POST token (authorization_code)" });
    }
    const credentials = readCredentials(context.application);
    const client = consentClient(context, credentials);
    const grant = { code: query["code"], redirectUri: redirectUri(context, credentials) };
    const tokens = await oauth2ExchangeCode(client, grant, options);
    return { tokens: withScopes(tokens), credentials: await signingKeyFor(context, credentials, client) };
  },
};

/** A signing key for sellers whose payouts and refunds eBay tells only to signed calls, unless they brought one. */
async function signingKeyFor(
  context: OAuthContext,
  credentials: EbayCredentials,
  client: OAuth2Client,
): Promise<Record<string, string>> {
  const isAsked = marketplaceOf(context.marketplace).signsMoneyCalls === true;
  if (!isAsked || credentials.signingKeyJwe !== undefined) return {};
  const applicationToken = async () => (await applicationTokens(client)).accessToken;
  const maker = { http: client.http, applicationToken, apiz: hostsOf(context).apiz };
  return (await makeSigningKey(maker, callLimits({ deadlineMs: 15_000 }, context.now ?? Date.now))) ?? {};
}

/** Gets a new access token; eBay gives no new refresh token, so the old one is kept until its 18 months end. */
export function refreshTokens(client: OAuth2Client, current: TokenSet): Promise<TokenSet> {
  return oauth2Refresh(client, current);
}

/** Gets a token of the application itself, for calls that belong to no seller. */
export async function applicationTokens(client: OAuth2Client): Promise<TokenSet> {
  return oauth2ClientCredentials(client, { scopes: [scopeBase] });
}

/** The application at eBay's token endpoint. */
export function oauthClient(context: EbayContext, http: HttpClient): OAuth2Client {
  return tokenClient({ credentials: context.credentials, api: context.hosts.api, http, now: context.now });
}

function tokenClient(options: {
  credentials: EbayCredentials;
  api: string;
  http: HttpClient;
  now: () => number;
}): OAuth2Client {
  return {
    clientId: options.credentials.clientId,
    clientSecret: options.credentials.clientSecret,
    clientAuthentication: "basic",
    tokenEndpoint: `${options.api}/identity/v1/oauth2/token`,
    platformName: "eBay",
    http: options.http,
    now: options.now,
  };
}

function consentClient(context: OAuthContext, credentials: EbayCredentials): OAuth2Client {
  const { api } = hostsOf(context);
  const http = createHttpClient({
    platform: "ebay",
    platformName: "eBay",
    baseURL: api,
    ...(context.fetch && { fetch: context.fetch }),
    ...(context.now && { now: context.now }),
  });
  return tokenClient({ credentials, api, http, now: context.now ?? (() => Date.now()) });
}

function hostsOf(context: OAuthContext) {
  return ebayHosts(context.environment ?? "production", context.baseURL);
}

/** eBay wants the RuName here, not the address it stands for. */
function redirectUri(context: OAuthContext, credentials: EbayCredentials): string {
  return credentials.ruName ?? context.redirectUri;
}

// eBay's token answer does not list what was granted: it grants all that was asked for, or nothing.
function withScopes(tokens: TokenSet): TokenSet {
  return tokens.scopes.length > 0 ? tokens : { ...tokens, scopes: ebayScopes };
}

function refusedBySeller(error: string, description: string | undefined): ConnectorError {
  const detail = description ? ` (${description})` : "";
  const declined = error === "access_denied";
  return new ConnectorError({
    code: declined ? "auth_revoked" : "invalid_request",
    message: declined
      ? `The connection was declined on eBay's page${detail}. Nothing was stored.`
      : `eBay refused the sign-in: ${error}${detail}. Check the App ID, the RuName and the key set's permissions.`,
    operation: "GET /oauth2/authorize",
    platformCode: error,
  });
}

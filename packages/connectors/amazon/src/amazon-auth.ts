import {
  ConnectorError,
  createHttpClient,
  type HttpClient,
  type OAuth2Client,
  type OAuthContext,
  type OAuthFlow,
  oauth2ClientCredentials,
  oauth2ExchangeCode,
  oauth2Refresh,
  type TokenSet,
} from "@counterfoil/connector-kit";
import { amazonEnvironments, amazonHosts } from "./amazon-hosts.ts";
import { placeOf } from "./amazon-place.ts";
import { type AmazonContext, type AmazonCredentials, readCredentials } from "./amazon-settings.ts";

const dayMs = 86_400_000;
/** Sellers renew the authorisation of a published application every year. */
const grantLifeMs = 365 * dayMs;

/** What an application may do for itself, without a seller. */
export type GrantlessScope = "sellingpartnerapi::notifications";

/** The consent of a seller on Seller Central: the website workflow. */
export const amazonOAuth: OAuthFlow = {
  authorizationUrl(context) {
    const { hosts, credentials } = prepared(context);
    if (!credentials.applicationId) throw invalid("Enter the application id: Amazon's consent page is found by it.");
    const query = new URLSearchParams({
      application_id: credentials.applicationId,
      state: context.state,
      redirect_uri: context.redirectUri,
      ...(credentials.draft === "yes" && { version: "beta" }),
    });
    return `${hosts.sellerCentral}/apps/authorize/consent?${query}`;
  },

  async exchange(context, options) {
    const { query } = context;
    if (query["error"]) throw declined(query["error"], query["error_description"]);
    const code = query["spapi_oauth_code"];
    if (!code) throw invalid("Amazon sent no sign-in code back. Start connecting again.");
    const { credentials, client } = prepared(context);
    const tokens = await explained(
      oauth2ExchangeCode(client, { code, redirectUri: context.redirectUri }, options),
      credentials,
    );
    const sellerId = query["selling_partner_id"];
    const named: Record<string, string> = sellerId ? { sellerId } : {};
    return {
      tokens: { ...tokens, refreshTokenExpiresAt: tokens.refreshTokenExpiresAt ?? (client.now?.() ?? 0) + grantLifeMs },
      credentials: named,
    };
  },
};

/** Gets a new access token. Amazon gives the same refresh token back; should it give another, that one is kept. */
export function refreshTokens(client: OAuth2Client, current: TokenSet, credentials: AmazonCredentials) {
  return explained(oauth2Refresh(client, current), credentials);
}

/** Gets a token of the application itself, for calls that belong to no seller. */
export function applicationTokens(client: OAuth2Client, scope: GrantlessScope, credentials: AmazonCredentials) {
  return explained(oauth2ClientCredentials(client, { scopes: [scope] }), credentials);
}

/** The application at Login with Amazon. */
export function lwaClient(
  context: Pick<AmazonContext, "credentials" | "now">,
  lwaHost: string,
  http: HttpClient,
): OAuth2Client {
  return {
    clientId: context.credentials.clientId,
    clientSecret: context.credentials.clientSecret,
    clientAuthentication: "body",
    tokenEndpoint: `${lwaHost}/auth/o2/token`,
    platformName: "Amazon",
    http,
    now: context.now,
  };
}

/** How many whole days old the client secret is; null where the seller did not say. */
export function secretAgeDays(credentials: Pick<AmazonCredentials, "clientSecretCreatedAt">, now: number) {
  const { clientSecretCreatedAt } = credentials;
  return clientSecretCreatedAt ? Math.floor((now - Date.parse(clientSecretCreatedAt)) / dayMs) : null;
}

function prepared(context: OAuthContext) {
  const credentials = readCredentials(context.application);
  const environment = amazonEnvironments.find(({ id }) => id === context.environment)?.id ?? "production";
  const place = placeOf(context.marketplace ?? credentials.marketplaceId, credentials);
  const hosts = amazonHosts(environment, place, context.baseURL);
  const now = context.now ?? (() => Date.now());
  const http = createHttpClient({
    platform: "amazon",
    platformName: "Amazon",
    baseURL: hosts.lwa,
    now,
    ...(context.fetch && { fetch: context.fetch }),
  });
  return { hosts, credentials, client: lwaClient({ credentials, now }, hosts.lwa, http) };
}

/** A refused client is most often a secret that was not renewed: the sentence says so. */
async function explained(tokens: Promise<TokenSet>, credentials: AmazonCredentials): Promise<TokenSet> {
  try {
    return await tokens;
  } catch (error) {
    if (!ConnectorError.is(error) || error.platformCode !== "invalid_client") throw error;
    const since = credentials.clientSecretCreatedAt ? ` This one is of ${credentials.clientSecretCreatedAt}.` : "";
    throw new ConnectorError({
      code: error.code,
      message: `Amazon does not accept the client id and client secret. A secret that was not renewed within 180 days stops working: make a new one in Developer Central and enter it here; the authorisation stays.${since}`,
      operation: error.operation,
      status: error.status,
      platformCode: error.platformCode,
      cause: error,
    });
  }
}

function invalid(message: string): ConnectorError {
  return new ConnectorError({ code: "invalid_request", message, operation: "GET /apps/authorize/consent" });
}

function declined(error: string, description: string | undefined): ConnectorError {
  const detail = description ? ` (${description})` : "";
  return new ConnectorError({
    code: error === "access_denied" ? "auth_revoked" : "invalid_request",
    message: `The connection was declined on Amazon's page: ${error}${detail}. Nothing was stored.`,
    operation: "GET /apps/authorize/consent",
    platformCode: error,
  });
}

import {
  buildUrl,
  ConnectorError,
  createHttpClient,
  type HttpClient,
  jsonBody,
  type OAuthContext,
  type OAuthFlow,
  type TokenSet,
} from "@counterfoil/connector-kit";
import { decodeTokenError } from "./flipkart-errors.ts";
import { flipkartEnvironments, flipkartHosts } from "./flipkart-hosts.ts";
import { tokenSchema, type WireToken } from "./flipkart-schemas.ts";
import { type FlipkartCredentials, readCredentials } from "./flipkart-settings.ts";

const scope = "Seller_Api";
/** A seller's consent is good for 180 days. */
const consentLifeMs = 180 * 86_400_000;

/** The token service with the application that asks it. */
export interface TokenService {
  http: HttpClient;
  /** Such as `https://api.flipkart.net/oauth-service/oauth`. */
  oauth: string;
  credentials: Pick<FlipkartCredentials, "applicationId" | "applicationSecret">;
  now: () => number;
}

/** The consent of a seller to a third-party application. */
export const flipkartOAuth: OAuthFlow = {
  authorizationUrl(context) {
    if (!context.redirectUri.startsWith("https://") && context.baseURL === undefined) {
      throw invalid("Flipkart sends sellers back to https addresses only. Set the public address of this desk.");
    }
    const { credentials, oauth } = prepared(context);
    return buildUrl(oauth, "/authorize", {
      client_id: credentials.applicationId,
      redirect_uri: context.redirectUri,
      response_type: "code",
      scope,
      state: context.state,
    });
  },

  async exchange(context) {
    const { query, redirectUri } = context;
    if (query["error"]) throw declined(query["error"], query["error_description"]);
    const { code, state } = query;
    if (!code) throw invalid("Flipkart sent no sign-in code back. Start connecting again.");
    const parameters = { grant_type: "authorization_code", code, redirect_uri: redirectUri, state };
    const tokens = await requestToken(prepared(context), { parameters, attempts: 1, previous: null }).catch((error) => {
      throw codeRefused(error);
    });
    return { tokens, credentials: { accessType: "third_party" } };
  },
};

/**
 * Gets a new token of the application's own account. Flipkart may give the same one again, with fewer seconds left.
 */
export function ownToken(service: TokenService, current: TokenSet): Promise<TokenSet> {
  const parameters = { grant_type: "client_credentials", scope };
  return requestToken(service, { parameters, attempts: 4, previous: current });
}

/** Gets a new token of a seller's consent, and a new refresh token with it. Throws `auth_revoked` where there is none. */
export function consentToken(service: TokenService, current: TokenSet): Promise<TokenSet> {
  const { refreshToken } = current;
  if (refreshToken === null) {
    const message = "The connection to Flipkart has no valid token any more. Connect the account again.";
    return Promise.reject(new ConnectorError({ code: "auth_revoked", message, operation: "refresh token" }));
  }
  const parameters = { grant_type: "refresh_token", refresh_token: refreshToken };
  return requestToken(service, { parameters, attempts: 4, previous: current });
}

interface TokenRequest {
  parameters: Readonly<Record<string, string | undefined>>;
  attempts: number;
  previous: TokenSet | null;
}

// Flipkart documents GET with everything in the query, and the application in a Basic header.
async function requestToken(service: TokenService, request: TokenRequest): Promise<TokenSet> {
  const { applicationId, applicationSecret } = service.credentials;
  const { data } = await service.http.request({
    operation: `GET /oauth-service/oauth/token (${request.parameters["grant_type"]})`,
    lane: "withdraw_stock",
    path: `${service.oauth}/token`,
    query: request.parameters,
    headers: { authorization: basicHeader(applicationId, applicationSecret), accept: "application/json" },
    maxAttempts: request.attempts,
    decode: jsonBody(tokenSchema),
    decodeError: decodeTokenError,
  });
  return tokenSet(data, request.previous, service.now());
}

/** `Basic` with both halves as they are: Flipkart's own examples encode neither. */
export function basicHeader(applicationId: string, applicationSecret: string): string {
  return `Basic ${Buffer.from(`${applicationId}:${applicationSecret}`).toString("base64")}`;
}

function tokenSet(answer: WireToken, previous: TokenSet | null, now: number): TokenSet {
  const at = (seconds: number | null | undefined) => (seconds == null ? null : now + seconds * 1000);
  const refreshToken = answer.refresh_token ?? previous?.refreshToken ?? null;
  const renewed = answer.refresh_token == null ? null : now + consentLifeMs;
  return {
    accessToken: answer.access_token,
    accessTokenExpiresAt: at(answer.expires_in),
    refreshToken,
    refreshTokenExpiresAt:
      at(answer.refresh_token_expires_in) ??
      renewed ??
      (refreshToken ? (previous?.refreshTokenExpiresAt ?? null) : null),
    scopes: answer.scope ? answer.scope.split(/[\s,]+/).filter(Boolean) : (previous?.scopes ?? []),
  };
}

function prepared(context: OAuthContext): TokenService {
  const credentials = readCredentials(context.application);
  const environment = flipkartEnvironments.find(({ id }) => id === context.environment)?.id ?? "production";
  const { oauth } = flipkartHosts(environment, context.baseURL);
  const now = context.now ?? (() => Date.now());
  const http = createHttpClient({
    platform: "flipkart",
    platformName: "Flipkart",
    baseURL: oauth,
    now,
    ...(context.fetch && { fetch: context.fetch }),
  });
  return { http, oauth, credentials, now };
}

const consentCall = "GET /oauth-service/oauth/authorize";

function invalid(message: string): ConnectorError {
  return new ConnectorError({ code: "invalid_request", message, operation: consentCall });
}

function declined(error: string, description: string | undefined): ConnectorError {
  const detail = description ? ` (${description})` : "";
  return new ConnectorError({
    code: error === "access_denied" ? "auth_revoked" : "invalid_request",
    message: `The connection was declined on Flipkart's page: ${error}${detail}. Nothing was stored.`,
    operation: consentCall,
    platformCode: error,
  });
}

// A code that is wrong, used or too old is answered like wrong credentials.
function codeRefused(error: unknown): unknown {
  if (!ConnectorError.is(error) || error.code !== "auth_revoked") return error;
  return new ConnectorError({
    code: "invalid_request",
    message: `Flipkart did not take the sign-in code, or not the application. Start connecting again. ${error.message}`,
    operation: error.operation,
    status: error.status,
    platformCode: error.platformCode,
    cause: error,
  });
}

import { z } from "zod";
import { type CallOptions, ConnectorError, type TokenSet } from "../contract/index.ts";
import { jsonBody } from "../http/body-decoders.ts";
import { buildUrl, type HttpParameters, percentEncode } from "../http/encode.ts";
import type { DecodedError, HttpClient, WireAnswer } from "../http/http-types.ts";

/** An OAuth 2.0 application at a platform. */
export interface OAuth2Client {
  clientId: string;
  clientSecret: string;
  /** `basic` sends the secret in the Authorization header, `body` as form fields. */
  clientAuthentication: "basic" | "body";
  /** Token endpoint: a path below the HTTP client's base URL, or an absolute URL. */
  tokenEndpoint: string;
  platformName: string;
  http: HttpClient;
  now?: () => number;
}

/** The address that a seller's browser is sent to (RFC 6749 §4.1.1). `extra` adds the platform's own parameters. */
export function oauth2AuthorizationUrl(options: {
  endpoint: string;
  clientId: string;
  redirectUri: string;
  scopes: readonly string[];
  state: string;
  extra?: Readonly<Record<string, string>>;
}): string {
  return buildUrl("", options.endpoint, {
    client_id: options.clientId,
    redirect_uri: options.redirectUri,
    response_type: "code",
    scope: options.scopes.length > 0 ? options.scopes.join(" ") : undefined,
    state: options.state,
    ...options.extra,
  });
}

/** Trades a callback's code for tokens. Throws `invalid_request` for a code that is wrong, used or too old. */
export function oauth2ExchangeCode(
  client: OAuth2Client,
  grant: { code: string; redirectUri: string; extra?: Readonly<Record<string, string>> },
  options: CallOptions = {},
): Promise<TokenSet> {
  const form = { grant_type: "authorization_code", code: grant.code, redirect_uri: grant.redirectUri, ...grant.extra };
  return requestTokens(client, { form, invalidGrant: "invalid_request", attempts: 1, previous: null }, options);
}

/**
 * Trades the refresh token for new tokens; keeps what the answer leaves out. Throws `auth_revoked` on `invalid_grant`.
 * A `singleUse` refresh token is not sent again after a lost answer: that throws `outcome_unknown`.
 */
export function oauth2Refresh(
  client: OAuth2Client,
  current: TokenSet,
  options: CallOptions & { scopes?: readonly string[]; singleUse?: boolean } = {},
): Promise<TokenSet> {
  if (current.refreshToken === null) {
    const message = `The connection to ${client.platformName} has no valid token any more. Connect the account again.`;
    return Promise.reject(new ConnectorError({ code: "auth_revoked", message, operation: "refresh token" }));
  }
  const scope = options.scopes?.join(" ");
  const form = { grant_type: "refresh_token", refresh_token: current.refreshToken, scope };
  const effect = options.singleUse === true ? "write" : "read";
  return requestTokens(client, { form, invalidGrant: "auth_revoked", attempts: 4, previous: current, effect }, options);
}

/** Gets an application token (RFC 6749 §4.4). */
export function oauth2ClientCredentials(
  client: OAuth2Client,
  options: CallOptions & { scopes?: readonly string[] } = {},
): Promise<TokenSet> {
  const form = { grant_type: "client_credentials", scope: options.scopes?.join(" ") };
  return requestTokens(client, { form, invalidGrant: "permission_denied", attempts: 4, previous: null }, options);
}

/** `Basic` credentials of RFC 6749 §2.3.1: both halves form-encoded before base64. */
export function basicAuthorization(clientId: string, clientSecret: string): string {
  const pair = `${percentEncode(clientId)}:${percentEncode(clientSecret)}`;
  return `Basic ${Buffer.from(pair).toString("base64")}`;
}

const seconds = z.coerce.number().nonnegative();
const tokenAnswer = z.object({
  access_token: z.string().min(1),
  expires_in: seconds.nullish(),
  refresh_token: z.string().min(1).nullish(),
  refresh_token_expires_in: seconds.nullish(),
  scope: z.string().nullish(),
});

interface TokenRequest {
  form: HttpParameters & Readonly<Record<string, string | undefined>>;
  invalidGrant: "auth_revoked" | "invalid_request" | "permission_denied";
  attempts: number;
  previous: TokenSet | null;
  effect?: "read" | "write";
}

async function requestTokens(client: OAuth2Client, request: TokenRequest, options: CallOptions): Promise<TokenSet> {
  const inBody = client.clientAuthentication === "body";
  const secrets = inBody ? { client_id: client.clientId, client_secret: client.clientSecret } : {};
  const authorization = inBody ? undefined : basicAuthorization(client.clientId, client.clientSecret);
  const { data } = await client.http.request({
    operation: `POST token (${request.form["grant_type"]})`,
    lane: "withdraw_stock",
    budget: "token",
    method: "POST",
    path: client.tokenEndpoint,
    form: { ...request.form, ...secrets },
    headers: { accept: "application/json", authorization },
    effect: request.effect ?? "read",
    maxAttempts: request.attempts,
    decode: jsonBody(tokenAnswer),
    decodeError: (answer) => tokenError(answer, request.invalidGrant, client.platformName),
    ...(options.signal && { signal: options.signal }),
    ...(options.deadlineMs !== undefined && { deadlineMs: options.deadlineMs }),
  });
  return tokenSet(data, request.previous, (client.now ?? Date.now)());
}

function tokenSet(answer: z.infer<typeof tokenAnswer>, previous: TokenSet | null, now: number): TokenSet {
  const at = (lifetime: number | null | undefined) => (lifetime == null ? null : now + lifetime * 1000);
  const keepsRefreshToken = answer.refresh_token == null;
  return {
    accessToken: answer.access_token,
    accessTokenExpiresAt: at(answer.expires_in),
    refreshToken: answer.refresh_token ?? previous?.refreshToken ?? null,
    refreshTokenExpiresAt:
      at(answer.refresh_token_expires_in) ?? (keepsRefreshToken ? (previous?.refreshTokenExpiresAt ?? null) : null),
    scopes: answer.scope ? answer.scope.split(/[\s,]+/).filter(Boolean) : (previous?.scopes ?? []),
  };
}

const errorBody = z.object({ error: z.string(), error_description: z.string().nullish() });

// RFC 6749 §5.2. The description is the platform's own sentence and holds no secret of ours.
function tokenError(
  answer: WireAnswer,
  invalidGrant: TokenRequest["invalidGrant"],
  platformName: string,
): DecodedError | null {
  const body = errorBody.safeParse(answer.json());
  if (!body.success) return null;
  const { error, error_description: description } = body.data;
  const detail = description ? ` (${description})` : "";
  if (error === "invalid_grant") {
    const message = {
      auth_revoked: `${platformName} no longer accepts this connection. Connect the account again.`,
      invalid_request: `${platformName} did not accept the sign-in code. Start connecting again.`,
      permission_denied: `${platformName} did not accept the application.`,
    }[invalidGrant];
    return { code: invalidGrant, message: `${message}${detail}`, platformCode: error };
  }
  if (error === "invalid_client" || error === "unauthorized_client") {
    const message = `${platformName} did not accept the application's own key and secret${detail}.`;
    return { code: "permission_denied", message, platformCode: error };
  }
  if (answer.status === 429 || answer.status >= 500) return null;
  return {
    code: "invalid_request",
    message: `${platformName} refused to give a token: ${error}${detail}.`,
    platformCode: error,
  };
}

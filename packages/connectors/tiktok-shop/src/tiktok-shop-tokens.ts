import {
  type CallOptions,
  ConnectorError,
  type DecodedError,
  type HttpClient,
  jsonBody,
  type TokenSet,
  type WireAnswer,
} from "@counterfoil/connector-kit";
import { tokensSchema, type WireTokens } from "./schemas/authorization.ts";
import { enveloped } from "./schemas/envelope.ts";
import { decodeError } from "./tiktok-shop-errors.ts";
import type { ApplicationKeys } from "./tiktok-shop-signature.ts";

/** The application at the token endpoints. Their calls are not signed: the secret itself is in the address. */
export interface TokenClient {
  keys: ApplicationKeys;
  http: HttpClient;
}

/** Trades a callback's code for tokens. Throws `invalid_request` for a code that is wrong, used or older than 30 minutes. */
export function exchangeCode(client: TokenClient, code: string, options?: CallOptions): Promise<TokenSet> {
  const query = { auth_code: code, grant_type: "authorized_code" };
  return requestTokens(client, { path: "/api/v2/token/get", query, previous: null }, options);
}

/** Gets a new pair of tokens, each with its own end. Throws `auth_revoked` where the seller must sign in again. */
export function refreshTokens(client: TokenClient, current: TokenSet): Promise<TokenSet> {
  if (current.refreshToken === null) {
    const message = "The connection to TikTok Shop has no valid token any more. Connect the shop again.";
    return Promise.reject(new ConnectorError({ code: "auth_revoked", message, operation: "refresh token" }));
  }
  const query = { refresh_token: current.refreshToken, grant_type: "refresh_token" };
  return requestTokens(client, { path: "/api/v2/token/refresh", query, previous: current });
}

interface TokenRequest {
  path: string;
  query: Readonly<Record<string, string>>;
  previous: TokenSet | null;
}

async function requestTokens(
  { keys, http }: TokenClient,
  { path, query, previous }: TokenRequest,
  options: CallOptions = {},
): Promise<TokenSet> {
  const operation = `GET ${path}`;
  const { data } = await http.request({
    ...options,
    operation,
    lane: "withdraw_stock",
    budget: "token",
    path,
    query: { app_key: keys.appKey, app_secret: keys.appSecret, ...query },
    // A code works once: an answer that was lost is not asked for again.
    maxAttempts: previous === null ? 1 : 4,
    decode: jsonBody(enveloped(tokensSchema)),
    decodeError: (answer, request) => tokenError(answer, request, previous !== null),
  });
  refuseOtherAccounts(data.data, operation);
  return tokenSet(data.data, previous);
}

function tokenSet(answer: WireTokens, previous: TokenSet | null): TokenSet {
  return {
    accessToken: answer.access_token,
    accessTokenExpiresAt: answer.access_token_expire_in * 1000,
    refreshToken: answer.refresh_token,
    refreshTokenExpiresAt: answer.refresh_token_expire_in * 1000,
    scopes: answer.granted_scopes ?? previous?.scopes ?? [],
  };
}

function refuseOtherAccounts({ user_type: type }: WireTokens, operation: string): void {
  if (type === undefined || type === null || type === 0) return;
  const message = "This sign-in is not a seller's. Sign in with the main account of the shop.";
  throw new ConnectorError({ code: "permission_denied", message, operation, platformCode: `user_type ${type}` });
}

/** A refusal that says nothing of the application itself is the end of the connection, or of the code. */
function tokenError(answer: WireAnswer, request: { operation: string }, isRefresh: boolean): DecodedError | null {
  const decoded = decodeError(answer, request);
  if (decoded === null || decoded.code === "permission_denied" || decoded.code === "rate_limited") return decoded;
  if (decoded.code === "unavailable") return decoded;
  if (!isRefresh) return { ...decoded, code: "invalid_request" };
  const message = "TikTok Shop no longer accepts this connection. Connect the shop again.";
  return { ...decoded, code: "auth_revoked", message };
}

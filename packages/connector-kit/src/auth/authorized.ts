import {
  type CallOptions,
  ConnectorError,
  type ConnectorEvent,
  type TokenSet,
  type TokenStore,
} from "../contract/index.ts";
import { abortedError } from "../http/call-limits.ts";
import { noTokens } from "./memory-token-store.ts";

export interface AuthorizedOptions {
  platform: string;
  platformName?: string;
  tokens: TokenStore;
  /** Gets new tokens: the refresh grant, or client credentials when there is nothing to refresh (`noTokens`). */
  exchange: (current: TokenSet) => Promise<TokenSet>;
  now?: () => number;
  /** How long before its expiry a token is replaced, in milliseconds; defaults to 5 minutes. */
  refreshAheadMs?: number;
  onEvent?: (event: ConnectorEvent) => void;
}

/** Runs a call with a valid access token; replaces the token and repeats once when the platform refuses it. */
export type Authorized = <Value>(
  call: (accessToken: string) => Promise<Value>,
  options?: Pick<CallOptions, "signal">,
) => Promise<Value>;

/**
 * Wraps calls that need an OAuth access token. The token is refreshed ahead of expiry and after an `auth_expired`
 * answer, once for all concurrent callers; a token that is refused straight after a refresh means `auth_revoked`.
 */
export function createAuthorized(options: AuthorizedOptions): Authorized {
  const now = options.now ?? (() => Date.now());
  return async (call, { signal } = {}) => {
    const tokens = await unlessAborted(validTokens(options, now), signal);
    try {
      return await call(tokens.accessToken);
    } catch (error) {
      if (!ConnectorError.is(error) || error.code !== "auth_expired") throw error;
      const fresh = await unlessAborted(refresh(tokens, options, now), signal);
      return await call(fresh.accessToken).catch((second) => {
        throw refusedAgain(second, options);
      });
    }
  };
}

async function validTokens(options: AuthorizedOptions, now: () => number): Promise<TokenSet> {
  const tokens = (await options.tokens.read()) ?? noTokens;
  const { accessTokenExpiresAt: expiresAt } = tokens;
  const ahead = options.refreshAheadMs ?? 300_000;
  if (tokens.accessToken !== "" && (expiresAt === null || expiresAt - ahead > now())) return tokens;
  try {
    return await refresh(tokens, options, now);
  } catch (error) {
    const stillGood = tokens.accessToken !== "" && expiresAt !== null && expiresAt > now();
    if (stillGood && ConnectorError.is(error) && error.retryable) return tokens;
    throw error;
  }
}

function refresh(stale: TokenSet, options: AuthorizedOptions, now: () => number): Promise<TokenSet> {
  return options.tokens.refresh(stale, (current) => {
    const event = { platform: options.platform, operation: "refresh token", at: now(), attempt: 1 } as const;
    try {
      options.onEvent?.({ type: "refresh", ...event });
    } catch {
      // A faulty observer must not fail the call it observes.
    }
    return options.exchange(current);
  });
}

function refusedAgain(error: unknown, options: AuthorizedOptions): unknown {
  if (!ConnectorError.is(error) || error.code !== "auth_expired") return error;
  const name = options.platformName ?? options.platform;
  return new ConnectorError({
    code: "auth_revoked",
    message: `${name} refuses a token that it has only just given. Connect the account again.`,
    operation: error.operation,
    status: error.status,
    platformCode: error.platformCode,
    cause: error,
  });
}

// A refresh serves every caller, so one caller's abort ends only that caller's waiting.
function unlessAborted<Value>(work: Promise<Value>, signal: AbortSignal | undefined): Promise<Value> {
  if (!signal) return work;
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(abortedError("refresh token", signal.reason));
    if (signal.aborted) onAbort();
    signal.addEventListener("abort", onAbort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", onAbort));
  });
}

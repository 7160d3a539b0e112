import type { TokenSet, TokenStore } from "../contract/index.ts";

/** Stands for "no tokens yet" where a `TokenSet` is asked for: expired since ever, equal to no real token. */
export const noTokens: TokenSet = {
  accessToken: "",
  accessTokenExpiresAt: 0,
  refreshToken: null,
  refreshTokenExpiresAt: null,
  scopes: [],
};

/** Keeps tokens in this process. Refreshes once for all callers that hold the same stale token. */
export function createMemoryTokenStore(initial: TokenSet | null = null): TokenStore {
  let stored = initial;
  let flight: Promise<TokenSet> | null = null;
  const exchangeOnce = async (current: TokenSet, exchange: (current: TokenSet) => Promise<TokenSet>) => {
    try {
      stored = await exchange(current);
      return stored;
    } finally {
      flight = null;
    }
  };
  return {
    read: async () => stored,
    refresh(stale, exchange) {
      if (flight) return flight;
      const current = stored ?? noTokens;
      if (current.accessToken !== stale.accessToken) return Promise.resolve(current);
      flight = exchangeOnce(current, exchange);
      return flight;
    },
  };
}

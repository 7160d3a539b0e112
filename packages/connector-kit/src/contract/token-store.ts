/** OAuth tokens of one connection. Times are epoch milliseconds; null where the platform gives none. */
export interface TokenSet {
  accessToken: string;
  accessTokenExpiresAt: number | null;
  refreshToken: string | null;
  refreshTokenExpiresAt: number | null;
  scopes: readonly string[];
}

/**
 * Where a connector keeps its tokens. A host with several processes implements `refresh` with a lock, so that one
 * process refreshes for all, and stores a rotated refresh token before it resolves.
 */
export interface TokenStore {
  read(): Promise<TokenSet | null>;
  /**
   * Runs `exchange` at most once for all callers that saw the same stale token, stores its answer, returns it.
   * When the stored token is already another one than `stale`, that one is returned and nothing is exchanged.
   */
  refresh(stale: TokenSet, exchange: (current: TokenSet) => Promise<TokenSet>): Promise<TokenSet>;
}

/** The secret part of a connection's own webhook address, for platforms that sign nothing. */
export interface WebhookAddresses {
  /** Null while no encryption key is configured. */
  token(connection: { workspaceId: string; connectionId: string }): string | null;
  /** Compares in constant time. */
  verify(connection: { workspaceId: string; connectionId: string }, token: string): boolean;
}

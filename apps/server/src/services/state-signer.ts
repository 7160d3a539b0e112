/** What a consent's `state` says. Everything else about the consent stays on the server. */
export interface StateClaims {
  workspaceId: string;
  stateId: string;
  platform: string;
}

/** Signs the `state` that travels through the platform and back. */
export interface StateSigner {
  sign(claims: StateClaims, expiresAt: Date): Promise<string>;
  /** Null for a text that this server did not sign or that was changed; expiry is the caller's to check. */
  verify(state: string): Promise<StateClaims | null>;
}

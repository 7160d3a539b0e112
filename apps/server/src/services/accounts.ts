/** A set-up of a second factor that waits for its first code. */
export interface TwoFactorSetUp {
  /** `otpauth://…`, for an authenticator app. Holds the secret. */
  uri: string;
  recoveryCodes: readonly string[];
}

/** A password, and the request of the signed-in person who wrote it. */
export interface ProvenRequest {
  password: string;
  requestHeaders: Headers;
}

/** What verbs need of the sign-in library. Answers named cookies are `set-cookie` values. */
export interface Accounts {
  /** Text to store in place of the password. */
  hashPassword(password: string): Promise<string>;
  /** Signs in. Throws `unauthenticated` for a wrong address or password. */
  signIn(input: { email: string; password: string; requestHeaders: Headers }): Promise<readonly string[]>;
  /** Throws `invalid` for a wrong password and `rate_limited` after too many; both count as failed sign-ins do. */
  requirePassword(user: { id: string; email: string }, password: string): Promise<void>;
  startTwoFactor(request: ProvenRequest): Promise<TwoFactorSetUp>;
  /** Turns the second factor on. Throws `invalid` for a wrong code. */
  confirmTwoFactor(input: { code: string; requestHeaders: Headers }): Promise<readonly string[]>;
  stopTwoFactor(request: ProvenRequest): Promise<readonly string[]>;
  /** Replaces all recovery codes. */
  renewRecoveryCodes(request: ProvenRequest): Promise<readonly string[]>;
}

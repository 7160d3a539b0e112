/** What verbs need of the sign-in library. */
export interface Accounts {
  /** Text to store in place of the password. */
  hashPassword(password: string): Promise<string>;
  /** Signs in and answers the `set-cookie` values. Throws `unauthenticated` for a wrong address or password. */
  signIn(input: { email: string; password: string; requestHeaders: Headers }): Promise<readonly string[]>;
}

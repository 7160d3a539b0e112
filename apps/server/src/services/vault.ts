/** The connection a sealed text belongs to. A text sealed for one connection does not open for another. */
export interface VaultBinding {
  workspaceId: string;
  connectionId: string;
}

/** Encrypts what must never be read from the database alone. Opened only around an API call. */
export interface Vault {
  /** False while no key is configured: nothing can be saved, and forms say so beforehand. */
  readonly ready: boolean;
  /** Throws `unavailable` without a key. */
  seal(binding: VaultBinding, secrets: Readonly<Record<string, unknown>>): Promise<string>;
  /** Throws `unavailable` when the text is foreign, changed, or sealed with a key that is no longer configured. */
  open(binding: VaultBinding, sealed: string): Promise<Record<string, unknown>>;
}

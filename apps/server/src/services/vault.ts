/** What a sealed text belongs to. A text sealed for one subject and purpose does not open for another. */
export interface VaultBinding {
  workspaceId: string;
  /** The connection, or the consent in progress, that the secrets belong to. */
  subjectId: string;
  /** `fields` are what the seller typed, `tokens` what the platform gave, `consent` what a callback needs. */
  purpose: "fields" | "tokens" | "consent";
}

/** An encrypted text and the public name of the key that sealed it. */
export interface SealedSecrets {
  ciphertext: string;
  keyId: string;
}

/** Encrypts what must never be read from the database alone. Opened only around an API call. */
export interface Vault {
  /** False while no key is configured: nothing can be saved, and forms say so beforehand. */
  readonly ready: boolean;
  /** Public name of the key that seals; null while none is configured. */
  readonly keyId: string | null;
  /** Throws `unavailable` without a key. */
  seal(binding: VaultBinding, secrets: unknown): Promise<SealedSecrets>;
  /** Throws `unavailable` when the text is foreign, changed, or sealed with a key that is no longer configured. */
  open(binding: VaultBinding, ciphertext: string): Promise<unknown>;
}

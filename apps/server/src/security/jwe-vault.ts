import { base64url, FlattenedEncrypt, type FlattenedJWE, flattenedDecrypt } from "jose";
import { missingVaultKey } from "../services/require-vault.ts";
import { unavailable } from "../services/service-error.ts";
import type { Vault, VaultBinding } from "../services/vault.ts";
import { deriveKey, type KeyRing, type MasterKey } from "./master-key.ts";

const keyPurpose = "connection-secrets";

/**
 * A vault of JWE texts (RFC 7516, `dir` + A256GCM). What the secrets belong to is the additional authenticated data and
 * is not stored with the text: a text copied to another row or workspace fails its authentication there.
 */
export function createJweVault(keys: KeyRing): Vault {
  return {
    ready: keys.length > 0,
    keyId: keys[0]?.id ?? null,
    async seal(binding, secrets) {
      const [current] = keys;
      if (current === undefined) throw missingVaultKey();
      const sealed = await new FlattenedEncrypt(new TextEncoder().encode(JSON.stringify(secrets)))
        .setProtectedHeader({ alg: "dir", enc: "A256GCM", kid: current.id })
        .setAdditionalAuthenticatedData(additionalData(binding))
        .encrypt(deriveKey(current, keyPurpose));
      const { protected: header, iv, ciphertext, tag } = sealed;
      return { ciphertext: JSON.stringify({ protected: header, iv, ciphertext, tag }), keyId: current.id };
    },
    async open(binding, text) {
      if (keys.length === 0) throw missingVaultKey();
      try {
        return await decrypt(keys, binding, text);
      } catch (cause) {
        throw unavailable("The stored credentials of this connection cannot be decrypted.", {
          remedy: "Start the server with the master key that sealed them, or connect the platform again.",
          cause,
        });
      }
    },
  };
}

async function decrypt(keys: KeyRing, binding: VaultBinding, text: string): Promise<unknown> {
  const jwe = { ...(JSON.parse(text) as FlattenedJWE), aad: base64url.encode(additionalData(binding)) };
  const { plaintext } = await flattenedDecrypt(jwe, (header) => deriveKey(findKey(keys, header?.kid), keyPurpose), {
    keyManagementAlgorithms: ["dir"],
    contentEncryptionAlgorithms: ["A256GCM"],
  });
  return JSON.parse(new TextDecoder().decode(plaintext));
}

function findKey(keys: KeyRing, id: string | undefined): MasterKey {
  const key = keys.find((candidate) => candidate.id === id);
  if (key === undefined) throw new Error(`no key ${id ?? "without id"} is configured`);
  return key;
}

function additionalData(binding: VaultBinding): Uint8Array {
  return new TextEncoder().encode(JSON.stringify([binding.workspaceId, binding.subjectId, binding.purpose]));
}

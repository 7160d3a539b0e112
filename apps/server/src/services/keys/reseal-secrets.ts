import {
  countSecretsByKey,
  type ResealedSecret,
  readSecretsUnderOtherKeys,
  replaceSealedSecrets,
  type SealedSecretRow,
} from "@counterfoil/db";
import type { ServerParts } from "../context.ts";

/** What a round of re-sealing did. */
export interface ResealOutcome {
  resealed: number;
  /** Texts that no configured key opens: left as they are, their connections ask to be connected again. */
  unreadable: number;
}

type Parts = Pick<ServerParts, "db" | "vault">;

const batchSize = 200;

/**
 * Seals every stored secret anew that lies under a former key, while everything else goes on: both keys open meanwhile,
 * and a token that is renewed at the same moment wins. Stopped at any point, it goes on with what is left.
 */
export async function resealSecrets(
  parts: Parts,
  onProgress: (outcome: ResealOutcome) => void = () => undefined,
): Promise<ResealOutcome> {
  const { keyId } = parts.vault;
  const outcome: ResealOutcome = { resealed: 0, unreadable: 0 };
  let after: SealedSecretRow | null = null;
  while (keyId !== null) {
    const rows: SealedSecretRow[] = await readBatch(parts, keyId, after);
    after = rows.at(-1) ?? null;
    if (after === null) break;
    const secrets = (await Promise.all(rows.map((row) => reseal(parts, row)))).filter((secret) => secret !== null);
    outcome.unreadable += rows.length - secrets.length;
    outcome.resealed += await parts.db.asSystem((tx) => replaceSealedSecrets(tx, { keyId, secrets }));
    onProgress(outcome);
  }
  return outcome;
}

/** How many stored secrets lie under each key, by its public name. */
export async function secretsByKey(parts: Pick<Parts, "db">): Promise<{ keyId: string; secrets: number }[]> {
  return await parts.db.asSystem(countSecretsByKey);
}

async function readBatch(parts: Parts, keyId: string, after: SealedSecretRow | null): Promise<SealedSecretRow[]> {
  return await parts.db.asSystem((tx) => readSecretsUnderOtherKeys(tx, { keyId, after, limit: batchSize }));
}

async function reseal({ vault }: Parts, row: SealedSecretRow): Promise<ResealedSecret | null> {
  const purpose = row.kind === "tokens" ? "tokens" : "fields";
  const binding = { workspaceId: row.workspace_id, subjectId: row.subject_id, purpose } as const;
  const secrets = await vault.open(binding, row.ciphertext).catch(() => undefined);
  if (secrets === undefined) return null;
  return { ...row, resealed: (await vault.seal(binding, secrets)).ciphertext };
}

import { sql, type Transaction } from "kysely";
import type { Database } from "../database.ts";
import { columnList, recordset } from "../recordset.ts";

/** A stored secret as it lies in the database. */
export interface SealedSecretRow {
  workspace_id: string;
  /** What it belongs to: a connection, or the webhook that it signs for. */
  subject_id: string;
  kind: "fields" | "tokens" | "alert-webhook";
  ciphertext: string;
}

/** A stored secret with the text that takes its place. */
export interface ResealedSecret extends SealedSecretRow {
  resealed: string;
}

/** Every place where sealed secrets lie. A new one is named here and in `replaceSealedSecrets`. */
const allSecrets = sql`(
  select workspace_id, connection_id as subject_id, kind, ciphertext, key_id from credentials
  union all
  select workspace_id, id, 'alert-webhook', secret, key_id from webhook_endpoints) as sealed`;

/** How many secrets lie under each key, by its public name. Over all workspaces. */
export async function countSecretsByKey(tx: Transaction<Database>): Promise<{ keyId: string; secrets: number }[]> {
  const { rows } = await sql<{ keyId: string; secrets: number }>`select key_id as "keyId", count(*)::integer as secrets
    from ${allSecrets} group by key_id order by key_id`.execute(tx);
  return rows;
}

/** The next secrets that lie under another key than this one, after a row of the batch before. */
export async function readSecretsUnderOtherKeys(
  tx: Transaction<Database>,
  { keyId, after, limit }: { keyId: string; after: SealedSecretRow | null; limit: number },
): Promise<SealedSecretRow[]> {
  const rest = after
    ? sql`and (workspace_id, subject_id, kind) >
        (${after.workspace_id}::uuid, ${after.subject_id}::uuid, ${after.kind})`
    : sql``;
  const { rows } = await sql<SealedSecretRow>`select workspace_id, subject_id, kind, ciphertext from ${allSecrets}
    where key_id <> ${keyId} ${rest} order by workspace_id, subject_id, kind limit ${limit}`.execute(tx);
  return rows;
}

/** Puts the new texts in place of exactly the old ones; a secret that was written meanwhile stays. Tells how many. */
export async function replaceSealedSecrets(
  tx: Transaction<Database>,
  { keyId, secrets }: { keyId: string; secrets: readonly ResealedSecret[] },
): Promise<number> {
  const columns = { workspace_id: "uuid", subject_id: "uuid", kind: "text", ciphertext: "text", resealed: "text" };
  const { rows } = await sql<{ replaced: number }>`with fresh as (
      select ${columnList(columns, "r")} from ${recordset(secrets, columns)}),
    credentials_replaced as (
      update credentials as stored set ciphertext = fresh.resealed, key_id = ${keyId} from fresh
        where stored.workspace_id = fresh.workspace_id and stored.connection_id = fresh.subject_id
          and stored.kind = fresh.kind and stored.ciphertext = fresh.ciphertext returning 1),
    webhooks_replaced as (
      update webhook_endpoints as stored set secret = fresh.resealed, key_id = ${keyId} from fresh
        where stored.workspace_id = fresh.workspace_id and stored.id = fresh.subject_id
          and fresh.kind = 'alert-webhook' and stored.secret = fresh.ciphertext returning 1)
    select (select count(*) from credentials_replaced)::integer
      + (select count(*) from webhooks_replaced)::integer as replaced`.execute(tx);
  return rows[0]?.replaced ?? 0;
}

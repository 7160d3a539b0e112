import type { Database } from "@counterfoil/db";
import type { Transaction } from "kysely";
import { z } from "zod";
import type { ServiceContext } from "../context.ts";
import type { SealedSecrets } from "../vault.ts";

type Tx = Transaction<Database>;
type Kind = "fields" | "tokens";

const fieldsSchema = z.record(z.string(), z.string());

/** The values that the seller (or the installation) entered for a connection; empty when none are stored. */
export async function readFields(ctx: ServiceContext, connectionId: string): Promise<Record<string, string>> {
  const row = await ctx.db.inWorkspace(ctx.workspaceId, (tx) => findCredential(tx, connectionId, "fields"));
  if (row === undefined) return {};
  const binding = { workspaceId: ctx.workspaceId, subjectId: connectionId, purpose: "fields" } as const;
  return fieldsSchema.parse(await ctx.vault.open(binding, row.ciphertext));
}

export async function findCredential(tx: Tx, connectionId: string, kind: Kind) {
  return await tx
    .selectFrom("credentials")
    .select(["ciphertext", "version"])
    .where("connection_id", "=", connectionId)
    .where("kind", "=", kind)
    .executeTakeFirst();
}

/** Stores sealed secrets in place of whatever was there. */
export async function replaceCredential(
  tx: Tx,
  target: { workspaceId: string; connectionId: string; kind: Kind; now: Date },
  sealed: SealedSecrets,
): Promise<void> {
  const { ciphertext, keyId: key_id } = sealed;
  await tx
    .insertInto("credentials")
    .values({
      workspace_id: target.workspaceId,
      connection_id: target.connectionId,
      kind: target.kind,
      ciphertext,
      key_id,
    })
    .onConflict((conflict) =>
      conflict.columns(["workspace_id", "connection_id", "kind"]).doUpdateSet((eb) => ({
        ciphertext,
        key_id,
        version: eb("credentials.version", "+", 1),
        updated_at: target.now,
      })),
    )
    .execute();
}

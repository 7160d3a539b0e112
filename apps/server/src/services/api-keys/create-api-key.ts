import { z } from "zod";
import { writeAudit } from "../audit/write-audit.ts";
import type { Verb } from "../context.ts";
import { forbidden } from "../service-error.ts";
import { confinementSchema, requireConnections } from "../team/confinement.ts";
import { type ApiKeyView, apiKeyView } from "./api-key-view.ts";
import { apiScopeSchema, hasScope } from "./api-scopes.ts";
import { hashKeyText, keyPrefix, newKeyText } from "./key-text.ts";

const longestDays = 3650;
const dayMs = 86_400_000;

export const createApiKeyInput = z.object({
  name: z.string().trim().min(1, "Give the key a name.").max(80),
  scopes: z.array(apiScopeSchema).min(1, "Choose at least one scope."),
  /** Null: every connection that its owner sees. */
  connectionIds: confinementSchema.default(null),
  /** Null for a key that does not expire. */
  expiresInDays: z.number().int().min(1).max(longestDays).nullable().default(90),
});

/** Makes a key for whoever asks and gives it, once: only its hash is kept. */
export async function createApiKey({
  ctx,
  input,
}: Verb<z.infer<typeof createApiKeyInput>>): Promise<{ key: string; apiKey: ApiKeyView }> {
  const { actor } = ctx;
  if (actor.kind !== "user") throw forbidden("Only a signed-in person makes keys.");
  const writes = input.scopes.filter((scope) => scope.endsWith(":write"));
  const key = newKeyText();
  const now = ctx.now();
  const scopes = input.scopes.filter((scope) => !scope.endsWith(":read") || !hasScope(writes, scope));
  const row = await ctx.db.inWorkspace(ctx.workspaceId, async (tx) => {
    await requireConnections(tx, ctx, input.connectionIds);
    const made = await tx
      .insertInto("api_keys")
      .values({
        ...{ workspace_id: ctx.workspaceId, id: ctx.newId(), user_id: actor.id, name: input.name, created_at: now },
        ...{ prefix: keyPrefix(key), secret_hash: hashKeyText(key), scopes: JSON.stringify([...new Set(scopes)]) },
        connection_ids: input.connectionIds,
        expires_at: input.expiresInDays === null ? null : new Date(now.getTime() + input.expiresInDays * dayMs),
      })
      .returningAll()
      .executeTakeFirstOrThrow();
    await writeAudit(tx, ctx, {
      ...{ action: "api-key-made", subjectType: "api-key", subjectId: made.id },
      ...{
        text: `Made the API key "${made.name}".`,
        detail: { scopes, prefix: made.prefix, connectionIds: input.connectionIds },
      },
    });
    return made;
  });
  ctx.events.publish(ctx.workspaceId, { type: "api-keys-changed" });
  return { key, apiKey: apiKeyView(row, { owner: actor.name, mine: true, now }) };
}

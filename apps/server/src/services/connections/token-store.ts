import { ConnectorError, type TokenSet, type TokenStore } from "@counterfoil/connector-kit";
import { z } from "zod";
import type { ServiceContext } from "../context.ts";
import { findCredential } from "./credentials.ts";
import { acquireLease, releaseLease } from "./lease.ts";

const tokenSetSchema = z.object({
  accessToken: z.string(),
  accessTokenExpiresAt: z.number().nullable(),
  refreshToken: z.string().nullable(),
  refreshTokenExpiresAt: z.number().nullable(),
  scopes: z.array(z.string()),
});

interface StoredTokens {
  tokens: TokenSet;
  version: number;
}

// Longer than any token call may take: a lease that runs out mid-refresh would let a second refresh begin.
const leaseSeconds = 90;
const pollMs = 150;

/**
 * The connection's tokens in the database. One refresh at a time over all processes: a lease decides who exchanges, the
 * others wait for the stored answer. A rotated refresh token is stored before anyone uses the new access token.
 */
export function createTokenStore(ctx: ServiceContext, connectionId: string): TokenStore {
  const holder = ctx.newId();
  const lease = { name: `token:${connectionId}`, holder };
  const exchangeOnce = async (stale: TokenSet, exchange: (current: TokenSet) => Promise<TokenSet>) => {
    const stored = await requireTokens(ctx, connectionId);
    if (stored.tokens.accessToken !== stale.accessToken) return stored.tokens;
    return await storeTokens(ctx, connectionId, { tokens: await exchange(stored.tokens), version: stored.version });
  };
  return {
    read: async () => (await readTokens(ctx, connectionId))?.tokens ?? null,
    refresh: async (stale, exchange) => {
      const giveUpAt = performance.now() + leaseSeconds * 1000;
      for (;;) {
        const stored = await requireTokens(ctx, connectionId);
        if (stored.tokens.accessToken !== stale.accessToken) return stored.tokens;
        if (await acquireLease(ctx, { ...lease, seconds: leaseSeconds })) {
          return await exchangeOnce(stale, exchange).finally(() => releaseLease(ctx, lease));
        }
        if (performance.now() > giveUpAt) throw refreshStuck();
        await new Promise((resolve) => setTimeout(resolve, pollMs));
      }
    },
  };
}

async function readTokens(ctx: ServiceContext, connectionId: string): Promise<StoredTokens | null> {
  const row = await ctx.db.inWorkspace(ctx.workspaceId, (tx) => findCredential(tx, connectionId, "tokens"));
  if (row === undefined) return null;
  const binding = { workspaceId: ctx.workspaceId, subjectId: connectionId, purpose: "tokens" } as const;
  return { tokens: tokenSetSchema.parse(await ctx.vault.open(binding, row.ciphertext)), version: row.version };
}

async function requireTokens(ctx: ServiceContext, connectionId: string): Promise<StoredTokens> {
  const stored = await readTokens(ctx, connectionId);
  if (stored !== null) return stored;
  throw new ConnectorError({ code: "auth_revoked", message: "The platform was disconnected." });
}

/** Writes what the platform gave, unless the row moved on meanwhile: then what is stored counts. */
async function storeTokens(ctx: ServiceContext, connectionId: string, fresh: StoredTokens): Promise<TokenSet> {
  const binding = { workspaceId: ctx.workspaceId, subjectId: connectionId, purpose: "tokens" } as const;
  const sealed = await ctx.vault.seal(binding, fresh.tokens);
  const written = await ctx.db.inWorkspace(ctx.workspaceId, async (tx) => {
    const updated = await tx
      .updateTable("credentials")
      .set({ ciphertext: sealed.ciphertext, key_id: sealed.keyId, version: fresh.version + 1, updated_at: ctx.now() })
      .where("connection_id", "=", connectionId)
      .where("kind", "=", "tokens")
      .where("version", "=", fresh.version)
      .returning("version")
      .executeTakeFirst();
    if (updated === undefined) return false;
    const expires_at = expiryOf(fresh.tokens);
    await tx.updateTable("connections").set({ expires_at }).where("id", "=", connectionId).execute();
    return true;
  });
  return written ? fresh.tokens : (await requireTokens(ctx, connectionId)).tokens;
}

/** When the seller must consent again: the end of the refresh token, where the platform says it. */
export function expiryOf(tokens: TokenSet): Date | null {
  return tokens.refreshTokenExpiresAt === null ? null : new Date(tokens.refreshTokenExpiresAt);
}

function refreshStuck(): ConnectorError {
  return new ConnectorError({
    code: "unavailable",
    message: "Another process has been renewing the platform's token for too long. Try again in a minute.",
  });
}

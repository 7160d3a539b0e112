import { createHash } from "node:crypto";
import type { Database } from "@counterfoil/db";
import { sql, type Transaction } from "kysely";
import { z } from "zod";
import { apiKeySession } from "../api-keys/find-api-key.ts";
import type { ServiceContext } from "../context.ts";

/** What a callback needs to finish a consent. Sealed in the database while the seller is on the platform. */
export const consentSchema = z.object({
  fields: z.record(z.string(), z.string()),
  /** What is kept of the fields. The installation's own application is read from its settings at every use. */
  storedFields: z.record(z.string(), z.string()),
  environment: z.string(),
  marketplace: z.string().nullable(),
  redirectUri: z.string(),
});
export type Consent = z.infer<typeof consentSchema>;

/** Why a `state` is not accepted. Nothing is stored in any of these cases. */
export type StateRefusal = "state_invalid" | "state_foreign" | "state_used" | "state_expired";

export type ConsumedState =
  | { accepted: true; stateId: string; ciphertext: string; returnUrl: string | null }
  | { accepted: false; refusal: StateRefusal };

/** Who holds a consent: the very session that began it. */
export interface StateHolder {
  sessionId: string;
  userId: string;
  platform: string;
}

/** Consents take minutes; a longer life only helps whoever finds a state later. */
export const consentLifeMs = 15 * 60_000;

export function hashState(state: string): string {
  return createHash("sha256").update(state).digest("base64url");
}

/** A program that began a consent has no browser: any session of the same person finishes it. */
function isOfProgram(sessionId: string): boolean {
  return sessionId.startsWith(apiKeySession);
}

/**
 * Uses a state up, in one statement, so that of two callbacks one finds it used. Another session's callback is refused
 * without using it up: whoever began the consent can still finish it.
 */
export async function consumeState(
  tx: Transaction<Database>,
  ctx: Pick<ServiceContext, "now">,
  presented: { stateId: string; state: string; holder: StateHolder },
): Promise<ConsumedState> {
  const { stateId, holder } = presented;
  const row = await tx
    .selectFrom("oauth_states")
    .selectAll()
    .where("id", "=", stateId)
    .where("state_hash", "=", hashState(presented.state))
    .executeTakeFirst();
  if (row === undefined || row.platform !== holder.platform) return { accepted: false, refusal: "state_invalid" };
  const sameSession = row.session_id === holder.sessionId || isOfProgram(row.session_id);
  if (!sameSession || row.user_id !== holder.userId) {
    return { accepted: false, refusal: "state_foreign" };
  }
  if (row.used_at !== null) return { accepted: false, refusal: "state_used" };
  if (row.expires_at <= ctx.now()) return { accepted: false, refusal: "state_expired" };
  const used = await tx
    .updateTable("oauth_states")
    .set({ used_at: ctx.now(), payload: sql`''` })
    .where("id", "=", stateId)
    .where("used_at", "is", null)
    .returning("id")
    .executeTakeFirst();
  if (used === undefined) return { accepted: false, refusal: "state_used" };
  return { accepted: true, stateId, ciphertext: row.payload, returnUrl: row.return_url };
}

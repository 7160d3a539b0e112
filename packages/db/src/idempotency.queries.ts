import { sql, type Transaction } from "kysely";
import type { Database } from "./database.ts";

export interface IdempotentRequest {
  workspaceId: string;
  /** What kind of request the key is for: keys of different scopes do not meet. */
  scope: string;
  key: string;
  /** Hash of all that was asked: the same key with another request is a mistake. */
  requestHash: string;
}

/** `first`: go on and `rememberAnswer`. `repeated`: this is the answer given then. `other`: another request has the key. */
export type IdempotencyCheck = { state: "first" } | { state: "repeated"; response: unknown } | { state: "other" };

/** Takes a key for this transaction. A second request with the key waits here until the first has ended. */
export async function takeIdempotencyKey(
  tx: Transaction<Database>,
  request: IdempotentRequest,
): Promise<IdempotencyCheck> {
  const { workspaceId, scope, key, requestHash } = request;
  const taken = await tx
    .insertInto("idempotency_keys")
    .values({ workspace_id: workspaceId, scope, key, request_hash: requestHash, response: "null" })
    .onConflict((conflict) => conflict.doNothing())
    .returning("key")
    .executeTakeFirst();
  if (taken) return { state: "first" };
  const known = await tx
    .selectFrom("idempotency_keys")
    .select(["request_hash", "response"])
    .where("scope", "=", scope)
    .where("key", "=", key)
    .executeTakeFirstOrThrow();
  return known.request_hash === requestHash ? { state: "repeated", response: known.response } : { state: "other" };
}

/** Stores the answer for requests that repeat the key, in the transaction that did the work. */
export async function rememberAnswer(
  tx: Transaction<Database>,
  request: IdempotentRequest,
  response: unknown,
): Promise<void> {
  await tx
    .updateTable("idempotency_keys")
    .set({ response: sql<string>`${JSON.stringify(response)}::jsonb` })
    .where("scope", "=", request.scope)
    .where("key", "=", request.key)
    .execute();
}

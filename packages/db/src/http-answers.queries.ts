import { sql, type Transaction } from "kysely";
import type { Database } from "./database.ts";

/** A request that carries an idempotency key. */
export interface KeyedRequest {
  workspaceId: string;
  /** Whose request it is: keys of different people do not meet. */
  userId: string;
  key: string;
  /** Hash of all that was asked: the same key with another request is a mistake. */
  requestHash: string;
  now: Date;
  /** Until when this attempt counts as being worked on. */
  lockedUntil: Date;
  /** Answers older than this are forgotten. */
  keptSince: Date;
}

/** `first`: do it, then `keepHttpAnswer`. `answered`: this was the answer. `running`: it is being done right now. */
export type KeyedRequestState =
  | { state: "first" }
  | { state: "answered"; status: number; body: string }
  | { state: "running" }
  | { state: "other" };

/** Takes a key for a request, in one statement, so that of two attempts at a time one is the first. */
export async function takeHttpKey(tx: Transaction<Database>, request: KeyedRequest): Promise<KeyedRequestState> {
  await tx.deleteFrom("http_answers").where("created_at", "<", request.keptSince).execute();
  const taken = await tx
    .insertInto("http_answers")
    .values({
      ...{ workspace_id: request.workspaceId, user_id: request.userId, key: request.key },
      ...{ request_hash: request.requestHash, locked_until: request.lockedUntil, created_at: request.now },
    })
    .onConflict((conflict) =>
      conflict
        .columns(["workspace_id", "user_id", "key"])
        .doUpdateSet({ locked_until: request.lockedUntil })
        .where("http_answers.status", "is", null)
        .where("http_answers.request_hash", "=", request.requestHash)
        .where("http_answers.locked_until", "<", request.now),
    )
    .returning("key")
    .executeTakeFirst();
  if (taken) return { state: "first" };
  const known = await tx
    .selectFrom("http_answers")
    .select(["request_hash", "status", "body"])
    .where("user_id", "=", request.userId)
    .where("key", "=", request.key)
    .executeTakeFirstOrThrow();
  if (known.request_hash !== request.requestHash) return { state: "other" };
  if (known.status === null) return { state: "running" };
  return { state: "answered", status: known.status, body: known.body ?? "" };
}

/** Keeps the answer for requests that repeat the key. */
export async function keepHttpAnswer(
  tx: Transaction<Database>,
  request: Pick<KeyedRequest, "userId" | "key">,
  answer: { status: number; body: string },
): Promise<void> {
  await tx
    .updateTable("http_answers")
    .set({ ...answer, locked_until: sql`null` })
    .where("user_id", "=", request.userId)
    .where("key", "=", request.key)
    .execute();
}

/** Gives the key back: what was asked did not take effect and may be asked again. */
export async function releaseHttpKey(
  tx: Transaction<Database>,
  request: Pick<KeyedRequest, "userId" | "key">,
): Promise<void> {
  await tx
    .deleteFrom("http_answers")
    .where("user_id", "=", request.userId)
    .where("key", "=", request.key)
    .where("status", "is", null)
    .execute();
}

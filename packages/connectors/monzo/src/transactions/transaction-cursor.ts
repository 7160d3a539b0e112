import { createHash } from "node:crypto";
import { decodeCursor, encodeCursor } from "@counterfoil/connector-kit";
import type { BankTransaction } from "@counterfoil/core/model";
import { z } from "zod";

const day = 86_400_000;
/** How long a row is looked at again for changes, and how long one that is not settled. */
export const rereadMs = 14 * day;
export const unsettledMs = 30 * day;

const stretchSchema = z.object({ from: z.string(), to: z.string() });
export type Stretch = z.infer<typeof stretchSchema>;

/** When it was booked (epoch milliseconds), what it looked like, whether it was still pending. */
const seenSchema = z.tuple([z.number(), z.string(), z.boolean()]);

const accountStateSchema = z.object({
  /** Up to here everything was read that the bank gives; null until the first reading is complete. */
  readTo: z.string().nullable(),
  /** What the bank refused. */
  unread: stretchSchema.nullable(),
  /** The rows of the last weeks, by id: only what has changed is told again. */
  seen: z.record(z.string(), seenSchema),
});
export type AccountState = z.infer<typeof accountStateSchema>;

const positionSchema = z.object({
  /** The window. */
  from: z.string(),
  to: z.string(),
  /** Id of the last row of the page before, and when it was booked. */
  after: z.object({ id: z.string(), at: z.string() }).nullable(),
});
export type Position = z.infer<typeof positionSchema>;

const segmentSchema = z.object({ account: z.string(), from: z.string(), to: z.string(), refill: z.boolean() });
/** A stretch of an account's time that a run reads. */
export type Segment = z.infer<typeof segmentSchema>;

const cursorSchema = z.object({
  accounts: z.record(z.string(), accountStateSchema),
  /** What is left of a run that was broken off: its segments, and where it was in the first of them. */
  run: z.object({ queue: z.array(segmentSchema).min(1), position: positionSchema.nullable() }).nullable(),
});
export type TransactionCursor = z.infer<typeof cursorSchema>;

/** Reads a cursor back; null begins anew. Throws `invalid_request` for text that was not written here. */
export function readTransactionCursor(cursor: string | null): TransactionCursor {
  return cursor === null ? { accounts: {}, run: null } : decodeCursor(cursorSchema, cursor);
}

export function writeTransactionCursor(cursor: TransactionCursor): string {
  return encodeCursor(cursor);
}

/** An account that was never read. */
export const newAccount: AccountState = { readTo: null, unread: null, seen: {} };

/** What may change of a row after it was made, in few letters. */
export function printOf(row: BankTransaction): string {
  const { raw: _raw, updatedAt: _updatedAt, ...visible } = row;
  return createHash("sha256").update(JSON.stringify(visible)).digest("base64url").slice(0, 10);
}

/** Where an incremental reading starts: some days back, further where a row is still to be settled. */
export function recentFrom({ readTo, seen }: AccountState, now: number): number {
  const pending = Object.values(seen).flatMap(([at, , isPending]) =>
    isPending && at >= now - unsettledMs ? [at] : [],
  );
  const read = readTo === null ? now : Date.parse(readTo);
  return Math.min(now - rereadMs, read, ...pending);
}

/** The rows of an account that are still worth comparing. */
export function recentlySeen(seen: AccountState["seen"], now: number): AccountState["seen"] {
  return Object.fromEntries(Object.entries(seen).filter(([, [at]]) => at >= now - unsettledMs));
}

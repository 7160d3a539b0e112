import type { ConnectionRow, Database } from "@counterfoil/db";
import type { Transaction } from "kysely";
import { notFound } from "../service-error.ts";

type Tx = Transaction<Database>;

/** One connection of the workspace. Throws `not_found`. */
export async function requireConnection(tx: Tx, connectionId: string): Promise<ConnectionRow> {
  const row = await tx.selectFrom("connections").selectAll().where("id", "=", connectionId).executeTakeFirst();
  if (row === undefined) throw notFound("The connection");
  return row;
}

/** The workspace's connections, the ones in use before the disconnected, newest first. */
export async function listConnectionRows(tx: Tx): Promise<ConnectionRow[]> {
  return await tx
    .selectFrom("connections")
    .selectAll()
    .orderBy("disconnected_at", (order) => order.desc().nullsFirst())
    .orderBy("connected_at", (order) => order.desc().nullsLast())
    .orderBy("id", "desc")
    .execute();
}

/** The platform's connection that is in use, or the last one that was; null when there never was one. */
export async function findConnectionOf(tx: Tx, platform: string): Promise<ConnectionRow | null> {
  const rows = await listConnectionRows(tx);
  return rows.find((row) => row.platform === platform) ?? null;
}

/** Which connection a proven account continues: its own earlier one, so that history and cursors go on. */
export function connectionToContinue(
  rows: readonly ConnectionRow[],
  proven: { platform: string; environment: string; account: string | null; accountId: string | null },
): ConnectionRow | null {
  const candidates = rows.filter((row) => row.platform === proven.platform && row.environment === proven.environment);
  const sameAccount = candidates.find(
    (row) =>
      (proven.accountId !== null && row.account_external_id === proven.accountId) ||
      (proven.account !== null && row.account === proven.account),
  );
  // A platform that names no account gives nothing to tell two of them apart.
  const nameless = candidates.find((row) => row.account === null || proven.account === null);
  return sameAccount ?? nameless ?? null;
}

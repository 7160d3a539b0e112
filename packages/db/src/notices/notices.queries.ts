import { sql, type Transaction } from "kysely";
import type { Database } from "../database.ts";
import type { BuyerNoticeRow } from "../tables/fulfillment.table.ts";

type Tx = Transaction<Database>;

interface Due {
  at: Date;
  /** How long a process may take for one notice before it counts as dead. */
  holdMs: number;
  limit: number;
}

/** Takes notices that wait, so that no other process sends them too. */
export async function takeNotices(tx: Tx, { at, holdMs, limit }: Due): Promise<BuyerNoticeRow[]> {
  const { rows } = await sql<BuyerNoticeRow>`
    update buyer_notices as notice
    set state = 'sending', attempts = notice.attempts + 1,
      available_at = ${new Date(at.getTime() + holdMs).toISOString()}::timestamptz
    from (
      select workspace_id, id from buyer_notices
      where state = 'waiting' and available_at <= ${at.toISOString()}::timestamptz
      order by available_at limit ${limit} for update skip locked) as chosen
    where notice.workspace_id = chosen.workspace_id and notice.id = chosen.id
    returning notice.*`.execute(tx);
  return rows;
}

/**
 * Notices whose process died while it sent them. A platform can be asked whether it has its message, so that one waits
 * again; an e-mail cannot be asked for, and is not sent a second time.
 */
export async function settleLostNotices(tx: Tx, at: Date): Promise<void> {
  await sql`
    update buyer_notices set state = case way when 'platform' then 'waiting' else 'unknown' end,
      message = case way when 'platform' then message else 'It is not known whether the e-mail was taken.' end
    where state = 'sending' and available_at <= ${at.toISOString()}::timestamptz`.execute(tx);
}

/** The workspaces that have buyers to tell. */
export async function findDueNotices(tx: Tx, at: Date): Promise<string[]> {
  const rows = await tx
    .selectFrom("buyer_notices")
    .select("workspace_id")
    .distinct()
    .where("state", "in", ["waiting", "sending"])
    .where("available_at", "<=", at)
    .execute();
  return rows.map((row) => row.workspace_id);
}

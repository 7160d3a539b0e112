import { sql, type Transaction } from "kysely";
import type { Database } from "../database.ts";
import type { AlertDeliveryRow, AlertRow } from "../tables/alert.table.ts";

type Tx = Transaction<Database>;

/** A trouble as it is seen now. */
export interface Trouble {
  kind: string;
  trouble: string;
  severity: "warning" | "urgent";
  title: string;
  text: string;
  link: string | null;
}

/**
 * Brings the open alerts up to what is seen now: new troubles are raised, known ones keep their place with the newest
 * words, those that are gone are resolved. Only of the kinds that were looked at. Answers the new ones.
 */
export async function saveTroubles(
  tx: Tx,
  seen: { workspaceId: string; kinds: readonly string[]; troubles: readonly Trouble[]; at: Date; newId: () => string },
): Promise<{ raised: AlertRow[]; changed: boolean }> {
  const at = seen.at.toISOString();
  const rows = JSON.stringify(seen.troubles.map((trouble) => ({ id: seen.newId(), ...trouble })));
  const { rows: written } = await sql<AlertRow & { fresh: boolean }>`
    insert into alerts as known (workspace_id, id, kind, trouble, severity, title, text, link, raised_at, seen_at)
    select ${seen.workspaceId}::uuid, r.id, r.kind, r.trouble, r.severity, r.title, r.text, r.link, ${at}, ${at}
    from jsonb_to_recordset(${rows}::jsonb) as r(id uuid, kind text, trouble text, severity text, title text,
      text text, link text)
    order by r.trouble
    on conflict (workspace_id, trouble) where resolved_at is null
      do update set title = excluded.title, text = excluded.text, severity = excluded.severity, seen_at = excluded.seen_at
    returning *, (xmax = 0) as fresh`.execute(tx);
  const resolved = await tx
    .updateTable("alerts")
    .set({ resolved_at: seen.at })
    .where("resolved_at", "is", null)
    .where("kind", "in", [...seen.kinds])
    .where("seen_at", "<", seen.at)
    .executeTakeFirst();
  const raised = written.filter(({ fresh }) => fresh);
  return { raised, changed: raised.length > 0 || Number(resolved.numUpdatedRows) > 0 };
}

/** Takes deliveries that are due, the longest waiting first, and holds them for a while. */
export async function takeDeliveries(
  tx: Tx,
  due: { at: Date; holdMs: number; limit: number },
): Promise<AlertDeliveryRow[]> {
  const { rows } = await sql<AlertDeliveryRow>`
    update alert_deliveries as delivery
    set attempts = delivery.attempts + 1,
      available_at = ${new Date(due.at.getTime() + due.holdMs).toISOString()}::timestamptz
    from (
      select workspace_id, id from alert_deliveries
      where state = 'pending' and available_at <= ${due.at.toISOString()}::timestamptz
      order by available_at limit ${due.limit} for update skip locked) as chosen
    where delivery.workspace_id = chosen.workspace_id and delivery.id = chosen.id
    returning delivery.*`.execute(tx);
  return rows;
}

/** The workspaces that have something to tell. */
export async function findDueDeliveries(tx: Tx, at: Date): Promise<string[]> {
  const rows = await tx
    .selectFrom("alert_deliveries")
    .select("workspace_id")
    .distinct()
    .where("state", "=", "pending")
    .where("available_at", "<=", at)
    .execute();
  return rows.map((row) => row.workspace_id);
}

import { sql, type Transaction } from "kysely";
import type { Database } from "../database.ts";

/** What is wrong with one audit row, as its chain tells. */
export type AuditFault = "changed" | "missing" | "added" | "chain_broken";

export interface FaultyAuditRow {
  auditId: string;
  fault: AuditFault;
  /** Place in the chain; null for a row that was never linked. */
  number: number | null;
}

export interface AuditChainState {
  linked: number;
  /** Rows written a moment ago, which the chain does not cover yet. */
  waiting: number;
  /** Hash of the last link: kept elsewhere, it proves later that the chain's end was not cut off. Null while empty. */
  head: string | null;
}

/** Workspaces with audit rows that wait to be linked. Runs over all workspaces. */
export async function findUnlinkedWorkspaces(tx: Transaction<Database>): Promise<string[]> {
  const rows = await tx.selectFrom("audit_unlinked").select("workspace_id").distinct().execute();
  return rows.map((row) => row.workspace_id);
}

/** Links up to `most` waiting audit rows, oldest first; tells how many. */
export async function linkAuditRows(
  tx: Transaction<Database>,
  { workspaceId, most, now }: { workspaceId: string; most: number; now: Date },
): Promise<number> {
  const { rows } = await sql<{ linked: number }>`
    select link_audit(${workspaceId}::uuid, ${most}, ${now}) as linked`.execute(tx);
  return rows[0]?.linked ?? 0;
}

/** How far the workspace's chain reaches. */
export async function readAuditChain(tx: Transaction<Database>): Promise<AuditChainState> {
  const { rows } = await sql<AuditChainState>`select
    (select count(*) from audit_links)::integer as linked,
    (select count(*) from audit_unlinked)::integer as waiting,
    (select hash from audit_links order by number desc limit 1) as head`.execute(tx);
  return rows[0] ?? { linked: 0, waiting: 0, head: null };
}

/** The first `most` audit rows that were changed, removed or put in behind the trail's back, and links that do not follow. */
export async function findFaultyAudit(tx: Transaction<Database>, most: number): Promise<FaultyAuditRow[]> {
  const { rows } = await sql<FaultyAuditRow>`
    with chain as (
      select link.*, lag(link.hash, 1, '') over (order by link.number) as previous,
        lag(link.number, 1, 0::bigint) over (order by link.number) as number_before from audit_links as link)
    select chain.audit_id as "auditId", chain.number::integer as number, case
        when note.id is null then 'missing' when audit_row_hash(note) <> chain.row_hash then 'changed'
        else 'chain_broken' end as fault
      from chain left join audit as note on note.workspace_id = chain.workspace_id and note.id = chain.audit_id
      where note.id is null or audit_row_hash(note) <> chain.row_hash or chain.number <> chain.number_before + 1
        or chain.hash <> audit_link_hash(chain.previous, chain.row_hash)
    union all
    select waiting.audit_id, null, 'missing' from audit_unlinked as waiting where not exists
      (select from audit as note where note.workspace_id = waiting.workspace_id and note.id = waiting.audit_id)
    union all
    select note.id, null, 'added' from audit as note
      where not exists (select from audit_links as link
          where link.workspace_id = note.workspace_id and link.audit_id = note.id)
        and not exists (select from audit_unlinked as waiting
          where waiting.workspace_id = note.workspace_id and waiting.audit_id = note.id)
    order by number nulls last limit ${most}`.execute(tx);
  return rows;
}

import { sql, type Transaction } from "kysely";
import type { Database } from "../database.ts";

/**
 * Numbers of a connection's orders that are not yet shipped, in turns: those after the place where the last turn ended,
 * and from the beginning again when that is the end. `cursor` is the place for the next turn.
 */
export async function readOpenOrders(
  tx: Transaction<Database>,
  { connectionId, after, limit }: { connectionId: string; after: string | null; limit: number },
): Promise<{ externalIds: string[]; cursor: string }> {
  const { rows } = await sql<{ external_id: string }>`
    select external_id from orders
    where connection_id = ${connectionId}::uuid and status in ('pending', 'paid', 'packed', 'partially_shipped')
      and not archived
    order by external_id <= ${after ?? ""}, external_id limit ${limit}`.execute(tx);
  const externalIds = rows.map((row) => row.external_id);
  return { externalIds, cursor: externalIds.at(-1) ?? "" };
}

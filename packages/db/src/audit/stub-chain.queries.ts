import { type Selectable, sql, type Transaction } from "kysely";
import type { Database } from "../database.ts";
import type { StubTable } from "../tables/resolution.table.ts";

/** The next stubs of the workspace's chain after a place in it, oldest first. */
export async function readStubChain(
  tx: Transaction<Database>,
  { after, limit }: { after: number; limit: number },
): Promise<Selectable<StubTable>[]> {
  return await tx
    .selectFrom("stubs")
    .selectAll()
    .where("sequence", ">", sql<number>`${after}`)
    .orderBy("sequence")
    .limit(limit)
    .execute();
}

/** Where the workspace's chain of stubs ends, as it was noted when the last one was added; null while there is none. */
export async function readStubChainEnd(tx: Transaction<Database>): Promise<{ sequence: number; hash: string } | null> {
  const row = await tx.selectFrom("stub_chains").select(["sequence", "hash"]).executeTakeFirst();
  return row ? { sequence: Number(row.sequence), hash: row.hash } : null;
}

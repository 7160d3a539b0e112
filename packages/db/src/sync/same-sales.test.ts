import { sql } from "kysely";
import { expect, it } from "vitest";
import { newId } from "../new-id.ts";
import { describeEachDatabase } from "../testing/describe-each-database.ts";
import { refreshStatistics } from "./refresh-statistics.ts";
import { joinSameSales } from "./same-sales.queries.ts";

const sales = 500;

describeEachDatabase("sales by two roads", (context) => {
  it("find each other by index", async () => {
    const workspaceId = await context.createWorkspace();
    const connectionId = newId();
    const ids = await context.database.inWorkspace(workspaceId, async (tx) => {
      await sql`insert into connections (workspace_id, id, platform, method, status)
        values (${workspaceId}, ${connectionId}, 'ebay', 'keys', 'connected')`.execute(tx);
      await sql`insert into orders (workspace_id, id, connection_id, platform, external_id, sold_on_platform, sold_on_number,
          status, raw_status, payment_status, placed_at, changed_at, currency, lines_complete)
        select ${workspaceId}, gen_random_uuid(), ${connectionId}, road, road || n, brought, case when road = 'bricqer'
          then 'ebay' || n end, 'paid', 'PAID', 'paid', now(), now(), 'GBP', true
        from generate_series(1, ${sales}::integer) as n, (values ('ebay', null), ('bricqer', 'ebay')) as roads (road, brought)`.execute(
        tx,
      );
      const page = await tx.selectFrom("orders").select("id").where("platform", "=", "bricqer").limit(20).execute();
      return page.map(({ id }) => id);
    });
    await refreshStatistics(context.database);
    await context.database.inWorkspace(workspaceId, async (tx) => {
      // A few thousand orders are read whole sooner than by index; a million are not.
      await sql`set local enable_seqscan = off`.execute(tx);
      expect(await joinSameSales(tx, ids)).toHaveLength(ids.length);
      const { rows } = await sql<{ seq_scan: string; n_tup_upd: string }>`
        select seq_scan, n_tup_upd from pg_stat_xact_user_tables where relname = 'orders'`.execute(tx);
      expect(rows.map(({ seq_scan, n_tup_upd }) => [Number(seq_scan), Number(n_tup_upd)])).toEqual([[0, ids.length]]);
    });
  });
});

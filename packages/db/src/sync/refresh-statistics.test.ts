import { sql } from "kysely";
import { expect, it } from "vitest";
import { newId } from "../new-id.ts";
import { describeEachDatabase } from "../testing/describe-each-database.ts";
import { refreshStatistics } from "./refresh-statistics.ts";

describeEachDatabase("counting how full tables are", (context) => {
  it("is done when a table has doubled, and not again before it has", async () => {
    const workspaceId = await context.createWorkspace();
    const connectionId = newId();
    await context.database.inWorkspace(workspaceId, async (tx) => {
      await sql`insert into connections (workspace_id, id, platform, method, status)
        values (${workspaceId}, ${connectionId}, 'ebay', 'keys', 'connected')`.execute(tx);
    });
    const addOrders = (from: number, to: number) =>
      context.database.inWorkspace(workspaceId, (tx) =>
        sql`insert into orders (workspace_id, id, connection_id, platform, external_id, status, raw_status, payment_status,
            placed_at, changed_at, currency, lines_complete)
          select ${workspaceId}, gen_random_uuid(), ${connectionId}, 'ebay', n::text, 'paid', 'PAID', 'paid', now(), now(),
            'GBP', true from generate_series(${from}::integer, ${to}::integer) as n`.execute(tx),
      );
    await addOrders(1, 400);
    expect(await refreshStatistics(context.database)).toContain("orders");
    await addOrders(401, 500);
    expect(await refreshStatistics(context.database)).not.toContain("orders");
    await addOrders(501, 1500);
    expect(await refreshStatistics(context.database)).toEqual(["orders"]);
  });
});

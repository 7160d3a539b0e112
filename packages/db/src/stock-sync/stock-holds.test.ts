import { sql, type Transaction } from "kysely";
import { expect, it } from "vitest";
import type { Database } from "../database.ts";
import { newId } from "../new-id.ts";
import { refreshStatistics } from "../sync/refresh-statistics.ts";
import { type DatabaseContext, describeEachDatabase } from "../testing/describe-each-database.ts";

interface Shop {
  workspaceId: string;
  itemId: string;
  lineId: string;
}

/**
 * A shop with a unit that one sale waits for, among `others` units and as many waiting sales of them: half by SKU, half by
 * the listing that was sold.
 */
async function openShop(context: DatabaseContext, others: number): Promise<Shop> {
  const workspaceId = await context.createWorkspace();
  const connectionId = newId();
  return await context.database.inWorkspace(workspaceId, async (tx) => {
    await sql`insert into connections (workspace_id, id, platform, method, status)
      values (${workspaceId}, ${connectionId}, 'ebay', 'keys', 'connected')`.execute(tx);
    await sql`insert into inventory_items (workspace_id, id, sku, title, status)
      select ${workspaceId}, gen_random_uuid(), 'S' || n, 'Unit', 'listed' from generate_series(0, ${others}::integer) as n`.execute(
      tx,
    );
    await sql`insert into item_listings (workspace_id, item_id, platform, listing_external_id)
      select workspace_id, id, 'ebay', 'L' || sku from inventory_items`.execute(tx);
    await sql`insert into listings (workspace_id, id, connection_id, platform, external_id, status, title)
      select workspace_id, gen_random_uuid(), ${connectionId}, platform, listing_external_id, 'active', 'Unit'
      from item_listings`.execute(tx);
    await sql`insert into orders (workspace_id, id, connection_id, platform, external_id, status, raw_status,
        payment_status, placed_at, changed_at, currency, lines_complete)
      select ${workspaceId}, gen_random_uuid(), ${connectionId}, 'ebay', n::text, 'paid', 'PAID', 'paid', now(), now(), 'GBP',
        true from generate_series(0, ${others}::integer) as n`.execute(tx);
    await sql`insert into order_lines (workspace_id, id, order_id, external_id, position, sku, listing_external_id, title,
        quantity, quantity_needed, currency, state, reason)
      select workspace_id, gen_random_uuid(), id, '1', 0, case when external_id::integer % 2 = 0 then 'S' || external_id end,
        case when external_id::integer % 2 = 1 then 'LS' || external_id end, 'Unit', 2, 2, 'GBP', 'queued', 'condition'
      from orders`.execute(tx);
    const item = await tx.selectFrom("inventory_items").select("id").where("sku", "=", "S1").executeTakeFirstOrThrow();
    const line = await tx
      .selectFrom("order_lines")
      .select("id")
      .where("listing_external_id", "=", "LS1")
      .executeTakeFirstOrThrow();
    return { workspaceId, itemId: item.id, lineId: line.id };
  });
}

interface Explained {
  "QUERY PLAN": [{ Plan: { "Shared Hit Blocks": number; "Shared Read Blocks": number } }];
}

/** Blocks of tables and indexes that a query touches, those of the functions that it calls included. */
async function blocksOf(tx: Transaction<Database>, call: ReturnType<typeof sql>): Promise<number> {
  const { rows } = await sql<Explained>`explain (analyze, buffers, format json) select ${call}`.execute(tx);
  const plan = rows[0]?.["QUERY PLAN"][0].Plan;
  return (plan?.["Shared Hit Blocks"] ?? 0) + (plan?.["Shared Read Blocks"] ?? 0);
}

describeEachDatabase("sales that wait for a person", (context) => {
  it("hold the units of the listing that was sold", async () => {
    const shop = await openShop(context, 3);
    const { rows } = await context.database.inWorkspace(shop.workspaceId, (tx) =>
      sql<{ held: number }>`select units_held(${shop.workspaceId}, array[${shop.itemId}]::uuid[]) as held`.execute(tx),
    );
    expect(rows).toEqual([{ held: 2 }]);
  });

  it("are found by index: their number does not raise the cost of one figure", async () => {
    const cost = async (others: number) => {
      const { workspaceId, itemId, lineId } = await openShop(context, others);
      await refreshStatistics(context.database);
      return await context.database.inWorkspace(workspaceId, async (tx) => {
        const held = sql`units_held(${workspaceId}, array[${itemId}]::uuid[])`;
        const named = sql`listings_of_lines(${workspaceId}, array[${lineId}]::uuid[])`;
        // The first call also reads the catalog.
        await blocksOf(tx, held);
        await blocksOf(tx, named);
        return { held: await blocksOf(tx, held), named: await blocksOf(tx, named) };
      });
    };
    const few = await cost(20);
    const many = await cost(4_000);
    expect(many.held).toBeLessThan(few.held + 40);
    expect(many.named).toBeLessThan(few.named + 40);
  });
});

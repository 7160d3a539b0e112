import { sql } from "kysely";
import { expect, it } from "vitest";
import { newId } from "../new-id.ts";
import { describeEachDatabase } from "../testing/describe-each-database.ts";
import { stockOfChosen } from "./stock-of-listings.ts";

interface Behind {
  external_id: string;
  links: number;
  on_hand: number;
  available: number;
}

describeEachDatabase("the stock behind many listings", (context) => {
  // Ten items of three units, each behind a listing and every second behind another one too; sales wait for them by
  // SKU, by the listing that was sold, by both, in states that hold units and in others.
  const openShop = async (): Promise<string> => {
    const workspaceId = await context.createWorkspace();
    const connectionId = newId();
    await context.database.inWorkspace(workspaceId, async (tx) => {
      await sql`insert into connections (workspace_id, id, platform, method, status)
        values (${workspaceId}, ${connectionId}, 'ebay', 'keys', 'connected')`.execute(tx);
      await sql`insert into inventory_items (workspace_id, id, sku, title, status)
        select ${workspaceId}, gen_random_uuid(), 'S' || n, 'Unit',
          case when n = 9 then 'not_received' else 'in_stock' end from generate_series(0, 9) as n`.execute(tx);
      await sql`insert into stock_movements (workspace_id, id, item_id, kind, quantity, actor_kind)
        select workspace_id, gen_random_uuid(), id, 'received', 3, 'person' from inventory_items`.execute(tx);
      await sql`insert into item_listings (workspace_id, item_id, platform, listing_external_id)
        select workspace_id, id, 'ebay', 'L' || right(sku, 1) from inventory_items
        union all select workspace_id, id, 'ebay', 'SHARED' from inventory_items where right(sku, 1)::integer % 2 = 0`.execute(
        tx,
      );
      await sql`insert into listings (workspace_id, id, connection_id, platform, external_id, status, title)
        select ${workspaceId}, gen_random_uuid(), ${connectionId}, 'ebay', name, 'active', 'Unit'
        from unnest(array['L0','L1','L2','L3','L4','L5','L6','L7','L8','L9','SHARED','ALONE']) as name`.execute(tx);
      await sql`insert into orders (workspace_id, id, connection_id, platform, external_id, status, raw_status,
          payment_status, placed_at, changed_at, currency, lines_complete)
        select ${workspaceId}, gen_random_uuid(), ${connectionId}, 'ebay', n::text,
          (array['paid', 'pending', 'shipped', 'cancelled', 'on_hold'])[1 + n % 5], 'X', 'paid', now(), now(), 'GBP', true
        from generate_series(0, 39) as n`.execute(tx);
      await sql`insert into order_lines (workspace_id, id, order_id, external_id, position, sku, listing_external_id, title,
          quantity, quantity_needed, currency, state, reason, removed_at)
        select workspace_id, gen_random_uuid(), id, '1', 0,
          case when n % 3 <> 1 then 'S' || n % 10 end, case when n % 3 <> 0 then 'L' || n % 10 end, 'Unit', 1, 1, 'GBP',
          case when status = 'pending' then 'pending' else 'queued' end,
          case when status <> 'pending' then 'condition' end, case when n % 13 = 0 then now() end
        from (select *, external_id::integer as n from orders) as sale`.execute(tx);
    });
    return workspaceId;
  };

  it("is the same as behind each of them alone, few or many", async () => {
    const workspaceId = await openShop();
    await context.database.inWorkspace(workspaceId, async (tx) => {
      const alone = await sql<Behind>`select listing.external_id, stock.links, stock.on_hand, stock.available
        from listings as listing cross join lateral stock_behind(listing.workspace_id, listing.platform,
          listing.external_id, listing.variation_id) as stock
        where stock.links > 0 order by 1`.execute(tx);
      expect(alone.rows).toHaveLength(11);
      expect(new Set(alone.rows.map(({ available }) => available)).size).toBeGreaterThan(1);
      for (const are of ["few", "many"] as const) {
        const together = await sql<Behind>`with chosen as (select * from listings), ${stockOfChosen(are)}
          select listing.external_id, behind.links, behind.on_hand, behind.available
          from behind join listings as listing on listing.id = behind.listing_id order by 1`.execute(tx);
        expect(together.rows).toEqual(alone.rows);
      }
    });
  });
});

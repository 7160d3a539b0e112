import { standingOf } from "@counterfoil/core/stock";
import { sql, type Transaction } from "kysely";
import { expect, it } from "vitest";
import type { Database } from "../database.ts";
import { newId } from "../new-id.ts";
import { describeEachDatabase } from "../testing/describe-each-database.ts";
import { type BoardFilter, type BoardRow, boardFilters, countBoard, readBoard } from "./listing-board.queries.ts";
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

  interface Plain {
    id: string;
    title: string;
    standing: string;
    task_state: string | null;
  }

  /** Listings of every kind, each judged alone by what is behind it. */
  const judged = async (tx: Transaction<Database>): Promise<Plain[]> => {
    await sql`insert into listings (workspace_id, id, connection_id, platform, external_id, status, title)
      select workspace_id, gen_random_uuid(), connection_id, platform, 'MORE-' || external_id, status, title
      from listings`.execute(tx);
    await sql`insert into item_listings (workspace_id, item_id, platform, listing_external_id)
      select workspace_id, item_id, platform, 'MORE-' || listing_external_id from item_listings
      where listing_external_id in ('L1', 'L4', 'L5')`.execute(tx);
    await sql`update inventory_items set status = 'sold' where sku in ('S1', 'S5', 'S6')`.execute(tx);
    await sql`update listings set quantity = nullif(n % 5, 4), title = 'Unit ' || n % 4,
        status = (array['active', 'active', 'active', 'out_of_stock', 'ended', 'draft'])[1 + n * 7 % 6],
        fulfilled_by = case when n % 11 = 3 then 'platform' else 'seller' end,
        link_reason = (array['sold', null, 'several'])[1 + n % 3]
      from (select id as listing_id, row_number() over (order by external_id)::integer as n from listings) as numbered
      where id = listing_id`.execute(tx);
    await sql`update listings as one set quantity = stock.available + right(one.external_id, 1)::integer / 5
      from listings as listing cross join lateral stock_behind(listing.workspace_id, listing.platform, listing.external_id,
        listing.variation_id) as stock
      where one.id = listing.id and stock.links > 0 and right(one.external_id, 1) in ('0', '2', '3', '4', '7', '8')`.execute(
      tx,
    );
    await sql`update stock_tasks set state = (array['pending', 'failed', 'held', 'settled'])[1 + n % 4]
      from (select listing_id as named, row_number() over (order by listing_id)::integer as n from stock_tasks) as numbered
      where listing_id = named`.execute(tx);
    const { rows } = await sql<Omit<Plain, "standing"> & Parameters<typeof standingOf>[0]>`
      select listing.id, listing.title, listing.status, listing.fulfilled_by as "fulfilledBy",
        coalesce(listing.link_reason = 'sold', false) as "unitsWereSold", listing.quantity, stock.links, stock.on_hand as "onHand",
        stock.available as wanted, task.state as task_state
      from listings as listing cross join lateral stock_behind(listing.workspace_id, listing.platform,
        listing.external_id, listing.variation_id) as stock
      left join stock_tasks as task on task.listing_id = listing.id`.execute(tx);
    return rows.map((row) => ({ ...row, standing: standingOf(row) }));
  };

  const shows: Readonly<Record<BoardFilter, (row: Plain) => boolean>> = {
    all: ({ standing }) => standing !== "ended",
    differs: ({ standing }) => standing === "differs" || standing === "unknown",
    failed: ({ task_state }) => task_state === "failed",
    waiting: ({ task_state }) => task_state === "pending" || task_state === "sending",
    held: ({ task_state }) => task_state === "held" || task_state === "declined",
    phantom: ({ standing }) => standing === "phantom",
    not_linked: ({ standing }) => standing === "not_linked",
    excluded: ({ standing }) => standing === "excluded",
  };

  it("shows under each filter, page by page, what each listing alone would be shown under", async () => {
    const workspaceId = await openShop();
    await context.database.inWorkspace(workspaceId, async (tx) => {
      const plain = await judged(tx);
      const standings = new Set(plain.map(({ standing }) => standing));
      expect([...standings].sort()).toEqual([
        "agrees",
        "differs",
        "ended",
        "excluded",
        "not_linked",
        "phantom",
        "unknown",
      ]);
      const counts = await countBoard(tx, {});
      for (const filter of boardFilters) {
        const expected = plain.filter(shows[filter]);
        expected.sort((a, b) => (a.title === b.title ? (a.id < b.id ? -1 : 1) : a.title < b.title ? -1 : 1));
        const shown = await everyPage(tx, filter);
        expect(shown.map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
        expect(shown.map(({ standing }) => standing)).toEqual(expected.map(({ standing }) => standing));
        expect(counts[filter]).toBe(expected.length);
      }
    });
  });

  const everyPage = async (tx: Transaction<Database>, filter: BoardFilter): Promise<BoardRow[]> => {
    const shown: BoardRow[] = [];
    for (let page: BoardRow[] = []; shown.length === 0 || page.length > 0; shown.push(...page)) {
      const last = shown.at(-1);
      page = await readBoard(tx, {
        filter,
        limit: 3,
        after: last ? { title: last.title.toLowerCase(), id: last.id } : null,
      });
      if (shown.length === 0 && page.length === 0) break;
    }
    return shown;
  };
});

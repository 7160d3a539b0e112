import { describeEachDatabase } from "@counterfoil/db/testing";
import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import { openTestDesk, type TestDesk } from "../../testing/test-desk.ts";
import type { OrderQuestion } from "./list-orders.ts";

interface Row {
  id: string;
  status: string;
  placed: string;
  ship_by: string | null;
  total: number | null;
  text: string;
}
type Question = Partial<OrderQuestion> & { sort?: "ship_by" | "placed" };

const open = ["pending", "paid", "packed", "partially_shipped", "on_hold"];
const orders = 2_500;

describeEachDatabase("lists of many", (context) => {
  let desk: TestDesk;
  let rows: Row[];
  // Words are as rare as an order in a thousand, or lie only far down the list; totals and dates are missing here and there.
  beforeAll(async () => {
    desk = await openTestDesk(context.database);
    const { workspaceId, shopConnectionId } = desk;
    rows = await context.database.inWorkspace(workspaceId, async (tx) => {
      await sql`insert into orders (workspace_id, id, connection_id, platform, external_id, status, raw_status,
          payment_status, placed_at, changed_at, ship_by, currency, total_minor, lines_complete, link_state, search_text)
        select ${workspaceId}::uuid, gen_random_uuid(), ${shopConnectionId}::uuid, 'ebay', 'O-' || n,
          (array['paid', 'completed', 'shipped', 'cancelled', 'on_hold', 'delivered', 'completed'])[1 + n * 31 % 7], 'X', 'paid',
          hour - make_interval(mins => n), now(), case when n % 5 > 0 then hour + make_interval(mins => n * 17 % 900) end,
          'GBP', case when n % 9 > 0 then n * 37 % 1000 end, true, 'linked',
          'o-' || n || case when n > 1800 then ' xq' else ' castle' end || case when n % 1000 = 0 then ' rare' else '' end
            || case when n % 2 = 0 then ' 50%_off' else '' end
        from generate_series(1, ${orders}::integer) as n, date_trunc('hour', now()) as hour`.execute(tx);
      const read = await sql<Row>`select id, status, to_char(placed_at, 'YYYYMMDDHH24MISSUS') as placed,
        to_char(ship_by, 'YYYYMMDDHH24MISSUS') as ship_by, total_minor::integer as total, search_text as text from orders`.execute(
        tx,
      );
      return read.rows;
    });
    expect(rows).toHaveLength(orders);
  });

  const place = (row: Row) => (open.includes(row.status) ? row.ship_by : null) ?? "99991231";
  const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

  /** The plain way: every order on its own, by the program. */
  const plain = ({ q = "", word, minTotal, maxTotal, sort = "placed" }: Question): string[] => {
    const words = q.split(" ").filter((one) => one !== "");
    const statuses = { done: ["delivered", "completed"], sent: ["shipped"], problem: ["cancelled"] } as Record<
      string,
      string[]
    >;
    return rows
      .filter((row) => words.every((one) => row.text.includes(one)))
      .filter((row) => word === undefined || statuses[word]?.includes(row.status))
      .filter(({ total }) => minTotal === undefined || (total ?? -1) >= minTotal)
      .filter(({ total }) => maxTotal === undefined || (total !== null && total <= maxTotal))
      .sort((a, b) =>
        sort === "placed"
          ? compare(b.placed, a.placed) || compare(b.id, a.id)
          : compare(place(a), place(b)) || compare(a.id, b.id),
      )
      .map(({ id }) => id);
  };

  const questions: readonly Question[] = [
    { q: "xq" },
    { q: "xq 50%_off" },
    { q: "castle" },
    { q: "castle xq" },
    { q: "rare" },
    { q: "rare xq", sort: "ship_by" },
    { q: "xq", sort: "ship_by", word: "done" },
    { word: "done", sort: "ship_by" },
    { word: "sent", sort: "ship_by" },
    { word: "problem", sort: "ship_by", minTotal: 500 },
    { sort: "ship_by" },
    { minTotal: 990 },
    { maxTotal: 3 },
    { minTotal: 400, maxTotal: 410, q: "xq" },
  ];

  test.each(questions)("%j: every page is what the orders one by one give", async (question) => {
    const expected = plain(question);
    const shown: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<TestDesk["owner"]["orders"]["list"]>> = await desk.owner.orders.list({
        ...{ ...question, limit: 100, cursor },
      });
      shown.push(...page.orders.map(({ id }) => id));
      cursor = page.nextCursor;
      expect(page.total).toBe(expected.length);
      expect(page.totalIsAtLeast).toBe(false);
      // Three pages tell; the rest goes the same way.
    } while (cursor !== null && shown.length < 300);
    expect(shown).toEqual(expected.slice(0, Math.max(300, shown.length)));
  });

  test("units are found by all words of a search, in their text or an identifier, however many hold them", async () => {
    const { workspaceId } = desk;
    const units = await context.database.inWorkspace(workspaceId, async (tx) => {
      await sql`insert into inventory_items (workspace_id, id, sku, title, status, created_at)
        select ${workspaceId}::uuid, gen_random_uuid(), 'S' || n, case when n > 5500 then 'xq Moat' else 'Castle' end,
          (array['in_stock', 'listed', 'not_received'])[1 + n % 3], date_trunc('hour', now()) - make_interval(mins => n)
        from generate_series(1, 6000) as n`.execute(tx);
      await sql`insert into inventory_identifiers (workspace_id, item_id, type, value)
        select workspace_id, id, 'set_number', '75192-' || right(sku, 1) from inventory_items
        where right(sku, 2) = '77'`.execute(tx);
      const read = await sql<{ id: string; status: string; text: string }>`select item.id, item.status,
          lower(concat_ws(' ', search_text, part.value)) as text
        from inventory_items as item left join inventory_identifiers as part on part.item_id = item.id
        order by item.created_at desc, item.id desc`.execute(tx);
      return read.rows;
    });
    for (const q of ["castle", "xq", "75192", "castle 75192", "xq 75192", "castle xq", "castle s77", "moat"]) {
      const expected = units.filter(({ text }) => q.split(" ").every((word) => text.includes(word)));
      const { items, total, countsByStatus } = await desk.owner.inventory.list({ q, limit: 100 });
      expect(items.map(({ id }) => id)).toEqual(expected.slice(0, 100).map(({ id }) => id));
      expect(total).toBe(expected.length);
      expect(countsByStatus?.listed).toBe(expected.filter(({ status }) => status === "listed").length);
    }
  });
});

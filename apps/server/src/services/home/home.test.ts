import { describeEachDatabase } from "@counterfoil/db/testing";
import { seedYear } from "@counterfoil/db/testing/seeded-year";
import { sql } from "kysely";
import { beforeAll, expect, it } from "vitest";
import { openTestDesk, type TestDesk } from "../../testing/test-desk.ts";

describeEachDatabase("the figures of the first page", (context) => {
  let desk: TestDesk;
  beforeAll(async () => {
    desk = await openTestDesk(context.database);
    await seedYear(context.database, { workspaceId: desk.workspaceId, orders: 300, start: "2025-04-01" });
  });

  const read = async (text: ReturnType<typeof sql<{ n: number }>>) =>
    await context.database.inWorkspace(desk.workspaceId, async (tx) => (await text.execute(tx)).rows[0]?.n ?? -1);

  it("counts what waits as the lists do", async () => {
    const { waiting } = await desk.owner.home.overview();
    const late = await desk.owner.orders.list({ late: true });
    expect(waiting.late).toBe(late.total);
    expect(waiting.toSend).toBeGreaterThanOrEqual(waiting.late + waiting.dueToday);
    const stats = await desk.owner.resolution.stats();
    expect(waiting.unlinked).toBe(stats.reduce((sum, { pending }) => sum + pending, 0));
  });

  it("adds up the day's sales, each currency for itself", async () => {
    const before = await desk.owner.home.overview();
    await context.database.inWorkspace(desk.workspaceId, async (tx) => {
      await sql`update orders set placed_at = ${before.checkedAt}::timestamptz, status = 'paid'
        where id in (select id from orders where same_sale_as is null order by id limit 5)`.execute(tx);
    });
    const { today } = await desk.owner.home.overview();
    expect(today.orders).toBe(
      await read(sql<{ n: number }>`select count(*)::integer as n from orders
        where placed_at = ${before.checkedAt}::timestamptz and same_sale_as is null`),
    );
    const currencies = today.revenue.map(({ currency }) => currency);
    expect(currencies.length).toBeGreaterThan(0);
    expect(new Set(currencies).size).toBe(currencies.length);
  });

  it("shows a stranger nothing of it", async () => {
    const stranger = desk.callerFor(await context.createWorkspace());
    const { waiting, today } = await stranger.home.overview();
    expect(Object.values(waiting).every((count) => count === 0)).toBe(true);
    expect(today).toEqual({ orders: 0, units: 0, revenue: [], sent: 0 });
  });
});

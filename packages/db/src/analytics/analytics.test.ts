import { sql, type Transaction } from "kysely";
import { beforeAll, describe, expect, it } from "vitest";
import type { Database } from "../database.ts";
import { describeEachDatabase } from "../testing/describe-each-database.ts";
import { countAgain, countStockAgain, seedYear } from "../testing/seeded-year.ts";
import { type DispatchRow, readDispatch, readLateRisk } from "./dispatch.queries.ts";
import type { Period } from "./period.ts";
import { readSales, readSalesSteps, readStatuses } from "./sales.queries.ts";
import { readLowGoods, readSellThrough, readStockAge } from "./stock.queries.ts";

const year: Period = { from: "2025-01-01", to: "2025-12-31", timeZone: "Europe/London", platform: null };
const now = new Date("2025-11-15T12:00:00Z");

describeEachDatabase("a seeded year", (context) => {
  let workspaceId = "";
  beforeAll(async () => {
    workspaceId = await context.createWorkspace();
    await seedYear(context.database, { workspaceId, orders: 1_500, start: "2025-01-01" });
  });

  describe.each<[string, Partial<Period>]>([
    ["in London", {}],
    ["in Kiritimati, fourteen hours ahead", { timeZone: "Pacific/Kiritimati" }],
    ["on the day the clocks go forward", { from: "2025-03-30", to: "2025-03-30" }],
    ["on the day the clocks go back", { from: "2025-10-26", to: "2025-10-26" }],
    ["on one platform", { platform: "ebay", from: "2025-02-10", to: "2025-09-02", timeZone: "America/New_York" }],
  ])("%s", (_, change) => {
    const period = { ...year, ...change };

    it("comes to what a plain count of orders, lines, claims and units comes to", async () => {
      const { told, counted } = await context.database.inWorkspace(workspaceId, (tx) => bothWays(tx, period));
      expect(told.sales.length).toBeGreaterThan(0);
      expect(told).toEqual(counted);
    });
  });

  it("stays right when orders, lines, costs and senders change", async () => {
    await context.database.inWorkspace(workspaceId, async (tx) => {
      await sql`update orders set status = 'returned', refunded_minor = 5 where external_id like 'Y-1_'`.execute(tx);
      await sql`update orders set shipped_at = placed_at, fees_minor = null where external_id like 'Y-2_'`.execute(tx);
      await sql`update order_lines set state = 'linked' where state = 'queued' and title like 'Set 3_'`.execute(tx);
      await sql`update order_lines set removed_at = now() where title like 'Set 9_'`.execute(tx);
      await sql`update order_lines set quantity_cancelled = 1 where title like 'Set 5_'`.execute(tx);
      await sql`update inventory_items set unit_cost_minor = 777, unit_cost_currency = 'GBP' where title like 'Set 4_'`.execute(
        tx,
      );
      await sql`insert into audit (workspace_id, id, at, actor_kind, action, subject_type, subject_id)
        select workspace_id, gen_random_uuid(), '2025-01-01', 'rule', 'order-dispatched', 'order', id::text
        from orders where external_id like 'Y-8_'`.execute(tx);
    });
    const { told, counted } = await context.database.inWorkspace(workspaceId, (tx) => bothWays(tx, year));
    expect(told).toEqual(counted);
  });

  it.each([
    ["as the year is", 1],
    ["with more units counting as low", 6],
    ["with the period of one platform's clock", 2],
  ])("counts late risk, stock age and low stock as row by row in the program, %s", async (_, atMost) => {
    const soon = new Date(now.getTime() + 86_400_000);
    const period = atMost === 2 ? { ...year, from: "2025-04-01", to: "2025-09-30", timeZone: "Asia/Tokyo" } : year;
    const question = { period, now, soon, atMost, limit: 40 };
    const { told, counted } = await context.database.inWorkspace(workspaceId, async (tx) => ({
      told: {
        lateRisk: await readLateRisk(tx, { platform: null, now, soon }),
        stockAge: await readStockAge(tx, now),
        lowGoods: await readLowGoods(tx, question),
      },
      counted: await countStockAgain(tx, question),
    }));
    expect(told.lateRisk.some(({ overdue, due_soon }) => overdue > 0 && due_soon > 0)).toBe(true);
    expect(told.stockAge.length).toBeGreaterThan(3);
    expect(told.lowGoods.length).toBeGreaterThan(0);
    expect(told).toEqual(counted);
  });

  it("lets nobody write the figures", async () => {
    const write = context.database.inWorkspace(workspaceId, (tx) =>
      sql`update order_figures set total_minor = 0`.execute(tx),
    );
    await expect(write).rejects.toThrow(/permission denied/);
  });
});

async function bothWays(tx: Transaction<Database>, period: Period) {
  const told = {
    sales: await readSales(tx, period),
    statuses: await readStatuses(tx, period),
    dispatch: (await readDispatch(tx, { period, now })).map(toTheSecond),
    days: await readSalesSteps(tx, { period, step: "day" }),
    sellThrough: await readSellThrough(tx, period),
  };
  const counted = await countAgain(tx, { period, now });
  return { told, counted: { ...counted, dispatch: counted.dispatch.map(toTheSecond) } };
}

/** The plain count takes the mean of decimals, the other of floating numbers. */
function toTheSecond(row: DispatchRow) {
  return { ...row, median_hours: row.median_hours === null ? null : Math.round(row.median_hours * 3600) };
}

import { describeEachDatabase } from "@counterfoil/db/testing";
import { seedYear } from "@counterfoil/db/testing/seeded-year";
import { beforeAll, describe, expect, it } from "vitest";
import { openTestDesk, type TestDesk } from "../../testing/test-desk.ts";
import { bindContext } from "../context.ts";
import { exportReport } from "./export-report.ts";
import { dayIn, shiftDay, stepFor } from "./report-period.ts";

describeEachDatabase("analytics of a workspace", (context) => {
  let desk: TestDesk;
  beforeAll(async () => {
    desk = await openTestDesk(context.database);
    await seedYear(context.database, { workspaceId: desk.workspaceId, orders: 400, start: "2025-04-01" });
  });
  const year = { from: "2025-04-01", to: "2026-03-31" };

  it("case A41: amounts of two currencies stand apart", async () => {
    const { sales } = await desk.owner.analytics.sales(year);
    const ebay = sales.filter(({ platform }) => platform === "ebay");
    expect(ebay.length).toBeGreaterThan(2);
    expect(new Set(ebay.map(({ currency }) => currency)).size).toBe(ebay.length);
    for (const row of sales) expect(row.revenue.known.currency).toBe(row.currency);
  });

  it("says how many orders a sum leaves out, and takes no unknown for nothing", async () => {
    const { sales } = await desk.owner.analytics.sales(year);
    const left = (part: "fees" | "cost" | "profit") => sales.reduce((sum, row) => sum + row[part].unknownOrders, 0);
    expect(left("fees")).toBeGreaterThan(0);
    expect(left("profit")).toBeGreaterThan(Math.max(left("fees"), left("cost")));
  });

  it("counts the first and the last day whole, and steps add up to the total", async () => {
    const [{ sales }, { steps, step }] = await Promise.all([
      desk.owner.analytics.sales(year),
      desk.owner.analytics.salesSteps(year),
    ]);
    const orders = (rows: { orders: number }[]) => rows.reduce((sum, row) => sum + row.orders, 0);
    expect(step).toBe("week");
    expect(orders(steps)).toBe(orders(sales));
    const halves = await Promise.all([
      desk.owner.analytics.sales({ from: year.from, to: "2025-09-30" }),
      desk.owner.analytics.sales({ from: "2025-10-01", to: year.to }),
    ]);
    expect(halves.reduce((sum, half) => sum + orders(half.sales), 0)).toBe(orders(sales));
  });

  it("shows another workspace nothing", async () => {
    const stranger = desk.callerFor(await context.createWorkspace());
    expect((await stranger.analytics.sales(year)).sales).toEqual([]);
    expect(await stranger.analytics.stockAge()).toEqual([]);
  });

  it.each([
    [{ from: "2025-05-02", to: "2025-05-01" }, "The first day is after the last."],
    [{ from: "2015-01-01", to: "2025-05-01" }, "The period is too long."],
  ])("refuses %j", async (days, message) => {
    await expect(desk.owner.analytics.sales(days)).rejects.toThrow(message);
  });

  it("refuses a day that is none", async () => {
    await expect(desk.owner.analytics.sales({ from: "2025-02-30" })).rejects.toThrow();
  });

  it("gives the shape that callers of the API know, each count under one word", async () => {
    const { analytics, fulfillmentStats } = await desk.owner.analytics.fulfillment(year);
    for (const [n, stats] of fulfillmentStats.entries()) {
      const { total, pending, processing, shipped, delivered, cancelled, returned } = stats;
      expect(pending + processing + shipped + delivered + cancelled + returned).toBe(total);
      expect(analytics[n]?.totalOrders).toBe(total);
      expect(analytics[n]?.totalValue.every(({ amount }) => /^\d+(\.\d+)?$/.test(amount))).toBe(true);
    }
  });

  it("asks how many are left of what sells", async () => {
    const { goods } = await desk.owner.analytics.lowStock({ ...year, atMost: 0 });
    expect(goods.length).toBeGreaterThan(0);
    expect(goods.every(({ available, sold }) => available === 0 && sold > 0)).toBe(true);
  });

  describe("as CSV", () => {
    const service = () =>
      bindContext(desk.parts, {
        ...{ workspaceId: desk.workspaceId, role: "viewer", connections: null, requestId: "r" },
        actor: { kind: "user", id: "u", name: "Ann" },
      });

    it.each([
      "sales",
      "sales-steps",
      "statuses",
      "dispatch",
      "dispatch-steps",
      "late-risk",
      "stock-age",
      "sell-through",
      "low-stock",
    ])("%s has a header and rows of its length", async (report) => {
      const text = await exportReport({ ctx: service(), input: { ...year, report } });
      const [header, ...rows] = text.replace("\ufeff", "").trimEnd().split("\r\n");
      expect(rows.length).toBeGreaterThan(0);
      for (const row of rows) expect(row.split(",").length).toBe(header?.split(",").length);
    });

    it("holds no formula", async () => {
      await desk.stock({ sku: '=HYPERLINK("x")', title: "+1", quantity: 1 });
      const [item] = (await desk.owner.inventory.list({ q: "HYPERLINK" })).items;
      await context.database.inWorkspace(desk.workspaceId, (tx) =>
        tx
          .insertInto("stock_movements")
          .values({
            ...{ workspace_id: desk.workspaceId, id: desk.parts.newId(), item_id: item?.id ?? "" },
            ...{ kind: "sold", quantity: -1, actor_kind: "person", at: "2025-06-01T00:00:00Z" },
          })
          .execute(),
      );
      const text = await exportReport({ ctx: service(), input: { ...year, report: "low-stock" } });
      expect(text).toContain(`"'=HYPERLINK(""x"")",'+1`);
    });

    it("is none for a report that there is not", async () => {
      await expect(exportReport({ ctx: service(), input: { report: "toString" } })).rejects.toThrow(/report/i);
    });
  });
});

describe("days", () => {
  it("are those of the seller's zone", () => {
    expect(dayIn("Pacific/Kiritimati", new Date("2025-12-31T12:00:00Z"))).toBe("2026-01-01");
    expect(dayIn("America/Los_Angeles", new Date("2026-01-01T07:59:00Z"))).toBe("2025-12-31");
    expect(shiftDay("2025-03-01", -1)).toBe("2025-02-28");
  });

  it("become weeks and months where they are many", () => {
    expect(stepFor({ from: "2025-01-01", to: "2025-04-02" })).toBe("day");
    expect(stepFor({ from: "2025-01-01", to: "2025-12-31" })).toBe("week");
    expect(stepFor({ from: "2024-01-01", to: "2025-12-31" })).toBe("month");
  });
});

import { ConnectorError, type ManifestLimit, type RateLane } from "@counterfoil/connector-kit";
import { createDatabase, type DatabaseHandle, newId } from "@counterfoil/db";
import { createTestWorkspace, describeEachDatabase } from "@counterfoil/db/testing";
import { createClock, createQuotas } from "@counterfoil/simulators/kit";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { silentLogger } from "../../testing/test-server.ts";
import { createSharedRateBudget, type SharedRateBudget } from "./shared-rate-budget.ts";

const limit = (requests: number, windowSeconds: number, window: ManifestLimit["window"]): ManifestLimit => ({
  ...{ operation: "all calls", requests, windowSeconds, window, verified: true },
});

describeEachDatabase("a budget that processes share", (context) => {
  let workspaceId: string;
  let connectionId: string;
  const pools: DatabaseHandle[] = [];
  beforeEach(async () => {
    workspaceId = await createTestWorkspace(context.database);
    connectionId = newId();
    const row = { platform: "keymart", method: "keys", status: "connected" } as const;
    await context.database.inWorkspace(workspaceId, (tx) =>
      tx
        .insertInto("connections")
        .values({ workspace_id: workspaceId, id: connectionId, ...row })
        .execute(),
    );
  });
  afterEach(async () => {
    for (const pool of pools.splice(0)) await pool.close();
  });
  const openPool = async (): Promise<DatabaseHandle> => {
    const { connection } = context.database;
    if (connection.kind !== "postgres") return context.database;
    const pool = await createDatabase({ url: connection.url });
    pools.push(pool);
    return pool;
  };
  const budgetOn = (db: DatabaseHandle, limits: readonly ManifestLimit[], maxWaitMs = 60_000): SharedRateBudget =>
    createSharedRateBudget({
      db,
      workspaceId,
      connectionId,
      limits,
      maxWaitMs,
      logger: silentLogger,
      platformName: "K",
    });
  const call = (budget: SharedRateBudget, lane: RateLane = "read_orders") =>
    budget.acquire({ operation: "GET /x", lane });

  describe.each([1, 2, 4])("with %i processes that call as fast as they may", (processes) => {
    test("the simulator refuses nothing, and most of what it permits is used", async () => {
      const declared = { name: "burst", limit: 20, refillPerSecond: 20 };
      const quotas = createQuotas(createClock({ at: new Date().toISOString(), mode: "advancing" }));
      quotas.define(declared);
      const ends = performance.now() + 2500;
      let over = 0;
      let made = 0;
      const work = async () => {
        const budget = budgetOn(await openPool(), [limit(20, 1, "bucket")]);
        const caller = async () => {
          while (performance.now() < ends) {
            await call(budget, "withdraw_stock");
            if (!quotas.take("burst").allowed) over += 1;
            made += 1;
          }
        };
        await Promise.all(Array.from({ length: 6 }, caller));
      };
      const beganAt = performance.now();
      await Promise.all(Array.from({ length: processes }, work));
      const permitted = 20 + (20 * (performance.now() - beganAt)) / 1000;
      console.info(
        `over-limit.${processes}-workers ${over} (asked: 0); calls ${made} of ${Math.floor(permitted)} permitted`,
      );
      expect(over).toBe(0);
      expect(made / permitted).toBeGreaterThan(0.5);
    });
  });

  test("a day's count is one for all, and refuses with the time when it starts anew", async () => {
    const [a, b] = [
      budgetOn(context.database, [limit(6, 86_400, "day-utc")]),
      budgetOn(context.database, [limit(6, 86_400, "day-utc")]),
    ];
    for (let count = 0; count < 3; count += 1) {
      await call(a, "withdraw_stock");
      await call(b, "withdraw_stock");
    }
    const refused = await call(a, "withdraw_stock").catch((error: unknown) => error);
    expect(ConnectorError.is(refused) && refused.code).toBe("quota_exhausted");
    expect((refused as ConnectorError).resetAt).toBeGreaterThan(Date.now());
  });

  test("what is scarce goes to the withdrawal of stock, whoever came first", async () => {
    const budget = budgetOn(context.database, [limit(2, 1, "bucket")]);
    const order: string[] = [];
    const ask = (lane: RateLane) => call(budget, lane).then(() => order.push(lane));
    await Promise.all([
      ...Array.from({ length: 3 }, () => ask("refresh_catalogue")),
      ask("read_orders"),
      ask("withdraw_stock"),
    ]);
    expect(order.indexOf("withdraw_stock")).toBeLessThan(order.lastIndexOf("refresh_catalogue"));
    expect(order.indexOf("withdraw_stock")).toBeLessThan(2);
  });

  test("a pause that one process was told of holds for all", async () => {
    const [a, b] = [budgetOn(context.database, [], 1000), budgetOn(context.database, [], 1000)];
    a.observe("GET /x", { retryAt: Date.now() + 3_600_000 });
    await expect
      .poll(() =>
        call(b).then(
          () => "made",
          (error: ConnectorError) => error.code,
        ),
      )
      .toBe("rate_limited");
  });

  test("a call that is given up leaves its place to the next", async () => {
    const budget = budgetOn(context.database, [limit(1, 2, "bucket")]);
    await call(budget);
    const giving = new AbortController();
    const given = budget.acquire({ operation: "GET /x", lane: "read_orders", signal: giving.signal });
    const next = call(budget);
    giving.abort();
    await expect(given).rejects.toMatchObject({ code: "aborted" });
    await next;
  });
});

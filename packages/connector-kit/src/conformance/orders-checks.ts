import { type Order, orderSchema } from "@counterfoil/core/model";
import { beforeEach, describe, expect, test } from "vitest";
import type { OrdersCapability, Page } from "../contract/index.ts";
import { type Bench, collect, declared, needed, refusal, spoilingFetch } from "./bench.ts";

const startFrom = "2000-01-01T00:00:00.000Z";
const idsOf = (pages: readonly Page<Order>[]) => pages.flatMap((page) => page.items.map((order) => order.externalId));
const unique = (ids: readonly string[]) => [...new Set(ids)].sort();

export function describeOrders(bench: Bench): void {
  const { driver } = bench;
  const connect = async () => {
    const connected = await bench.connect();
    return { ...connected, orders: declared(connected.connector.orders, "orders") };
  };
  const all = (orders: OrdersCapability, cursor: string | null = null) =>
    collect(orders.changedSince(cursor, { startFrom }));
  const placeOrder = async () => needed(driver.placeOrder, "placeOrder")();

  describe("orders", () => {
    beforeEach(async () => {
      for (let count = 0; count < (bench.ordersForTwoPages ?? 0); count += 1) await placeOrder();
    });
    describeReading({ bench, connect, all, placeOrder });
    describeTrouble({ bench, connect, all, placeOrder });
  });
}

interface OrdersBench {
  bench: Bench;
  connect(): Promise<{ orders: OrdersCapability; waits: number[] }>;
  all(orders: OrdersCapability, cursor?: string | null): Promise<Page<Order>[]>;
  placeOrder(): Promise<string>;
}

function describeReading({ bench, connect, all, placeOrder }: OrdersBench): void {
  test("come in the common shape, with the platform's own id and payload", async () => {
    const placed = await placeOrder();
    const { orders } = await connect();
    const pages = await all(orders);
    expect(unique(idsOf(pages))).toContain(placed);
    for (const order of pages.flatMap((page) => page.items)) {
      expect(orderSchema.safeParse(order).error?.issues ?? []).toEqual([]);
      expect(order.platform).toBe(bench.definition.manifest.platform);
      expect(order.raw).toBeTruthy();
      expect(new Set(order.lines.map((line) => line.externalId)).size).toBe(order.lines.length);
    }
    expect(pages.flatMap((page) => page.problems)).toEqual([]);
  });

  test("resume in the middle from a stored cursor, in another process", async () => {
    const expected = unique(idsOf(await all((await connect()).orders)));
    const { orders } = await connect();
    const [first] = await collect(firstPageOf(orders));
    const rest = await all((await connect()).orders, first!.cursor);
    expect(unique([...idsOf([first!]), ...idsOf(rest)])).toEqual(expected);
    expect(idsOf(rest).length, "resuming is not starting again").toBeLessThan(expected.length);
  });

  test("after the last page, only what has changed comes again", async () => {
    const { orders } = await connect();
    const before = await all(orders);
    const placed = await placeOrder();
    const after = await all(orders, before.at(-1)!.cursor);
    expect(idsOf(after)).toContain(placed);
    expect(unique(idsOf(after)).length).toBeLessThan(unique(idsOf(before)).length);
  });

  test("an order that arrives while the list is read is not lost", async () => {
    const { orders } = await connect();
    const seen: string[] = [];
    let placed: string | null = null;
    let cursor: string | null = null;
    for await (const page of orders.changedSince(null, { startFrom })) {
      placed ??= await placeOrder();
      seen.push(...idsOf([page]));
      cursor = page.cursor;
    }
    seen.push(...idsOf(await all(orders, cursor)));
    expect(seen).toContain(placed);
  });

  test("one order is read by its id; an unknown id is not found", async () => {
    const placed = await placeOrder();
    const { orders } = await connect();
    expect((await orders.get(placed)).externalId).toBe(placed);
    const error = await refusal(orders.get(bench.unknownOrderId ?? "999999999"));
    expect(error).toMatchObject({ code: "not_found", retryable: false });
  });
}

async function* firstPageOf(orders: OrdersCapability): AsyncGenerator<Page<Order>> {
  for await (const page of orders.changedSince(null, { startFrom })) {
    yield page;
    return;
  }
}

function describeTrouble({ bench, connect, all }: OrdersBench): void {
  const { driver } = bench;

  test("wait as long as a throttling platform asks, then go on", async () => {
    await driver.injectFault({ kind: "throttled", retryAfterSeconds: 7, on: "orders", times: 1 });
    const { orders, waits } = await connect();
    expect(idsOf(await all(orders)).length).toBeGreaterThan(0);
    expect(waits.reduce((sum, ms) => sum + ms, 0)).toBeGreaterThanOrEqual(7_000);
  });

  test("back off by themselves when throttled without a time; throttled for ever is rate_limited", async () => {
    await driver.injectFault({ kind: "throttled", retryAfterSeconds: null, on: "orders", times: 1 });
    const { orders, waits } = await connect();
    expect(idsOf(await all(orders)).length).toBeGreaterThan(0);
    expect(waits.length).toBeGreaterThan(0);
    await driver.injectFault({ kind: "throttled", retryAfterSeconds: null, on: "orders", times: null });
    expect(await refusal(all((await connect()).orders))).toMatchObject({ code: "rate_limited", retryable: true });
  });

  test("survive a passing 5xx; a lasting one is unavailable after a few attempts", async () => {
    const expected = unique(idsOf(await all((await connect()).orders)));
    await driver.injectFault({ kind: "server-error", status: 500, on: "orders", times: 2 });
    expect(unique(idsOf(await all((await connect()).orders)))).toEqual(expected);
    const before = await driver.requestCount();
    await driver.injectFault({ kind: "server-error", status: 502, on: "orders", times: null });
    expect(await refusal(all((await connect()).orders))).toMatchObject({ code: "unavailable", retryable: true });
    expect((await driver.requestCount()) - before).toBeLessThanOrEqual(10);
  });

  test("end at once when the caller gives up, and at the deadline", async () => {
    await driver.injectFault({ kind: "slow", milliseconds: 3_000, on: "orders", times: null });
    const startedAt = performance.now();
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 20);
    const { orders } = await connect();
    const given = collect(orders.changedSince(null, { startFrom, signal: controller.signal }));
    expect((await refusal(given)).code).toBe("aborted");
    const late = collect((await connect()).orders.changedSince(null, { startFrom, deadlineMs: 50 }));
    expect(["unavailable", "rate_limited"]).toContain((await refusal(late)).code);
    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });

  test("read again when a body breaks off; one that always does is a bad response", async () => {
    const expected = unique(idsOf(await all((await connect()).orders)));
    await driver.injectFault({ kind: "truncated-body", on: "orders", times: 1 });
    expect(unique(idsOf(await all((await connect()).orders)))).toEqual(expected);
    await driver.injectFault({ kind: "truncated-body", on: "orders", times: null });
    expect((await refusal(all((await connect()).orders))).code).toBe("bad_response");
  });

  test("deliver the rest when one record cannot be read, and report that one", async () => {
    const expected = unique(idsOf(await all((await connect()).orders)));
    const spoil = needed(driver.spoilOneOrder, "spoilOneOrder");
    const settings = await bench.settings();
    const { connector } = await bench.connect({ fetch: spoilingFetch(settings.fetch ?? globalThis.fetch, spoil) });
    const pages = await all(declared(connector.orders, "orders"));
    expect(pages.flatMap((page) => page.problems).length).toBeGreaterThan(0);
    expect(unique(idsOf(pages)).length).toBeGreaterThanOrEqual(expected.length - 1);
  });

  test("neither miss nor double an order when a page comes twice", async () => {
    const expected = unique(idsOf(await all((await connect()).orders)));
    await driver.injectFault({ kind: "duplicated-page", on: "orders", times: 1 });
    const ids = idsOf(await all((await connect()).orders));
    expect(unique(ids)).toEqual(expected);
    expect(ids.length).toBe(expected.length);
  });
}

import type { Order } from "@counterfoil/core/model";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createBricqer } from "../index.ts";
import { startStandIn } from "../testing/bricqer-stand-in.ts";

type StandIn = Awaited<ReturnType<typeof startStandIn>>;
let standIn: StandIn;
/** Changes an answer's body on its way. */
let spoil: ((address: string, body: string) => string) | null;
beforeEach(async () => {
  spoil = null;
  standIn = await startStandIn();
});
afterEach(() => standIn.stop());

const connect = (fields: Record<string, string> = {}) => {
  const { credentials, baseURL } = standIn.settings();
  return createBricqer({
    credentials: { ...credentials, ...fields },
    ...(baseURL !== undefined && { baseURL }),
    now: () => standIn.clock.milliseconds(),
    sleep: async (ms) => standIn.clock.advance(ms),
    fetch: async (input, init) => {
      const answer = await fetch(input, init);
      if (spoil === null) return answer;
      const { status, headers } = answer;
      return new Response(spoil(String(input), await answer.text()), { status, headers });
    },
  });
};

async function look(cursor: string | null, fields?: Record<string, string>, startFrom = "2026-10-01T00:00:00Z") {
  const orders: Order[] = [];
  const problems = [];
  let last = cursor;
  for await (const page of connect(fields).orders.changedSince(cursor, { startFrom })) {
    orders.push(...page.items);
    problems.push(...page.problems);
    last = page.cursor;
  }
  return { orders, problems, cursor: last };
}
const detailCalls = () =>
  standIn.simulator.requests.list().filter(({ data }) => /\/order\/\d+\/$/.test(String(data["path"])));

describe("orders", () => {
  it("say on which channel they were sold, open and filed ones alike", async () => {
    const { orders } = await look(null);
    expect(
      orders.map(({ soldThrough, archived, linesComplete }) => ({ soldThrough, archived, linesComplete })),
    ).toEqual([
      { soldThrough: { platform: "bricklink", orderExternalId: "29891125" }, archived: false, linesComplete: true },
      { soldThrough: { platform: "ebay", orderExternalId: "20-13998-99661" }, archived: true, linesComplete: false },
    ]);
  });

  it("stand for themselves where the seller says so, and stay away where not wanted", async () => {
    const { orders } = await look(null, { importOrders: "full" });
    expect(orders.map(({ soldThrough }) => soldThrough)).toEqual([null, null]);
    const calls = standIn.simulator.requests.list().length;
    expect((await look(null, { importOrders: "off" })).orders).toEqual([]);
    expect(standIn.simulator.requests.list()).toHaveLength(calls);
    const off = await look(null, { importOrders: "off" });
    standIn.clock.advance(10 * 3_600_000);
    expect((await look(off.cursor)).orders).toHaveLength(2);
  });

  it("come again only when something about them has changed", async () => {
    const first = await look(null);
    const before = detailCalls().length;
    const second = await look(first.cursor);
    expect(second.orders).toEqual([]);
    expect(detailCalls()).toHaveLength(before);
    const [open] = first.orders;
    standIn.clock.advance(60_000);
    standIn.simulator.acts.shipOrder({ orderId: Number(open?.externalId), trackingCode: "AB1" });
    const third = await look(second.cursor);
    expect(third.orders).toMatchObject([
      { externalId: open?.externalId, status: "shipped", shipments: [{ trackingNumber: "AB1" }] },
    ]);
    standIn.simulator.acts.fileOrder({ orderId: Number(open?.externalId) });
    expect((await look(third.cursor)).orders).toMatchObject([{ externalId: open?.externalId, archived: true }]);
  });

  it("are found although Bricqer has forgotten its filters", async () => {
    const first = await look(null);
    standIn.simulator.acts.setSettings({ modifiedFilter: "ignored" });
    const { warnings } = await connect({ writeStock: "no" }).probe();
    expect(warnings).toEqual([expect.stringContaining("no longer filters")]);
    expect((await look(first.cursor)).orders).toEqual([]);
    const placed = await standIn.driver.placeOrder?.();
    expect((await look(first.cursor)).orders.map(({ externalId }) => externalId)).toEqual([placed]);
  });

  it("mean the same in snake_case, with times without a zone", async () => {
    const camel = await look(null);
    standIn.simulator.acts.setSettings({ snakeCaseOf: ["*"], zone: "none" });
    const snake = await look(null);
    const plain = (orders: Order[]) =>
      orders.map(({ raw, lines, ...order }) => ({ ...order, lines: lines.map(({ raw, ...line }) => line) }));
    expect(plain(snake.orders)).toEqual(plain(camel.orders));
    expect(snake.orders).toHaveLength(2);
  });

  it("that cannot be read are reported, tried again an hour later, and hold up nobody", async () => {
    const open = standIn.simulator.world.orders.find(({ status }) => status === "READY");
    const id = String(open?.id);
    spoil = (address, body) =>
      address.endsWith(`/${id}/`) ? body.replace(/"created":"[^"]+"/, '"created":"soon"') : body;
    const first = await look(null);
    expect(first.problems).toMatchObject([{ externalId: id, message: expect.stringMatching(/date/) }]);
    expect(first.orders).toHaveLength(1);
    spoil = null;
    expect((await look(first.cursor)).orders).toEqual([]);
    standIn.clock.advance(3_700_000);
    const later = await look(first.cursor);
    expect(later.orders.map(({ externalId }) => externalId)).toEqual([id]);
    expect(later.problems).toEqual([]);
  });

  it("that are open are read anew once a day, whatever their time of change says", async () => {
    const first = await look(null);
    const open = standIn.simulator.world.orders.find(({ status }) => status === "READY");
    if (open) open.trackingCode = "QUIET1";
    standIn.clock.advance(3_700_000);
    const soon = await look(first.cursor);
    expect(soon.orders).toEqual([]);
    standIn.clock.advance(24 * 3_600_000);
    const daily = await look(soon.cursor);
    expect(daily.orders).toMatchObject([{ shipments: [{ trackingNumber: "QUIET1" }] }]);
    expect((await look(daily.cursor)).orders).toEqual([]);
  });

  it("from before the day that the seller gives stay away", async () => {
    const since = [];
    for await (const page of connect({ ordersSince: "2026-11-02" }).orders.changedSince(null))
      since.push(...page.items);
    expect(since.map(({ placedAt }) => placedAt)).toEqual(["2026-11-02T10:00:00.000Z"]);
  });

  it("are asked for by whole numbers only", async () => {
    for (const id of ["../../inventory/item/501", "1/../2", "", "1?x", "-1"]) {
      await expect(connect().orders.get(id)).rejects.toMatchObject({ code: "not_found" });
    }
    expect(standIn.simulator.requests.list()).toEqual([]);
  });

  it("several hundred of them are all read, in batches that can be resumed", async () => {
    for (let count = 0; count < 230; count += 1) await standIn.driver.placeOrder?.();
    const ids = new Set<string>();
    let cursor: string | null = null;
    let rounds = 0;
    for (let done = false; !done; rounds += 1) {
      let pages = 0;
      done = true;
      for await (const page of connect().orders.changedSince(cursor, { startFrom: "2026-10-01T00:00:00Z" })) {
        for (const order of page.items) {
          expect(ids.has(order.externalId)).toBe(false);
          ids.add(order.externalId);
        }
        cursor = page.cursor;
        pages += 1;
        if (pages === 5) {
          done = false;
          break;
        }
      }
    }
    expect(ids.size).toBe(232);
    expect(rounds).toBeGreaterThan(4);
  });
});

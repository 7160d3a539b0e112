import fc from "fast-check";
import { expect, test } from "vitest";
import type { ListedOrder } from "../bricklink-schemas.ts";
import { compareOrders, hasLeft, type ListedEntry } from "./changed-orders.ts";
import { type OrderCursor, readOrderCursor, writeOrderCursor } from "./order-cursor.ts";

const start = "2026-01-01T00:00:00.000Z";
const day = (number: number) => new Date(Date.parse(start) + number * 86_400_000).toISOString();

function entry(id: string, change: Partial<ListedOrder> = {}, archived = false): ListedEntry {
  const order: ListedOrder = {
    order_id: id,
    date_ordered: day(1),
    date_status_changed: day(1),
    status: "PAID",
    total_count: 1,
    seller_name: null,
    store_name: null,
    payment: null,
    cost: null,
    ...change,
  };
  return { order, archived };
}

function compare(
  entries: readonly ListedEntry[],
  cursor: OrderCursor,
  more: { complete?: boolean; retryFailed?: boolean } = {},
) {
  return compareOrders({ entries, cursor, complete: true, retryFailed: true, ...more });
}
const fresh = () => readOrderCursor(null, start);
const delivered = (entries: readonly ListedEntry[]): OrderCursor => {
  const { changed, seen } = compare(entries, fresh());
  return {
    ...fresh(),
    seen: { ...seen, ...Object.fromEntries(changed.map(({ id, fingerprint }) => [id, fingerprint])) },
  };
};
const ids = (result: ReturnType<typeof compare>) => result.changed.map(({ id }) => id);

test.each<[string, Partial<ListedOrder>]>([
  ["status", { status: "SHIPPED" }],
  ["time of change", { date_status_changed: day(2) }],
  ["number of goods", { total_count: 2 }],
  ["total", { cost: { currency_code: "GBP", subtotal: null, grand_total: "9.0000" } }],
  ["payment", { payment: { status: "Received", method: null, currency_code: null, date_paid: null } }],
])("an order with another %s has changed", (_, change) => {
  const cursor = delivered([entry("1"), entry("2")]);
  expect(ids(compare([entry("1", change), entry("2")], cursor))).toEqual(["1"]);
});

test("filing an order away is a change too, and the later list is right about one in both", () => {
  const cursor = delivered([entry("1")]);
  expect(ids(compare([entry("1"), entry("1", {}, true)], cursor))).toEqual(["1"]);
});

test("orders older than the start are not delivered, until they change", () => {
  const old = entry("1", { date_ordered: day(-9), date_status_changed: day(-8) });
  const first = compare([old], fresh());
  expect(first.changed).toEqual([]);
  const cursor = { ...fresh(), seen: first.seen };
  expect(
    ids(compare([entry("1", { date_ordered: day(-9), date_status_changed: day(3), status: "SHIPPED" })], cursor)),
  ).toEqual(["1"]);
});

test("the oldest change comes first", () => {
  const entries = [
    entry("10", { date_status_changed: day(5) }),
    entry("9", { date_status_changed: day(2) }),
    entry("11"),
  ];
  expect(ids(compare(entries, fresh()))).toEqual(["11", "9", "10"]);
});

test("an order that failed waits for the full pass, or for its next change", () => {
  const cursor = delivered([entry("1")]);
  const failed = { ...cursor, seen: { "1": `!${cursor.seen["1"]}` } };
  expect(ids(compare([entry("1")], failed, { retryFailed: false }))).toEqual([]);
  expect(ids(compare([entry("1")], failed, { retryFailed: true }))).toEqual(["1"]);
  expect(ids(compare([entry("1", { status: "SHIPPED" })], failed, { retryFailed: false }))).toEqual(["1"]);
});

test("what is in no list is forgotten only when all lists were read", () => {
  const cursor = delivered([entry("1"), entry("2", {}, true)]);
  expect(Object.keys(compare([entry("1")], cursor, { complete: false }).seen)).toEqual(["1", "2"]);
  expect(Object.keys(compare([entry("1")], cursor).seen)).toEqual(["1"]);
});

test("an open order that left its list is noticed; an archived one was never in it", () => {
  const cursor = delivered([entry("1"), entry("2", {}, true)]);
  expect(hasLeft([entry("1")], cursor)).toBe(false);
  expect(hasLeft([], cursor)).toBe(true);
});

test("whatever changes, and wherever reading stops, each order's last state is delivered and nothing twice", () => {
  const state = fc.record({
    id: fc.integer({ min: 1, max: 8 }).map(String),
    status: fc.constantFrom("PENDING", "PAID", "SHIPPED"),
    at: fc.integer({ min: 0, max: 9 }),
    archived: fc.boolean(),
  });
  const rounds = fc.array(fc.record({ change: state, readFirst: fc.integer({ min: 0, max: 9 }) }), { maxLength: 25 });
  fc.assert(
    fc.property(rounds, (steps) => {
      const platform = new Map<string, ListedEntry>();
      const received = new Map<string, string>();
      const fingerprintOf = (item: ListedEntry) =>
        JSON.stringify([item.order.status, item.order.date_status_changed, item.archived]);
      let cursor = fresh();
      const read = (limit: number) => {
        const { changed, seen } = compare([...platform.values()], cursor);
        const taken = changed.slice(0, limit);
        for (const { id, fingerprint } of taken) {
          const now = fingerprintOf(platform.get(id)!);
          expect(received.get(id)).not.toBe(now);
          received.set(id, now);
          seen[id] = fingerprint;
        }
        cursor = readOrderCursor(writeOrderCursor({ ...cursor, seen }), start);
      };
      for (const { change, readFirst } of steps) {
        platform.set(
          change.id,
          entry(change.id, { status: change.status, date_status_changed: day(change.at) }, change.archived),
        );
        read(readFirst);
      }
      read(Number.POSITIVE_INFINITY);
      for (const [id, item] of platform) expect(received.get(id)).toBe(fingerprintOf(item));
    }),
  );
});

test("a cursor that something else wrote is refused", () => {
  expect(() => readOrderCursor('{"offset":3}', start)).toThrow(/stored position/);
});

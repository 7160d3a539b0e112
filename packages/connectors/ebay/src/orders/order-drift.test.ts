import fc from "fast-check";
import { expect, test } from "vitest";
import { createEbay } from "../ebay-connector.ts";
import { fakeFetch, type SentRequest, testNow, testSettings, wireOrder } from "../testing/fake-ebay.ts";

const pageSize = 5;
const minute = 60_000;

/** An eBay whose orders change while they are listed, in pages of five. */
function changingShop(count: number, touches: readonly { request: number; order: number }[]) {
  let now = testNow;
  let requests = 0;
  const orders = Array.from({ length: count }, (_, index) => ({
    id: `o-${index}`,
    modifiedAt: testNow - (count - index) * minute,
  }));
  const answer = ({ url }: SentRequest) => {
    now += 1_000;
    for (const touch of touches.filter(({ request }) => request === requests)) {
      const order = orders[touch.order % count];
      if (order) order.modifiedAt = now;
    }
    requests += 1;
    const [, field, from, to] = /^(\w+):\[(.+)\.\.(.+)\]$/.exec(url.searchParams.get("filter") ?? "") ?? [];
    expect(field).toBe("lastmodifieddate");
    const inside = orders.filter(({ modifiedAt }) => modifiedAt >= Date.parse(from!) && modifiedAt <= Date.parse(to!));
    const offset = Number(url.searchParams.get("offset"));
    const page = inside
      .slice(offset, offset + pageSize)
      .map(({ id, modifiedAt }) => wireOrder(id, { lastModifiedDate: new Date(modifiedAt).toISOString() }));
    const more = offset + pageSize < inside.length;
    const next = `https://api.ebay.com/sell/fulfillment/v1/order?offset=${offset + pageSize}`;
    return { body: { total: inside.length, orders: page, ...(more && { next }) } };
  };
  const settle = () => {
    requests = Number.NaN;
    now += 10 * minute;
  };
  return { answer, orders, clock: () => now, settle };
}

test("whatever changes while pages are read, and wherever reading stops, no change is lost", async () => {
  const touch = fc.record({ request: fc.integer({ min: 0, max: 12 }), order: fc.nat({ max: 40 }) });
  const stops = fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 30 }),
      fc.array(touch, { maxLength: 15 }),
      stops,
      async (count, touches, stopAfter) => {
        const shop = changingShop(count, touches);
        const ebay = createEbay(testSettings(fakeFetch(shop.answer).fetch, { now: shop.clock }));
        const seen = new Map<string, string>();
        let cursor = JSON.stringify({ v: 1, phase: "done", at: new Date(testNow - 60 * minute).toISOString() });
        const read = async (pages: number) => {
          for await (const page of ebay.orders.changedSince(cursor)) {
            for (const order of page.items) seen.set(order.externalId, order.updatedAt);
            cursor = page.cursor;
            pages -= 1;
            if (pages === 0) return;
          }
        };
        for (const pages of stopAfter) await read(pages);
        await read(Number.POSITIVE_INFINITY);
        shop.settle();
        await read(Number.POSITIVE_INFINITY);
        const wanted = shop.orders.map(({ id, modifiedAt }) => [id, new Date(modifiedAt).toISOString()] as const);
        expect([...seen].sort()).toEqual([...wanted].sort());
      },
    ),
    { numRuns: 200 },
  );
});

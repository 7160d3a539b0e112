import type { Page } from "@counterfoil/connector-kit";
import type { Order } from "@counterfoil/core/model";
import { describe, expect, test } from "vitest";
import type { AmazonSettings } from "../amazon-settings.ts";
import { createAmazon } from "../index.ts";
import {
  type FakeAnswer,
  fakeFetch,
  type SentRequest,
  testClock,
  testCredentials,
  testNow,
  testSettings,
  wireOrder,
} from "../testing/fake-fetch.ts";

const iso = (time: number) => new Date(time).toISOString();
const idOf = (index: number) => `203-0000000-${String(index).padStart(7, "0")}`;
const upTo = iso(testNow - 120_000);

async function collect(pages: AsyncIterable<Page<Order>>) {
  const all: Page<Order>[] = [];
  for await (const page of pages) all.push(page);
  return all;
}
const idsOf = (pages: readonly Page<Order>[]) => pages.flatMap((page) => page.items.map((order) => order.externalId));

/** A list of orders in pages of `size`; tokens name the place. */
function list(count: number, size: number) {
  return ({ url }: SentRequest): FakeAnswer => {
    const from = Number(url.searchParams.get("paginationToken") ?? 0);
    const orders = Array.from({ length: Math.min(size, count - from) }, (_, index) => wireOrder(idOf(from + index)));
    const pagination = from + size < count ? { nextToken: String(from + size) } : undefined;
    return { body: { orders, pagination, createdBefore: upTo, lastUpdatedBefore: upTo } };
  };
}

function connect(answer: (request: SentRequest) => FakeAnswer | undefined, overrides: Partial<AmazonSettings> = {}) {
  const { fetch, sent } = fakeFetch(answer);
  const clock = testClock();
  const { orders } = createAmazon(testSettings(fetch, { now: clock.now, sleep: clock.sleep, ...overrides }));
  return { orders, sent, clock, queries: () => sent.map(({ url }) => Object.fromEntries(url.searchParams)) };
}

describe("a first import", () => {
  test("goes by creation, for all marketplaces in one list, and asks for everything at once", async () => {
    const { orders, queries } = connect(list(5, 2), {
      credentials: { ...testCredentials, marketplaceIds: "A1F83G8C2ARO7P,A1PA6795UKMFR9" },
    });
    const pages = await collect(orders.changedSince(null, { startFrom: "2026-02-01T00:00:00Z" }));
    expect(idsOf(pages)).toEqual([0, 1, 2, 3, 4].map(idOf));
    const [first, second] = queries();
    expect(first).toEqual({
      createdAfter: "2026-02-01T00:00:00.000Z",
      marketplaceIds: "A1F83G8C2ARO7P,A1PA6795UKMFR9",
      fulfilledBy: "MERCHANT",
      includedData: "BUYER,RECIPIENT,PROCEEDS,PROMOTION,CANCELLATION,FULFILLMENT,PACKAGES,TAX",
    });
    expect(second).toEqual({ ...first, paginationToken: "2" });
  });

  test("then follows changes from where its first page reached, with two minutes of overlap", async () => {
    const { orders, queries, clock } = connect(list(3, 2));
    const pages = await collect(orders.changedSince(null));
    clock.pass(600_000);
    await collect(orders.changedSince(pages.at(-1)?.cursor ?? null));
    expect(queries()[0]).toMatchObject({ createdAfter: iso(testNow - 90 * 86_400_000) });
    expect(queries()[2]).toMatchObject({ lastUpdatedAfter: iso(testNow - 240_000) });
    expect(queries()[2]).not.toHaveProperty("createdAfter");
    expect(queries()[2]).not.toHaveProperty("lastUpdatedBefore");
  });

  test("reaches no further back than Amazon keeps orders; a date that is none is refused", async () => {
    const { orders, queries } = connect(list(1, 2));
    await collect(orders.changedSince(null, { startFrom: "2001-01-01T00:00:00Z" }));
    expect(Date.parse(queries()[0]?.["createdAfter"] ?? "")).toBeGreaterThan(testNow - 731 * 86_400_000);
    const refused = collect(orders.changedSince(null, { startFrom: "yesterday" }));
    await expect(refused).rejects.toMatchObject({ code: "invalid_request" });
  });

  test("reads all marketplaces that the account sells in, where none are chosen", async () => {
    const selling = ["A1PA6795UKMFR9", "A1F83G8C2ARO7P"].map((id) => ({
      marketplace: { id, name: id },
      storeName: "Shop",
      participation: { isParticipating: true },
    }));
    const { orders, queries } = connect(
      (request) =>
        request.url.pathname.startsWith("/sellers/") ? { body: { payload: selling } } : list(1, 2)(request),
      { credentials: testCredentials },
    );
    await collect(orders.changedSince(null));
    expect(queries()[1]?.["marketplaceIds"]).toBe("A1F83G8C2ARO7P,A1PA6795UKMFR9");
  });

  test("includes Amazon's own shipments only when that is asked for", async () => {
    const { orders, queries } = connect(list(1, 2), { includeAmazonFulfilled: true });
    await collect(orders.changedSince(null));
    expect(queries()[0]).not.toHaveProperty("fulfilledBy");
  });
});

describe("a stored cursor", () => {
  test("goes on in the middle of the list with the same filters, then reads what changed since", async () => {
    const first = connect(list(4, 2));
    const cursor = (await first.orders.changedSince(null)[Symbol.asyncIterator]().next()).value?.cursor as string;
    const { orders, queries } = connect(list(4, 2));
    expect(idsOf(await collect(orders.changedSince(cursor)))).toEqual([2, 3, 0, 1].map(idOf));
    expect(queries()[0]).toEqual({ ...first.queries()[0], paginationToken: "2" });
    expect(queries()[1]).toHaveProperty("lastUpdatedAfter");
  });

  test("older than Amazon's page tokens begins its list again: nothing is skipped", async () => {
    const first = connect(list(4, 2));
    const cursor = (await first.orders.changedSince(null)[Symbol.asyncIterator]().next()).value?.cursor as string;
    const { orders, queries, clock } = connect(list(4, 2));
    clock.pass(24 * 3_600_000);
    expect(new Set(idsOf(await collect(orders.changedSince(cursor))))).toEqual(new Set([0, 1, 2, 3].map(idOf)));
    expect(queries()[0]).toEqual(first.queries()[0]);
  });

  test("with a token that Amazon does not know begins its list again", async () => {
    const invalid: FakeAnswer = { status: 400, body: { errors: [{ code: "InvalidInput", message: "Invalid token" }] } };
    const first = connect(list(4, 2));
    const cursor = (await first.orders.changedSince(null)[Symbol.asyncIterator]().next()).value?.cursor as string;
    let refusals = 1;
    const { orders } = connect((request) => {
      if (request.url.searchParams.has("paginationToken") && refusals > 0) {
        refusals -= 1;
        return invalid;
      }
      return list(4, 2)(request);
    });
    expect(new Set(idsOf(await collect(orders.changedSince(cursor))))).toEqual(new Set([0, 1, 2, 3].map(idOf)));
  });

  test("that is not one of ours is refused", async () => {
    const { orders } = connect(list(1, 1));
    await expect(collect(orders.changedSince('{"v":9}'))).rejects.toMatchObject({ code: "invalid_request" });
  });
});

test("an unreadable order is reported; the others come", async () => {
  const orders = [wireOrder(idOf(0)), { orderId: idOf(1), orderItems: "none" }, wireOrder(idOf(2))];
  const connector = connect(() => ({ body: { orders, createdBefore: upTo } }));
  const [page] = await collect(connector.orders.changedSince(null));
  expect(page?.items).toHaveLength(2);
  expect(page?.problems).toMatchObject([{ externalId: idOf(1), raw: orders[1] }]);
});

test("withheld addresses are told once, with the role's name; the orders are kept", async () => {
  const bare = { recipient: { deliveryAddress: { city: "Leeds", countryCode: "GB" } } };
  const orders = [wireOrder(idOf(0), bare), wireOrder(idOf(1), bare)];
  const { orders: reader } = connect(({ url }) => {
    const more = !url.searchParams.has("paginationToken");
    return {
      body: { orders: more ? orders : [wireOrder(idOf(2), bare)], ...(more && { pagination: { nextToken: "2" } }) },
    };
  });
  const pages = await collect(reader.changedSince(null));
  expect(idsOf(pages)).toHaveLength(3);
  const problems = pages.flatMap((page) => page.problems);
  expect(problems).toHaveLength(1);
  expect(problems[0]?.message).toContain("Direct-to-Consumer Delivery (Restricted)");
  expect(pages[0]?.items[0]?.shipTo).toMatchObject({ name: null, lines: [], city: "Leeds" });
});

describe("a marketplace that Amazon refuses", () => {
  const emirates = "A2VIGQ35RCS4UG";
  const ids = ["A1F83G8C2ARO7P", "A1PA6795UKMFR9", "A13V1IB3VIYZZH", emirates, "APJ6JRA9NG5V4"];
  const denied: FakeAnswer = { status: 403, body: { errors: [{ code: "Unauthorized", message: "Access denied." }] } };
  const answer = (request: SentRequest) =>
    request.url.searchParams.get("marketplaceIds")?.includes(emirates) ? denied : list(3, 2)(request);
  const credentials = { ...testCredentials, marketplaceIds: ids.join(",") };

  test("is found and left out; the others are read, and the seller is told", async () => {
    const { orders, queries } = connect(answer, { credentials });
    const pages = await collect(orders.changedSince(null));
    expect(idsOf(pages)).toEqual([0, 1, 2].map(idOf));
    expect(pages[0]?.problems[0]?.message).toContain("amazon.ae");
    expect(queries().at(-1)?.["marketplaceIds"]).toBe(ids.filter((id) => id !== emirates).join(","));
  });

  test("is not asked for again for a day, then it is", async () => {
    const { orders, queries, sent, clock } = connect(answer, { credentials });
    const cursor = (await collect(orders.changedSince(null))).at(-1)?.cursor ?? null;
    sent.length = 0;
    await collect(orders.changedSince(cursor));
    expect(queries().some((query) => query["marketplaceIds"]?.includes(emirates))).toBe(false);
    clock.pass(86_400_000);
    sent.length = 0;
    await collect(orders.changedSince(cursor));
    expect(queries()[0]?.["marketplaceIds"]).toContain(emirates);
  });

  test("is an error where it is the only one", async () => {
    const { orders } = connect(answer, {
      credentials: { ...testCredentials, marketplaceIds: emirates },
      marketplace: emirates,
    });
    await expect(collect(orders.changedSince(null))).rejects.toMatchObject({ code: "permission_denied" });
  });
});

describe("Amazon's slow bucket", () => {
  test("is emptied at once and then followed call by call", async () => {
    const waits: number[] = [];
    const { orders, clock } = connect(list(50, 2), {
      onEvent: (event) => void (event.type === "wait" && waits.push(event.waitMs ?? 0)),
    });
    const pages = await collect(orders.changedSince(null));
    expect(idsOf(pages)).toHaveLength(50);
    expect(waits).toHaveLength(7);
    // 18 of the burst of 20 belong to reading; the other 7 pages come at one in 178.6 seconds.
    const seconds = (clock.now() - testNow) / 1000;
    expect(seconds).toBeGreaterThan(7 * 178);
    expect(seconds).toBeLessThan(7 * 180);
  });

  test("is not waited for beyond the caller's deadline", async () => {
    const { orders } = connect(list(50, 2));
    const reading = collect(orders.changedSince(null, { deadlineMs: 100_000 }));
    await expect(reading).rejects.toMatchObject({ code: "rate_limited", retryable: true });
  });

  test("that others keep empty is given up after a few waits", async () => {
    const throttled: FakeAnswer = { status: 429, body: { errors: [{ code: "QuotaExceeded", message: "Slow down." }] } };
    const { orders, sent } = connect(() => throttled);
    await expect(collect(orders.changedSince(null))).rejects.toMatchObject({ code: "rate_limited" });
    expect(sent.length).toBeLessThan(6);
  });

  test("waits no longer once the caller gives up", async () => {
    const controller = new AbortController();
    const { orders } = connect(list(50, 2), { sleep: async () => controller.abort() });
    const reading = collect(orders.changedSince(null, { signal: controller.signal }));
    await expect(reading).rejects.toMatchObject({ code: "aborted" });
  });
});

test("one order is read by its id; an answer that is none is a bad response", async () => {
  const { orders } = connect(({ url }) => {
    if (url.pathname.endsWith(idOf(1))) return { body: { order: wireOrder(idOf(1)) } };
    if (url.pathname.endsWith(idOf(2))) return { body: { order: { orderId: idOf(2) } } };
    return { status: 404, body: { errors: [{ code: "NotFound", message: "No such order." }] } };
  });
  expect(await orders.get(idOf(1))).toMatchObject({ externalId: idOf(1), status: "paid" });
  await expect(orders.get(idOf(2))).rejects.toMatchObject({ code: "bad_response" });
  await expect(orders.get(idOf(3))).rejects.toMatchObject({ code: "not_found" });
});

import type { Page } from "@counterfoil/connector-kit";
import type { Order } from "@counterfoil/core/model";
import { describe, expect, test } from "vitest";
import { createEbay } from "../ebay-connector.ts";
import {
  type FakeAnswer,
  fakeFetch,
  type SentRequest,
  testNow,
  testSettings,
  wireOrder,
} from "../testing/fake-ebay.ts";

const day = 86_400_000;
const iso = (time: number) => new Date(time).toISOString();
const done = (at: number) => JSON.stringify({ v: 1, phase: "done", at: iso(at) });

function connector(answer: (request: SentRequest) => FakeAnswer | undefined, now = () => testNow) {
  const { fetch, sent } = fakeFetch(answer);
  return { ebay: createEbay(testSettings(fetch, { now })), sent };
}

async function collect(pages: AsyncIterable<Page<Order>>) {
  const all: Page<Order>[] = [];
  for await (const page of pages) all.push(page);
  return all;
}

const ids = (pages: Page<Order>[]) => pages.flatMap((page) => page.items.map((order) => order.externalId));
const listRequests = (sent: SentRequest[]) => sent.filter(({ url }) => url.pathname.endsWith("/order"));
const filterOf = (request: SentRequest | undefined) => request?.url.searchParams.get("filter");

/** Serves a list of orders by offset and limit, with eBay's own host in `next`. */
function list(orders: () => unknown[], request: SentRequest): FakeAnswer {
  const offset = Number(request.url.searchParams.get("offset"));
  const limit = Number(request.url.searchParams.get("limit"));
  const all = orders();
  const more = offset + limit < all.length;
  const next = `https://api.ebay.com/sell/fulfillment/v1/order?limit=${limit}&offset=${offset + limit}`;
  return { body: { total: all.length, orders: all.slice(offset, offset + limit), ...(more && { next }) } };
}

describe("changes since a cursor", () => {
  test("one window reaches back five minutes and stays half a minute behind the clock", async () => {
    const { ebay, sent } = connector((request) => list(() => [wireOrder("a")], request));
    const pages = await collect(ebay.orders.changedSince(done(testNow - 3_600_000)));
    expect(ids(pages)).toEqual(["a"]);
    expect(sent.map(filterOf)).toEqual([`lastmodifieddate:[${iso(testNow - 3_900_000)}..${iso(testNow - 30_000)}]`]);
    expect(sent[0]?.url.searchParams.get("limit")).toBe("200");
    expect(pages.at(-1)?.cursor).toBe(done(testNow - 30_000));
  });

  test.each([
    ["changes", done(testNow - 3_600_000)],
    ["the first import", null],
  ])("a clock of eBay's that is behind ours is followed: %s", async (_, cursor) => {
    const theirNow = testNow - 55_000;
    const { ebay, sent } = connector((request) => {
      const to = Date.parse(filterOf(request)?.match(/\.\.(.*)\]/)?.[1] ?? "");
      const errors = [
        { errorId: 30_850, domain: "API_FULFILLMENT", message: "Start and end dates can't be in the future" },
      ];
      return to > theirNow ? { status: 400, body: { errors } } : list(() => [wireOrder("a")], request);
    });
    const pages = await collect(ebay.orders.changedSince(cursor));
    expect(ids(pages)).toEqual(["a"]);
    expect(pages.at(-1)?.cursor).toBe(done(testNow - 90_000));
    expect(listRequests(sent).length).toBeLessThanOrEqual(6);
  });

  test("brackets, colons and commas go percent-encoded, and the token as a bearer", async () => {
    const { ebay, sent } = connector((request) => list(() => [], request));
    await collect(ebay.orders.changedSince(done(testNow - day)));
    expect(sent[0]?.url.search).toMatch(/^\?filter=lastmodifieddate%3A%5B2026.*\.\..*%5D&limit=200&offset=0$/);
    expect(sent[0]?.headers.get("authorization")).toBe("Bearer v^1.1#token");
    expect(sent[0]?.headers.get("x-ebay-c-marketplace-id")).toBe("EBAY_GB");
  });

  test("an empty window still moves the cursor on", async () => {
    const { ebay } = connector((request) => list(() => [], request));
    const pages = await collect(ebay.orders.changedSince(done(testNow - day)));
    expect(pages).toEqual([{ items: [], problems: [], cursor: done(testNow - 30_000) }]);
  });

  test("pages follow on our own host, and stopping anywhere resumes at the next page", async () => {
    const orders = Array.from({ length: 450 }, (_, index) => wireOrder(`o-${index}`));
    const { ebay, sent } = connector((request) => list(() => orders, request));
    let cursor = done(testNow - day);
    for await (const page of ebay.orders.changedSince(cursor)) {
      cursor = page.cursor;
      break;
    }
    const rest = await collect(ebay.orders.changedSince(cursor));
    expect(ids(rest)).toHaveLength(250);
    expect(rest.at(-1)?.cursor).toBe(done(testNow - 30_000));
    expect(listRequests(sent).map(({ url }) => url.searchParams.get("offset"))).toEqual(["0", "200", "400"]);
    expect(new Set(sent.map(({ url }) => url.origin))).toEqual(new Set(["https://api.ebay.com"]));
    expect(new Set(sent.map(filterOf)).size).toBe(1);
  });

  test("an order that leaves the window while it is paged hides no other order", async () => {
    let orders = Array.from({ length: 401 }, (_, index) => wireOrder(`o-${index}`));
    let calls = 0;
    const { ebay } = connector((request) => {
      calls += 1;
      if (calls === 2) orders = orders.filter(({ orderId }) => !["o-3", "o-77"].includes(orderId));
      return list(() => orders, request);
    });
    const seen = new Set(ids(await collect(ebay.orders.changedSince(done(testNow - day)))));
    expect(seen.size).toBe(401);
  });

  test("a page that comes twice is asked for again", async () => {
    const orders = Array.from({ length: 300 }, (_, index) => wireOrder(`o-${index}`));
    let calls = 0;
    const { ebay } = connector((request) => {
      calls += 1;
      if (calls === 2) request.url.searchParams.set("offset", "0");
      return list(() => orders, request);
    });
    const pages = await collect(ebay.orders.changedSince(done(testNow - day)));
    expect(new Set(ids(pages)).size).toBe(300);
  });

  test("a next link without end is stopped, told, and not taken for the end of the window", async () => {
    const next = "https://api.ebay.com/sell/fulfillment/v1/order?offset=0";
    const { ebay } = connector(() => ({ body: { orders: [wireOrder("same")], next } }));
    const pages = await collect(ebay.orders.changedSince(done(testNow - day)));
    expect(pages.at(-1)?.problems[0]?.message).toMatch(/same page/);
    expect(JSON.parse(pages.at(-1)!.cursor)).toMatchObject({ phase: "changes" });
  });

  test("a cursor that is not ours is refused", async () => {
    const { ebay } = connector(() => undefined);
    await expect(collect(ebay.orders.changedSince("page 3"))).rejects.toMatchObject({ code: "invalid_request" });
  });
});

describe("the first import", () => {
  test("walks windows of thirty days by creation date, oldest first, then the changes since it began", async () => {
    let now = testNow;
    const { ebay, sent } = connector(
      (request) => {
        now += 60_000;
        return list(() => [], request);
      },
      () => now,
    );
    const pages = await collect(ebay.orders.changedSince(null));
    const until = testNow - 30_000;
    expect(sent.map(filterOf)).toEqual([
      `creationdate:[${iso(until - 90 * day)}..${iso(until - 60 * day)}]`,
      `creationdate:[${iso(until - 60 * day)}..${iso(until - 30 * day)}]`,
      `creationdate:[${iso(until - 30 * day)}..${iso(until)}]`,
      `lastmodifieddate:[${iso(until - 300_000)}..${iso(until + 180_000)}]`,
    ]);
    expect(pages).toEqual([{ items: [], problems: [], cursor: done(until + 180_000) }]);
  });

  test("never reaches further back than the two years eBay keeps", async () => {
    const { ebay, sent } = connector((request) => list(() => [], request));
    await collect(ebay.orders.changedSince(null, { startFrom: "2001-01-01T00:00:00.000Z" }));
    const from = filterOf(sent[0])!.slice("creationdate:[".length).split("..")[0]!;
    expect(testNow - Date.parse(from)).toBeLessThan(2 * 365 * day);
    expect(testNow - Date.parse(from)).toBeGreaterThan(727 * day);
  });

  test("stopped in the middle goes on in its own window", async () => {
    const { ebay, sent } = connector((request) => list(() => [wireOrder("a")], request));
    let cursor: string | null = null;
    for await (const page of ebay.orders.changedSince(null)) {
      cursor = page.cursor;
      break;
    }
    await collect(ebay.orders.changedSince(cursor));
    expect(new Set(sent.map(filterOf)).size).toBe(3);
    expect(sent).toHaveLength(3);
  });

  test("a date to start from that is no date is refused", async () => {
    const { ebay } = connector(() => undefined);
    const pages = collect(ebay.orders.changedSince(null, { startFrom: "last week" }));
    await expect(pages).rejects.toMatchObject({ code: "invalid_request" });
  });
});

describe("what a list leaves out", () => {
  test("a cancelled order is read singly, so that its request is known", async () => {
    const cancelStatus = { cancelState: "IN_PROGRESS", cancelRequests: [] };
    const full = { cancelState: "IN_PROGRESS", cancelRequests: [{ cancelReason: "BUYER_ASKED_CANCEL" }] };
    const { ebay } = connector((request) => {
      if (request.url.pathname.endsWith("/order/c")) return { body: wireOrder("c", { cancelStatus: full }) };
      return list(() => [wireOrder("c", { cancelStatus })], request);
    });
    const [page] = await collect(ebay.orders.changedSince(done(testNow - day)));
    expect(page?.items[0]?.status).toBe("on_hold");
    expect(page?.items[0]?.raw).toMatchObject({ cancelStatus: full });
  });

  test("parcels are read when an order's links change, not at each re-read", async () => {
    let links = ["https://api.ebay.com/sell/fulfillment/v1/order/s/shipping_fulfillment/TRACK1"];
    const fulfillment = {
      fulfillmentId: "TRACK1",
      shipmentTrackingNumber: "TRACK1",
      shippingCarrierCode: "RoyalMail",
      shippedDate: "2026-03-02T10:00:00.000Z",
      lineItems: [{ lineItemId: "s-1", quantity: 1 }],
    };
    const { ebay, sent } = connector((request) => {
      if (request.url.pathname.endsWith("/shipping_fulfillment")) return { body: { fulfillments: [fulfillment] } };
      return list(() => [wireOrder("s", { fulfillmentHrefs: links, orderFulfillmentStatus: "FULFILLED" })], request);
    });
    const reads = () => sent.filter(({ url }) => url.pathname.endsWith("/shipping_fulfillment")).length;
    const [page] = await collect(ebay.orders.changedSince(done(testNow - day)));
    expect(page?.items[0]?.shipments).toMatchObject([{ carrier: "RoyalMail", trackingNumber: "TRACK1" }]);
    await collect(ebay.orders.changedSince(done(testNow - day)));
    expect(reads()).toBe(1);
    links = [...links, "https://api.ebay.com/sell/fulfillment/v1/order/s/shipping_fulfillment/TRACK2"];
    await collect(ebay.orders.changedSince(done(testNow - day)));
    expect(reads()).toBe(2);
  });

  test("one odd order is reported beside the others, never in their place", async () => {
    const odd = { ...wireOrder("odd"), lineItems: [{ quantity: "two" }] };
    const lost = wireOrder("lost", { fulfillmentHrefs: ["https://x/1Z"], orderFulfillmentStatus: "FULFILLED" });
    const { ebay } = connector((request) => {
      if (request.url.pathname.includes("/lost/")) return { status: 404, body: {} };
      return list(() => [wireOrder("a"), odd, lost], request);
    });
    const [page] = await collect(ebay.orders.changedSince(done(testNow - day)));
    expect(page?.items.map((order) => order.externalId)).toEqual(["a", "lost"]);
    expect(page?.items[1]?.shipments).toMatchObject([{ externalId: "1Z", trackingNumber: null }]);
    expect(page?.problems).toMatchObject([
      { externalId: "odd", message: expect.stringContaining("lineItems.0.quantity"), raw: odd },
      { externalId: "lost", message: expect.stringContaining("parcels") },
    ]);
  });

  test("trouble of eBay's own stops the page instead of passing for an odd order", async () => {
    const shipped = wireOrder("s", { fulfillmentHrefs: ["https://x/1Z"] });
    const { ebay } = connector((request) =>
      request.url.pathname.endsWith("/shipping_fulfillment") ? { status: 503 } : list(() => [shipped], request),
    );
    await expect(collect(ebay.orders.changedSince(done(testNow - day)))).rejects.toMatchObject({ code: "unavailable" });
  });
});

describe("one order", () => {
  test("is read by its id", async () => {
    const { ebay, sent } = connector(() => ({ body: wireOrder("01-03955-36441") }));
    expect(await ebay.orders.get("01-03955-36441")).toMatchObject({ externalId: "01-03955-36441", status: "paid" });
    expect(sent[0]?.url.pathname).toBe("/sell/fulfillment/v1/order/01-03955-36441");
  });

  test("that eBay does not know is not found, by either way of saying so", async () => {
    const error = { errorId: 32100, domain: "API_FULFILLMENT", category: "REQUEST", message: "Invalid Order Id" };
    const bad = connector(() => ({ status: 400, body: { errors: [error] } }));
    await expect(bad.ebay.orders.get("x")).rejects.toMatchObject({ code: "not_found" });
    const gone = connector(() => ({ status: 404 }));
    await expect(gone.ebay.orders.get("x")).rejects.toMatchObject({ code: "not_found" });
  });

  test("that cannot be read is a bad response", async () => {
    const { ebay } = connector(() => ({ body: { orderId: "x" } }));
    await expect(ebay.orders.get("x")).rejects.toMatchObject({ code: "bad_response" });
  });
});

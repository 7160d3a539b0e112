import type { Order } from "@counterfoil/core/model";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createTiktokShop } from "../index.ts";
import {
  fakeFetch,
  ok,
  refusal,
  type SentRequest,
  testNow,
  testSeconds,
  testSettings,
  wireOrder,
  wireUnit,
} from "../testing/fake-tiktok-shop.ts";

type Wire = ReturnType<typeof wireOrder>;

/** Answers searches over a list that may change between calls, by position, as a page token does. */
function searchOver(orders: () => Wire[], pageSize = 100) {
  return ({ url, json }: SentRequest) => {
    const field = url.searchParams.get("sort_field") as "create_time" | "update_time";
    const [from, to] = [Number(json[`${field}_ge`]), Number(json[`${field}_lt`])];
    const found = orders()
      .filter((order) => order[field] >= from && order[field] < to)
      .sort((a, b) => a[field] - b[field] || Number(a.id) - Number(b.id));
    const start = Number(url.searchParams.get("page_token") ?? 0);
    const end = start + pageSize;
    const next_page_token = end < found.length ? String(end) : "";
    return { body: ok({ orders: found.slice(start, end), next_page_token, total_count: found.length }) };
  };
}

async function readAll(fetch: typeof globalThis.fetch, cursor: string | null = null, startFrom?: string) {
  const shop = createTiktokShop(testSettings(fetch));
  const items: Order[] = [];
  let last = cursor;
  for await (const page of shop.orders.changedSince(cursor, startFrom === undefined ? {} : { startFrom })) {
    items.push(...page.items);
    last = page.cursor;
  }
  return { ids: items.map(({ externalId }) => externalId), items, cursor: last };
}

const at = (id: string, seconds: number) => wireOrder(id, { create_time: seconds, update_time: seconds });

describe("orders changed since a cursor", () => {
  test("are imported by creation in months, then followed by change, each window's end exclusive", async () => {
    const { fetch, sent } = fakeFetch(searchOver(() => [at("1", testSeconds - 3600)]));
    const { ids, cursor } = await readAll(fetch);
    expect(ids).toEqual(["1"]);
    const windows = sent.map(({ url, json }) => [url.searchParams.get("sort_field"), ...Object.values(json)]);
    const day = 86_400;
    const until = testSeconds - 10;
    expect(windows).toEqual([
      ["create_time", until - 90 * day, until - 60 * day],
      ["create_time", until - 60 * day, until],
      ["update_time", until - 300, until],
    ]);
    expect(JSON.parse(cursor ?? "")).toEqual({ v: 1, phase: "done", at: until });
    for (const { json } of sent) expect(Object.keys(json).some((name) => name.startsWith("page"))).toBe(false);
  });

  test("begin where TikTok Shop began, in few calls over the empty years", async () => {
    const { fetch, sent } = fakeFetch(searchOver(() => []));
    const { ids, cursor } = await readAll(fetch, null, "2000-01-01T00:00:00Z");
    expect(ids).toEqual([]);
    expect(sent.length).toBeLessThan(15);
    expect(JSON.parse(cursor ?? "").phase).toBe("done");
  });

  test("that TikTok Shop ships from its own warehouse are left out, by either door: they take no unit off the shelf", async () => {
    const theirs = { ...at("1", testSeconds - 7200), fulfillment_type: "FULFILLMENT_BY_TIKTOK" };
    const mine = { ...at("2", testSeconds - 3600), fulfillment_type: " " };
    expect((await readAll(fakeFetch(searchOver(() => [theirs, mine])).fetch)).ids).toEqual(["2"]);
    const { fetch } = fakeFetch(() => ({ body: ok({ orders: [theirs] }) }));
    await expect(createTiktokShop(testSettings(fetch)).orders.get("1")).rejects.toMatchObject({ code: "unsupported" });
  });

  test("come again only when they changed", async () => {
    const orders = [at("1", testSeconds - 7200), at("2", testSeconds - 3600)];
    const first = await readAll(fakeFetch(searchOver(() => orders)).fetch);
    expect(first.ids).toEqual(["1", "2"]);
    const later = [...orders, at("3", testSeconds - 100)];
    const second = await readAll(fakeFetch(searchOver(() => later)).fetch, first.cursor);
    expect(second.ids).toEqual(["3"]);
  });

  test("are all told while others change and leave the window, whatever the page size", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 20, max: 400 }), { minLength: 1, maxLength: 30 }),
        fc.integer({ min: 1, max: 7 }),
        fc.array(fc.nat(29), { maxLength: 8 }),
        async (ages, pageSize, touched) => {
          const orders = ages.map((age, index) => at(String(index + 1), testSeconds - age));
          const touches = [...touched];
          const search = searchOver(() => orders, pageSize);
          const { fetch } = fakeFetch((request) => {
            const answer = search(request);
            const order = orders[touches.pop() ?? -1];
            if (order) order.update_time = testSeconds;
            return answer;
          });
          const start = JSON.stringify({ v: 1, phase: "done", at: testSeconds - 120 });
          const first = await readAll(fetch, start);
          // What left the window is found in the next one, a minute later.
          touches.length = 0;
          const next = createTiktokShop(testSettings(fetch, { now: () => testNow + 60_000 }));
          const told = new Set(first.ids);
          for await (const page of next.orders.changedSince(first.cursor))
            for (const { externalId } of page.items) told.add(externalId);
          expect([...told].sort()).toEqual(orders.map(({ id }) => id).sort());
        },
      ),
      { numRuns: 100 },
    );
  });

  test("go on from the second of a page's last order; by token only where one second fills pages", async () => {
    const sameSecond = Array.from({ length: 5 }, (_, index) => at(String(index + 1), testSeconds - 100));
    const { fetch, sent } = fakeFetch(searchOver(() => [...sameSecond, at("9", testSeconds - 90)], 2));
    const { ids } = await readAll(fetch, JSON.stringify({ v: 1, phase: "done", at: testSeconds }));
    expect(ids).toEqual(["1", "2", "3", "4", "5", "9"]);
    const pages = sent.map(({ url, json }) => [url.searchParams.get("page_token"), json["update_time_ge"]]);
    const [since, second] = [testSeconds - 300, testSeconds - 100];
    expect(pages).toEqual([
      [null, since],
      [null, second],
      ["2", second],
      ["4", second],
    ]);
  });

  test("are read anew from the same second when a stored token is no longer taken", async () => {
    const search = searchOver(() => [at("1", testSeconds - 100)]);
    const { fetch } = fakeFetch((request) =>
      request.url.searchParams.has("page_token")
        ? { body: refusal(36009004, "param page_token is invalid") }
        : search(request),
    );
    const from = testSeconds - 100;
    const cursor = {
      v: 1,
      phase: "changes",
      from: testSeconds - 300,
      to: testSeconds - 10,
      position: { from, token: "old", total: null },
    };
    expect((await readAll(fetch, JSON.stringify(cursor))).ids).toEqual(["1"]);
  });

  test("report one that cannot be read beside the others", async () => {
    const broken = { ...at("2", testSeconds - 90), line_items: "gone" };
    const { fetch } = fakeFetch(searchOver(() => [at("1", testSeconds - 100), broken as never]));
    const shop = createTiktokShop(testSettings(fetch));
    const pages = [];
    const cursor = JSON.stringify({ v: 1, phase: "done", at: testSeconds });
    for await (const page of shop.orders.changedSince(cursor)) pages.push(page);
    expect(pages.flatMap(({ items }) => items.map(({ externalId }) => externalId))).toEqual(["1"]);
    expect(pages.flatMap(({ problems }) => problems)).toMatchObject([{ externalId: "2", raw: broken }]);
  });
});

describe("an order", () => {
  const read = async (overrides: Record<string, unknown>) => {
    const { fetch } = fakeFetch(() => ({ body: ok({ orders: [wireOrder("576461413038785752", overrides)] }) }));
    return createTiktokShop(testSettings(fetch)).orders.get("576461413038785752");
  };

  test.each([
    ["UNPAID", {}, "pending", "unpaid"],
    ["ON_HOLD", {}, "on_hold", "paid"],
    ["AWAITING_SHIPMENT", {}, "paid", "paid"],
    ["PARTIALLY_SHIPPING", {}, "partially_shipped", "paid"],
    ["AWAITING_COLLECTION", {}, "shipped", "paid"],
    ["IN_TRANSIT", {}, "shipped", "paid"],
    ["DELIVERED", {}, "delivered", "paid"],
    ["COMPLETED", {}, "completed", "paid"],
    ["CANCELLED", {}, "cancelled", "unknown"],
    ["SOMETHING_NEW", {}, "unknown", "paid"],
    ["AWAITING_SHIPMENT", { is_buyer_request_cancel: true }, "on_hold", "paid"],
    ["IN_TRANSIT", { is_buyer_request_cancel: true }, "shipped", "paid"],
    ["AWAITING_SHIPMENT", { is_cod: true }, "paid", "unpaid"],
  ])("that is %s %j is %s and %s", async (status, more, expected, payment) => {
    expect(await read({ status, ...more })).toMatchObject({ status: expected, paymentStatus: payment });
  });

  test("without an address yet is kept, and so is one in a currency never seen", async () => {
    const unpaid = await read({ status: "UNPAID", recipient_address: undefined, paid_time: undefined });
    expect(unpaid).toMatchObject({ shipTo: null, paidAt: null, buyer: { name: null } });
    const foreign = await read({
      payment: { currency: "XTS", total_amount: "12.5" },
      line_items: [wireUnit("1", { currency: "XTS" })],
    });
    expect(foreign).toMatchObject({ currency: "XTS", totals: { total: { minor: 1250, currency: "XTS" } } });
    expect((await read({ payment: undefined, line_items: [wireUnit("1", { currency: undefined })] })).currency).toBe(
      "GBP",
    );
    const yen = await read({
      payment: { currency: "JPY", total_amount: "1250" },
      line_items: [wireUnit("1", { sale_price: "625" })],
    });
    expect(yen.totals.total).toEqual({ minor: 1250, currency: "JPY" });
  });

  test("has one line for the units of one SKU at one price, which stays when some are shipped or cancelled", async () => {
    const units = (states: string[]) =>
      states.map((display_status, index) =>
        wireUnit(`57708651212375512${index}`, {
          display_status,
          seller_sku: " 75192-N ",
          ...(display_status === "IN_TRANSIT" && {
            package_id: "115\n",
            tracking_number: "AB1",
            shipping_provider_name: "Evri",
          }),
        }),
      );
    const other = wireUnit("577086512123755129", { sale_price: "599.99" });
    const before = await read({
      line_items: [...units(["AWAITING_SHIPMENT", "AWAITING_SHIPMENT", "AWAITING_SHIPMENT"]), other],
    });
    const after = await read({
      line_items: [other, ...units(["AWAITING_SHIPMENT", "IN_TRANSIT", "CANCELLED"])].reverse(),
    });
    const byId = (order: Order) => [...order.lines].sort((a, b) => a.externalId.localeCompare(b.externalId));
    expect(byId(before)).toMatchObject([
      {
        externalId: "577086512123755120",
        quantity: 3,
        quantityShipped: 0,
        quantityCancelled: 0,
        sku: "75192-N",
        title: "LEGO 75192 Falcon",
        variation: [],
        unitPrice: { minor: 64_999, currency: "GBP" },
        lineTotal: { minor: 194_997, currency: "GBP" },
      },
      { externalId: "577086512123755129", quantity: 1 },
    ]);
    expect(byId(after)).toMatchObject([
      { externalId: "577086512123755120", quantity: 3, quantityShipped: 1, quantityCancelled: 1 },
      { externalId: "577086512123755129", quantity: 1 },
    ]);
    expect(after.shipments).toEqual([
      {
        externalId: "115",
        carrier: "Evri",
        trackingNumber: "AB1",
        shippedAt: null,
        lines: [{ lineExternalId: "577086512123755120", quantity: 1 }],
      },
    ]);
  });

  test("takes city and region from the levels of the address, and quotes for nothing", async () => {
    const order = await read({
      recipient_address: {
        first_name: "Ann",
        last_name: "Buyer",
        address_line1: "1 Example Street",
        address_line3: '""',
        address_line4: " ",
        district_info: [
          { address_level: "L0", address_level_name: "Country", address_name: "United Kingdom" },
          { address_level: "L1", address_level_name: "County", address_name: "West Yorkshire" },
          { address_level: "L2", address_level_name: "City", address_name: "Leeds" },
        ],
        postal_code: "LS1 1AA\n",
        region_code: "UK",
      },
    });
    expect(order.shipTo).toMatchObject({
      name: "Ann Buyer",
      lines: ["1 Example Street"],
      city: "Leeds",
      region: "West Yorkshire",
      postalCode: "LS1 1AA",
      countryCode: "GB",
    });
  });

  test("tells what else a seller must know", async () => {
    const order = await read({
      is_sample_order: true,
      is_replacement_order: true,
      replaced_order_id: "5764",
      is_on_hold_order: true,
    });
    expect(order.rawStatus).toBe("AWAITING_SHIPMENT, on hold, free sample, replacement of 5764");
  });

  test("that TikTok Shop does not know is not found", async () => {
    const { fetch } = fakeFetch(() => ({ body: ok({ orders: [] }) }));
    await expect(createTiktokShop(testSettings(fetch)).orders.get("1")).rejects.toMatchObject({ code: "not_found" });
  });
});

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { orderSchema as canonicalOrder, listingSchema } from "@counterfoil/core/model";
import { expect, test } from "vitest";
import documentedLot from "../__fixtures__/bricklink-lot-documented.json" with { type: "json" };
import documentedOrder from "../__fixtures__/bricklink-order-documented.json" with { type: "json" };
import documentedItem from "../__fixtures__/bricklink-order-item-documented.json" with { type: "json" };
import { listedOrderSchema, lotSchema, orderItemsSchema, orderSchema } from "../bricklink-schemas.ts";
import { mapLot } from "../listings/map-lot.ts";
import { mapOrder } from "./map-order.ts";

function mapped(change: object = {}, items: unknown = [[documentedItem]]) {
  const raw = { ...documentedOrder, ...change };
  return mapOrder({ order: orderSchema.parse(raw), batches: orderItemsSchema.parse(items), raw });
}
const item = (change: object) => ({ ...documentedItem, ...change });

test("the documented order reads as BrickLink means it", () => {
  const { raw, lines, ...order } = mapped();
  expect(raw).toMatchObject({ order_id: 3905404 });
  expect(order).toMatchInlineSnapshot(`
    {
      "archived": false,
      "buyer": {
        "email": "sklee@fakemail.com",
        "externalId": null,
        "name": "Seulki Lee",
        "username": "sklee",
      },
      "buyerNote": null,
      "currency": "EUR",
      "externalId": "3905404",
      "linesComplete": true,
      "marketplace": null,
      "paidAt": "2014-02-26T01:29:28.147Z",
      "paymentStatus": "paid",
      "placedAt": "2013-10-29T17:59:06.373Z",
      "platform": "bricklink",
      "rawStatus": "PENDING",
      "sellerNote": "my remarks",
      "shipBy": null,
      "shipTo": {
        "city": null,
        "company": null,
        "countryCode": "KR",
        "lines": [],
        "name": "Seulki Lee",
        "phone": null,
        "postalCode": null,
        "raw": "fake address",
        "region": null,
      },
      "shipments": [],
      "shippedAt": null,
      "status": "pending",
      "totals": {
        "discount": {
          "currency": "EUR",
          "minor": 0,
        },
        "fees": null,
        "refunded": null,
        "shipping": {
          "currency": "EUR",
          "minor": 300,
        },
        "subtotal": {
          "currency": "EUR",
          "minor": 1012,
        },
        "tax": {
          "currency": "EUR",
          "minor": 209,
        },
        "total": {
          "currency": "EUR",
          "minor": 1312,
        },
      },
      "updatedAt": "2014-02-26T01:26:55.467Z",
    }
  `);
  expect(canonicalOrder.safeParse({ ...order, raw, lines }).error?.issues ?? []).toEqual([]);
});

test("the documented item is a sealed set, sold from its lot", () => {
  expect(mapped().lines[0]).toMatchObject({
    externalId: "0:50133258",
    listingId: "50133258",
    sku: null,
    title: "MX-81 Hypersonic Operations Aircraft",
    identifiers: [{ type: "set_number", value: "7644-1" }],
    condition: "new",
    kind: "set",
    variation: [{ name: "Completeness", value: "Sealed" }],
    unitPrice: { minor: 13999, currency: "USD" },
    lineTotal: { minor: 13999, currency: "USD" },
  });
});

test.each([
  ["PENDING", "pending"],
  ["UPDATED", "pending"],
  ["READY", "pending"],
  ["PAID", "paid"],
  ["Paid", "paid"],
  ["PAID-PENDING", "pending"],
  ["PACKED", "packed"],
  ["SHIPPED", "shipped"],
  ["RECEIVED", "delivered"],
  ["COMPLETED", "completed"],
  ["OCR", "on_hold"],
  ["NPB", "on_hold"],
  ["NPX", "on_hold"],
  ["NRS", "on_hold"],
  ["NSS", "on_hold"],
  ["CANCELLED", "cancelled"],
  ["PURGED", "completed"],
  ["ON THE MOON", "unknown"],
])("status %s is %s, and is kept as it came", (status, expected) => {
  expect(mapped({ status })).toMatchObject({ status: expected, rawStatus: status });
});

test.each([
  ["None", undefined, "unpaid"],
  ["None", "2026-01-01T00:00:00Z", "paid"],
  ["Sent", undefined, "unpaid"],
  ["Received", undefined, "paid"],
  ["Clearing", "2026-01-01T00:00:00Z", "unpaid"],
  ["Returned", "2026-01-01T00:00:00Z", "refunded"],
  ["Bounced", undefined, "failed"],
  ["Completed", undefined, "paid"],
  ["Bitcoin?", undefined, "unknown"],
])("payment %s dated %s is %s", (status, date_paid, expected) => {
  expect(mapped({ payment: { status, date_paid } }).paymentStatus).toBe(expected);
});

test("PROCESSING is paid only where the money is there", () => {
  expect(mapped({ status: "PROCESSING", payment: { status: "None" } }).status).toBe("pending");
  expect(mapped({ status: "PROCESSING", payment: { status: "Completed" } }).status).toBe("paid");
});

test("batches keep their lines apart, and ids survive a batch that is added", () => {
  const first = [item({ inventory_id: 1 }), item({ inventory_id: 2 }), item({ inventory_id: 2, quantity: 3 })];
  const before = mapped({ total_count: 5 }, [first]).lines.map((line) => line.externalId);
  const after = mapped({ total_count: 6 }, [first, [item({ inventory_id: 1 })]]).lines.map((line) => line.externalId);
  expect(before).toEqual(["0:1", "0:2", "0:2:1"]);
  expect(after).toEqual([...before, "1:1"]);
});

test("goods whose lot is gone have no listing, but an id", () => {
  for (const gone of [0, undefined]) {
    const [line] = mapped({}, [[item({ inventory_id: gone })]]).lines;
    expect(line).toMatchObject({ listingId: null, externalId: "0:SET-7644-1-0-N" });
  }
});

test("fewer goods than BrickLink counts are not the whole order; a purged order has none", () => {
  expect(mapped({ total_count: 2 }).linesComplete).toBe(false);
  expect(mapped({ status: "PURGED" }, [])).toMatchObject({ lines: [], linesComplete: false, status: "completed" });
});

test("a coloured part carries number and colour; instructions of a set are not the set", () => {
  const part = item({ item: { no: "3001", name: "Brick 2 x 4", type: "PART" }, color_id: 11, color_name: "Black" });
  const manual = item({ item: { no: "7644-1", name: "MX-81", type: "INSTRUCTION" } });
  const [black, paper] = mapped({ total_count: 2 }, [[part, manual]]).lines;
  expect(black).toMatchObject({
    title: "Brick 2 x 4 (Black)",
    kind: "part",
    identifiers: [
      { type: "part_number", value: "3001" },
      { type: "color", value: "11" },
      { type: "color", value: "Black" },
    ],
  });
  expect(paper).toMatchObject({
    kind: "other",
    identifiers: [{ type: "bricklink_item", value: "instruction:7644-1" }],
  });
});

test("a price with more decimals than the currency has an exact total and no unit price", () => {
  const bulk = item({ quantity: 7, unit_price_final: "0.1250", currency_code: "GBP" });
  expect(mapped({ total_count: 7 }, [[bulk]]).lines[0]).toMatchObject({
    unitPrice: null,
    lineTotal: { minor: 88, currency: "GBP" },
  });
});

test("a shipped order has one shipment with all its lines; an open one has none", () => {
  const shipping = { tracking_no: "AB1", date_shipped: "2026-01-20T12:00:00.000Z", method: "Post" };
  expect(mapped({ status: "SHIPPED", shipping }).shipments).toEqual([
    {
      externalId: null,
      carrier: null,
      trackingNumber: "AB1",
      shippedAt: "2026-01-20T12:00:00.000Z",
      lines: [{ lineExternalId: "0:50133258", quantity: 1 }],
    },
  ]);
  expect(mapped({ status: "PAID", shipping }).shipments).toEqual([]);
});

test("a saved address comes in parts, with GB for UK and entities decoded", () => {
  const address = {
    name: { full: "Conan O&#39;Neill" },
    address1: "1 High St",
    address2: "Flat 2",
    city: "Leeds",
    state: "W Yorks",
    postal_code: "LS1 1AA",
    country_code: "UK",
    full: "whole",
  };
  expect(mapped({ shipping: { address } }).shipTo).toMatchObject({
    name: "Conan O'Neill",
    lines: ["1 High St", "Flat 2"],
    city: "Leeds",
    countryCode: "GB",
    raw: "whole",
  });
});

test("what BrickLink leaves out stays unknown", () => {
  const bare = { order_id: 1, date_ordered: "2026-01-01T00:00:00Z", status: "PAID", cost: { currency_code: "EUR" } };
  const order = mapOrder({ order: orderSchema.parse(bare), batches: [], raw: bare });
  expect(order.totals).toEqual({
    subtotal: null,
    shipping: null,
    discount: null,
    tax: null,
    fees: null,
    refunded: null,
    total: null,
  });
  expect(order).toMatchObject({ paymentStatus: "unknown", shipTo: null, updatedAt: bare.date_ordered });
});

test("the documented lot is a listing; its price needs the store's currency", () => {
  const listing = mapLot(lotSchema.parse(documentedLot), "USD", documentedLot);
  expect(listing).toMatchObject({
    reference: { externalId: "50592684" },
    status: "active",
    quantity: 12,
    price: { minor: 120, currency: "USD" },
    condition: "used",
    location: null,
  });
  expect(listingSchema.safeParse(listing).success).toBe(true);
  expect(mapLot(lotSchema.parse(documentedLot), null, null).price).toBeNull();
});

const specs = new URL("../../../../../../shared/specs/bricklink/", import.meta.url);
const readJson = (path: string) => JSON.parse(readFileSync(new URL(path, specs), "utf8")) as unknown;

test("recorded and documented payloads are all understood", () => {
  if (!existsSync(specs)) {
    console.warn("skipped: the recorded payloads are not beside the repository");
    return;
  }
  expect(readdirSync(new URL("recorded/", specs)).length).toBeGreaterThan(0);
  const { data } = readJson("recorded/kleini-response.json") as { data: unknown[] };
  for (const listed of [...data, readJson("recorded/kleini-order.json")]) {
    expect(listedOrderSchema.safeParse(listed).error?.issues ?? []).toEqual([]);
  }
  const raw = readJson("synthetic/order.json");
  const batches = orderItemsSchema.parse(readJson("synthetic/order-items.json"));
  const order = mapOrder({ order: orderSchema.parse(raw), batches, raw });
  expect(order).toMatchObject({ status: "paid", paymentStatus: "paid", sellerNote: "Please ship ASAP" });
  expect(order.lines.map((line) => line.externalId)).toEqual(["0:101", "0:102", "1:103"]);
  expect(lotSchema.safeParse(readJson("resources/inventory.json")).success).toBe(true);
});

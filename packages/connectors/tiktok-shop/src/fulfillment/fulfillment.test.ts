import type { ShipRequest } from "@counterfoil/connector-kit";
import { describe, expect, test } from "vitest";
import { createTiktokShop } from "../index.ts";
import {
  type FakeAnswer,
  fakeFetch,
  ok,
  type SentRequest,
  testSettings,
  wireOrder,
  wireUnit,
} from "../testing/fake-tiktok-shop.ts";
import { findProvider } from "./shipping-providers.ts";

const orderId = "576461413038785752";
const providers = [
  { id: "7117858858072016686", name: "Royal Mail" },
  { id: "7117858858072016687", name: "Evri" },
];
const request: ShipRequest = {
  orderExternalId: orderId,
  lines: null,
  carrier: "Royal Mail",
  trackingNumber: "AB 123 GB",
  shippedAt: "2026-03-10T11:00:00.000Z",
  idempotencyKey: "k",
};

function world(
  overrides: Record<string, unknown>,
  options: { region?: string; answer?: (sent: SentRequest) => FakeAnswer | undefined } = {},
) {
  const order = { current: wireOrder(orderId, overrides) };
  const fake = fakeFetch((sent) => {
    const { pathname } = sent.url;
    const own = options.answer?.(sent);
    if (own) return own;
    if (pathname === "/order/202507/orders") return { body: ok({ orders: [order.current] }) };
    if (pathname.endsWith("/shipping_providers")) return { body: ok({ shipping_providers: providers }) };
    if (pathname.endsWith("/handover_time_slots"))
      return { body: ok({ can_drop_off: false, can_pickup: true, pickup_slots: slots }) };
    return { body: ok({ package_id: "1152321127278713123", warning: { message: "match more than one provider" } }) };
  });
  const notes: string[] = [];
  const settings = testSettings(fake.fetch, {
    onEvent: ({ type, message }) => void (type === "validation" && notes.push(message ?? "")),
  });
  const { region = "GB" } = options;
  const shop = createTiktokShop({ ...settings, credentials: { ...settings.credentials, shopRegion: region } });
  const writes = () => fake.sent.filter(({ method }) => method === "POST").map(({ url, body }) => [url.pathname, body]);
  return { shop, order, notes, writes, sent: fake.sent };
}

const slots = [
  { start_time: 300, end_time: 400, avaliable: true },
  { start_time: 100, end_time: 200, avaliable: false },
  { start_time: 200, end_time: 300, avaliable: true },
];
const units = [
  wireUnit("11"),
  wireUnit("12"),
  wireUnit("13", { sale_price: "1.00" }),
  wireUnit("14", { display_status: "CANCELLED" }),
];

describe("a parcel of the seller's own", () => {
  test("is told by its units, carrier and number, and TikTok Shop's warning is passed on", async () => {
    const { shop, writes, notes } = world({ line_items: units });
    expect(await shop.fulfillment.ship(request)).toEqual({
      externalId: "1152321127278713123",
      carrier: "Royal Mail",
      trackingNumber: "AB 123 GB",
      shippedAt: request.shippedAt,
      lines: [
        { lineExternalId: "11", quantity: 2 },
        { lineExternalId: "13", quantity: 1 },
      ],
    });
    const body = {
      order_line_item_ids: ["11", "12", "13"],
      shipping_provider_id: providers[0]?.id,
      tracking_number: "AB 123 GB",
    };
    expect(writes()).toEqual([[`/fulfillment/202309/orders/${orderId}/packages`, JSON.stringify(body)]]);
    expect(notes).toEqual(["match more than one provider"]);
  });

  test("may hold a part of a line", async () => {
    const { shop, writes } = world({ line_items: units });
    await shop.fulfillment.ship({ ...request, lines: [{ lineExternalId: "11", quantity: 1 }] });
    expect(writes()[0]?.[1]).toContain('"order_line_item_ids":["11"]');
    const tooMany = shop.fulfillment.ship({ ...request, lines: [{ lineExternalId: "13", quantity: 2 }] });
    await expect(tooMany).rejects.toMatchObject({ code: "conflict" });
  });

  test("that is there already is answered, not told again, however its number is written", async () => {
    const shipped = {
      display_status: "IN_TRANSIT",
      package_id: "9",
      tracking_number: "AB123GB",
      shipping_provider_name: "Royal Mail",
    };
    const { shop, writes } = world({ status: "IN_TRANSIT", line_items: [wireUnit("11", shipped)] });
    expect(await shop.fulfillment.ship(request)).toMatchObject({ externalId: "9", trackingNumber: "AB123GB" });
    expect(await shop.fulfillment.reconcile(request)).toMatchObject({ externalId: "9" });
    expect(await shop.fulfillment.reconcile({ ...request, trackingNumber: "OTHER" })).toBeNull();
    await expect(shop.fulfillment.ship({ ...request, trackingNumber: "OTHER" })).rejects.toMatchObject({
      code: "conflict",
    });
    expect(writes()).toEqual([]);
  });

  test("goes into TikTok Shop's package where a country has them from the start", async () => {
    const packed = units.map((unit) => ({ ...unit, package_id: "77" }));
    const { shop, writes } = world({ line_items: packed }, { region: "PH" });
    expect(await shop.fulfillment.ship(request)).toMatchObject({ externalId: "77", trackingNumber: "AB 123 GB" });
    const body = { self_shipment: { tracking_number: "AB 123 GB", shipping_provider_id: providers[0]?.id } };
    expect(writes()).toEqual([["/fulfillment/202309/packages/77/ship", JSON.stringify(body)]]);
    const part = shop.fulfillment.ship({ ...request, lines: [{ lineExternalId: "11", quantity: 1 }] });
    await expect(part).rejects.toMatchObject({ code: "rejected", message: expect.stringContaining("Split the order") });
  });

  test("with a carrier that nobody knows names those that are known", async () => {
    const { shop, writes } = world({});
    await expect(shop.fulfillment.ship({ ...request, carrier: "Pony Express" })).rejects.toMatchObject({
      code: "rejected",
      message: expect.stringContaining("Royal Mail, Evri"),
    });
    expect(writes()).toEqual([]);
  });

  test("whose answer is lost is not told twice", async () => {
    const { shop, writes } = world(
      {},
      { answer: ({ method }) => (method === "POST" ? { status: 502, body: "" } : undefined) },
    );
    await expect(shop.fulfillment.ship(request)).rejects.toMatchObject({ code: "outcome_unknown" });
    expect(writes()).toHaveLength(1);
  });
});

describe("a package of TikTok Shop's own shipping", () => {
  const packed = { shipping_type: "TIKTOK", line_items: [wireUnit("11", { package_id: "77" })] };
  const plain: ShipRequest = { ...request, carrier: null, trackingNumber: null };

  test("is fetched at the first free time where it cannot be dropped off, and gets TikTok Shop's number", async () => {
    const { shop, order, writes } = world(packed, {
      answer: ({ url, method }) => {
        if (method !== "POST" || !url.pathname.endsWith("/ship")) return undefined;
        const shipped = {
          package_id: "77",
          display_status: "AWAITING_COLLECTION",
          tracking_number: "JX1",
          shipping_provider_name: "TT Virtual express",
        };
        order.current = { ...order.current, status: "AWAITING_COLLECTION", line_items: [wireUnit("11", shipped)] };
        return { body: ok({}) };
      },
    });
    expect(await shop.fulfillment.ship(plain)).toMatchObject({
      externalId: "77",
      trackingNumber: "JX1",
      carrier: "TT Virtual express",
    });
    const body = { handover_method: "PICKUP", pickup_slot: { start_time: 200, end_time: 300 } };
    expect(writes()).toEqual([["/fulfillment/202309/packages/77/ship", JSON.stringify(body)]]);
    expect(await shop.fulfillment.ship(plain)).toMatchObject({ externalId: "77" });
    expect(writes()).toHaveLength(1);
  });

  test("takes no number of the seller's, and wants its label bought first where there is no package", async () => {
    const { shop } = world(packed);
    await expect(shop.fulfillment.ship(request)).rejects.toThrow(/leave it empty/);
    const unpacked = world({ shipping_type: "TIKTOK" });
    await expect(unpacked.shop.fulfillment.ship(plain)).rejects.toThrow(/Buy its label first/);
  });
});

test.each([
  ["of TikTok Shop's warehouse", { fulfillment_type: "FULFILLMENT_BY_TIKTOK" }, /own warehouse/],
  ["not paid yet", { status: "UNPAID" }, /not paid/],
  ["on hold", { status: "ON_HOLD" }, /on hold/],
  ["cancelled", { status: "CANCELLED" }, /cancelled/],
])("an order %s is not shipped, and nothing is asked of TikTok Shop", async (_name, overrides, message) => {
  const { shop, writes } = world(overrides);
  await expect(shop.fulfillment.ship(request)).rejects.toThrow(message);
  expect(writes()).toEqual([]);
});

test.each([
  ["Royal Mail", "1"],
  ["ROYALMAIL", "1"],
  ["hermes", "2"],
  ["Evri", "2"],
  ["3", "3"],
  ["United States Postal Service", "3"],
  ["Parcel", null],
  ["Fed Ex", "4"],
])("the carrier %s is %s", (carrier, id) => {
  const known = [
    { id: "1", name: "Royal Mail" },
    { id: "2", name: "Evri" },
    { id: "3", name: "USPS" },
    { id: "4", name: "FedEx SmartPost" },
  ];
  expect(findProvider(carrier, known)?.id ?? null).toBe(id);
});

describe("packages", () => {
  const detail = { package_id: "77", delivery_option_id: "7091146663229654785", tracking_number: "OLD" };
  test("hand out their label at once, without our token", async () => {
    const { shop, sent } = world(
      {},
      {
        answer: ({ url }) => {
          if (url.pathname.endsWith("/shipping_documents"))
            return { body: ok({ doc_url: "https://files.example.com/label", tracking_number: "JX1" }) };
          return url.hostname === "files.example.com"
            ? { body: "%PDF-1.4", headers: { "content-type": "application/pdf" } }
            : undefined;
        },
      },
    );
    const document = await shop.packages.document("77", { size: "A5" });
    expect([new TextDecoder().decode(document.bytes), document.contentType, document.trackingNumber]).toEqual([
      "%PDF-1.4",
      "application/pdf",
      "JX1",
    ]);
    expect(sent[0]?.url.searchParams.get("document_type")).toBe("SHIPPING_LABEL");
    expect(sent[1]?.headers.get("x-tts-access-token")).toBeNull();
  });

  test("take no address of a document that goes elsewhere than the web", async () => {
    const { shop } = world({}, { answer: () => ({ body: ok({ doc_url: "http://169.254.169.254/label" }) }) });
    await expect(shop.packages.document("77")).rejects.toMatchObject({ code: "bad_response" });
  });

  test("take another number", async () => {
    const { shop, writes } = world(
      {},
      { answer: ({ url }) => (url.pathname === "/fulfillment/202309/packages/77" ? { body: ok(detail) } : undefined) },
    );
    await shop.packages.correctTracking({ packageId: "77", carrier: "Evri", trackingNumber: " NEW1 " });
    const body = { tracking_number: "NEW1", shipping_provider_id: providers[1]?.id };
    expect(writes()).toEqual([["/fulfillment/202309/packages/77/shipping_info/update", JSON.stringify(body)]]);
  });
});

import type { ShipRequest } from "@counterfoil/connector-kit";
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
import { carrierCode } from "./carriers.ts";

const orderId = "01-03955-36441";
const request: ShipRequest = {
  orderExternalId: orderId,
  lines: [{ lineExternalId: "10084048110913", quantity: 1 }],
  carrier: "Royal Mail",
  trackingNumber: "AB 1234-5678 9GB",
  shippedAt: "2026-03-01T12:00:00+01:00",
  idempotencyKey: "k1",
};

interface Parcel {
  fulfillmentId: string;
  shipmentTrackingNumber?: string;
  shippingCarrierCode?: string;
  shippedDate: string;
  lineItems: { lineItemId: string; quantity: number }[];
}

/** An eBay that keeps parcels; `fail` may spoil the answer to a POST, before or after the work. */
function shop(
  options: { parcels?: Parcel[]; order?: unknown; fail?: (made: Parcel) => FakeAnswer | "lost" | null } = {},
) {
  const parcels = [...(options.parcels ?? [])];
  const { fetch, sent } = fakeFetch((incoming: SentRequest) => {
    if (incoming.url.pathname.endsWith(`/order/${orderId}`)) return { body: options.order };
    if (incoming.method === "GET") return { body: { fulfillments: parcels, total: parcels.length } };
    const body = JSON.parse(incoming.body);
    const parcel: Parcel = {
      fulfillmentId: body.trackingNumber ?? "999",
      shipmentTrackingNumber: body.trackingNumber,
      shippingCarrierCode: body.shippingCarrierCode,
      shippedDate: body.shippedDate,
      lineItems: body.lineItems,
    };
    const spoiled = options.fail?.(parcel) ?? null;
    if (spoiled === "lost") {
      parcels.push(parcel);
      throw new TypeError("fetch failed", { cause: new Error("socket hang up") });
    }
    if (spoiled) return spoiled;
    parcels.push(parcel);
    const location = `https://api.ebay.com/sell/fulfillment/v1/order/${orderId}/shipping_fulfillment/${parcel.fulfillmentId}`;
    return { status: 201, body: {}, headers: { location } };
  });
  const posts = () => sent.filter(({ method }) => method === "POST");
  return { ebay: createEbay(testSettings(fetch)), posts, parcels };
}

describe("shipping", () => {
  test("tells eBay lines, date in UTC, carrier in its spelling and tracking in letters and digits", async () => {
    const { ebay, posts } = shop();
    const shipment = await ebay.fulfillment.ship(request);
    expect(JSON.parse(posts()[0]!.body)).toEqual({
      lineItems: [{ lineItemId: "10084048110913", quantity: 1 }],
      shippedDate: "2026-03-01T11:00:00.000Z",
      shippingCarrierCode: "RoyalMail",
      trackingNumber: "AB123456789GB",
    });
    expect(shipment).toEqual({
      externalId: "AB123456789GB",
      carrier: "RoyalMail",
      trackingNumber: "AB123456789GB",
      shippedAt: "2026-03-01T11:00:00.000Z",
      lines: [{ lineExternalId: "10084048110913", quantity: 1 }],
    });
  });

  test("without tracking takes the id that eBay gives", async () => {
    const { ebay, posts } = shop();
    const shipment = await ebay.fulfillment.ship({ ...request, carrier: null, trackingNumber: null });
    expect(shipment).toMatchObject({ externalId: "999", carrier: null, trackingNumber: null });
    expect(JSON.parse(posts()[0]!.body)).not.toHaveProperty("trackingNumber");
  });

  test("twice makes one parcel and gives the same answer", async () => {
    const { ebay, posts } = shop();
    const first = await ebay.fulfillment.ship(request);
    expect(await ebay.fulfillment.ship(request)).toEqual(first);
    expect(posts()).toHaveLength(1);
  });

  test("a second parcel of the same line is another one", async () => {
    const { ebay, posts } = shop();
    await ebay.fulfillment.ship(request);
    await ebay.fulfillment.ship({ ...request, trackingNumber: "CD987654321GB" });
    const untracked = { ...request, carrier: null, trackingNumber: null };
    await ebay.fulfillment.ship(untracked);
    await ebay.fulfillment.ship({ ...untracked, shippedAt: "2026-03-02T12:00:00Z" });
    expect(posts()).toHaveLength(4);
  });

  test("all that is left names the lines and units no parcel has", async () => {
    const line = (lineItemId: string, quantity: number, lineItemFulfillmentStatus: string) => ({
      lineItemId,
      quantity,
      lineItemFulfillmentStatus,
    });
    const order = wireOrder(orderId, {
      lineItems: [line("a", 3, "IN_PROGRESS"), line("b", 1, "FULFILLED"), line("c", 2, "NOT_STARTED")],
    });
    const shippedDate = "2026-02-01T00:00:00.000Z";
    const parcels = [
      { fulfillmentId: "1", shipmentTrackingNumber: "1", shippedDate, lineItems: [{ lineItemId: "a", quantity: 1 }] },
    ];
    const { ebay, posts } = shop({ order, parcels });
    await ebay.fulfillment.ship({ ...request, lines: null });
    expect(JSON.parse(posts()[0]!.body).lineItems).toEqual([
      { lineItemId: "a", quantity: 2 },
      { lineItemId: "c", quantity: 2 },
    ]);
    await expect(ebay.fulfillment.ship({ ...request, lines: null })).resolves.toMatchObject({
      trackingNumber: "AB123456789GB",
    });
    expect(posts()).toHaveLength(1);
  });

  test.each([
    ["tracking without a carrier", { carrier: null }],
    ["a carrier without tracking", { trackingNumber: null }],
    ["tracking without a letter or digit", { trackingNumber: " -- " }],
    ["a date that is none", { shippedAt: "soon" }],
    ["no lines", { lines: [] }],
  ])("%s is refused, and eBay is told nothing", async (_name, overrides) => {
    const { ebay, posts } = shop();
    await expect(ebay.fulfillment.ship({ ...request, ...overrides })).rejects.toMatchObject({
      code: "invalid_request",
    });
    expect(posts()).toHaveLength(0);
  });

  test("an answer that is lost leaves the outcome open; reading tells, and asking again makes no second parcel", async () => {
    const { ebay, posts } = shop({ fail: () => "lost" });
    await expect(ebay.fulfillment.ship(request)).rejects.toMatchObject({ code: "outcome_unknown", retryable: false });
    expect(posts()).toHaveLength(1);
    expect(await ebay.fulfillment.reconcile(request)).toMatchObject({ trackingNumber: "AB123456789GB" });
    expect(await ebay.fulfillment.ship(request)).toMatchObject({ trackingNumber: "AB123456789GB" });
    expect(posts()).toHaveLength(1);
  });

  test("a system error leaves the outcome open too", async () => {
    const error = { errorId: 30500, domain: "API_FULFILLMENT", category: "APPLICATION", message: "System error" };
    const { ebay, posts } = shop({ fail: () => ({ status: 500, body: { errors: [error] } }) });
    await expect(ebay.fulfillment.ship(request)).rejects.toMatchObject({ code: "outcome_unknown" });
    expect(posts()).toHaveLength(1);
    expect(await ebay.fulfillment.reconcile(request)).toBeNull();
  });

  test("a conflict with the very same parcel is an answer, with another it is a conflict", async () => {
    const hidden: Parcel[] = [];
    const same = shop({
      fail: (made) => {
        hidden.push(made);
        same.parcels.push(made);
        return { status: 409, body: {} };
      },
    });
    expect(await same.ebay.fulfillment.ship(request)).toMatchObject({ trackingNumber: "AB123456789GB" });
    const other = shop({ fail: () => ({ status: 409, body: {} }) });
    await expect(other.ebay.fulfillment.ship(request)).rejects.toMatchObject({ code: "conflict" });
  });

  test("a number eBay does not take is a rejection with its reason", async () => {
    const error = {
      errorId: 32300,
      domain: "API_FULFILLMENT",
      category: "REQUEST",
      message: "Invalid shipment tracking number or carrier",
      parameters: [{ name: "trackingNumber", value: "AB" }],
    };
    const { ebay } = shop({ fail: () => ({ status: 400, body: { errors: [error] } }) });
    await expect(ebay.fulfillment.ship(request)).rejects.toMatchObject({
      code: "rejected",
      platformCode: "32300",
      issues: [{ path: "trackingNumber", code: "32300" }],
    });
  });
});

describe("carriers", () => {
  test("come from eBay, are kept for an hour and fall back to the common ones", async () => {
    const carrier = (code: string, name: string) =>
      `<ShippingCarrierDetails><ShippingCarrier>${code}</ShippingCarrier><Description>${name}</Description></ShippingCarrierDetails>`;
    const { fetch, sent } = fakeFetch(() => ({
      body: `<R><Ack>Success</Ack>${carrier("RoyalMail", "Royal Mail")}</R>`,
    }));
    const ebay = createEbay(testSettings(fetch));
    expect(await ebay.fulfillment.carriers()).toEqual([{ code: "RoyalMail", name: "Royal Mail" }]);
    await ebay.fulfillment.carriers();
    expect(sent).toHaveLength(1);
    const empty = createEbay(
      testSettings(fakeFetch(() => ({ body: "<R><Ack>Success</Ack></R>" })).fetch, { now: () => testNow }),
    );
    expect(await empty.fulfillment.carriers()).toContainEqual({ code: "Hermes", name: "Evri (Hermes)" });
  });

  test.each([
    ["royal mail", "RoyalMail"],
    ["ROYALMAIL", "RoyalMail"],
    ["Evri", "Hermes"],
    ["Fedex", "FedEx"],
    ["InPost", "InPost"],
    ["Brieftaube GmbH", "Brieftaube GmbH"],
  ])("%s is written %s", (given, code) => {
    expect(carrierCode(given)).toBe(code);
  });
});

import type { ShipRequest } from "@counterfoil/connector-kit";
import { shipmentSchema } from "@counterfoil/core/model";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createAmazon } from "../index.ts";
import { type FakeAnswer, fakeFetch, testSettings, wireOrder, wireOrderItem } from "../testing/fake-fetch.ts";
import { amazonCarriers, carrierOf } from "./carriers.ts";
import { packageReference } from "./package-reference.ts";

const id = "203-0000000-0000001";
const request: ShipRequest = {
  ...{ orderExternalId: id, lines: null, carrier: "royal mail", trackingNumber: " AB 123 456 789 GB " },
  ...{ shippedAt: "2026-03-10T09:00:00+01:00", idempotencyKey: "dispatch-1" },
};
const refusal = (message: string): FakeAnswer => ({
  status: 400,
  body: { errors: [{ code: "InvalidInput", message }] },
});

/** One order; `orders` are its states at each reading, the last one for ever. */
function connect(orders: object[], confirm: () => FakeAnswer | undefined = () => ({ status: 204 })) {
  const states = [...orders];
  const { fetch, sent } = fakeFetch(({ method, url }) => {
    if (method === "POST") return confirm();
    if (!url.pathname.endsWith(id)) return { status: 404, body: { errors: [{ code: "NotFound", message: "None." }] } };
    return { body: { order: states.length > 1 ? states.shift() : states[0] } };
  });
  const { fulfillment } = createAmazon(testSettings(fetch));
  const bodies = () => sent.filter(({ method }) => method === "POST").map(({ body }) => JSON.parse(body));
  return { fulfillment, sent, bodies };
}

const open = wireOrder(id, {
  orderItems: [
    wireOrderItem("1", { quantityOrdered: 3, fulfillment: { quantityFulfilled: 1, quantityUnfulfilled: 2 } }),
    wireOrderItem("2", { fulfillment: { quantityFulfilled: 1, quantityUnfulfilled: 0 } }),
  ],
});
const packed = (overrides: object = {}) => ({
  ...{ packageReferenceId: packageReference("dispatch-1"), carrier: "Royal Mail", trackingNumber: "AB123456789GB" },
  ...{ shipTime: "2026-03-10T08:00:00Z", packageItems: [{ orderItemId: "1", quantity: 2 }] },
  ...overrides,
});
const shipped = wireOrder(id, {
  fulfillment: { fulfillmentStatus: "SHIPPED", fulfilledBy: "MERCHANT" },
  orderItems: [
    wireOrderItem("1", { quantityOrdered: 2, fulfillment: { quantityFulfilled: 2, quantityUnfulfilled: 0 } }),
  ],
  packages: [packed()],
});

describe("ship", () => {
  test("tells Amazon of everything that is left, under a name of digits", async () => {
    const { fulfillment, bodies, sent } = connect([open]);
    const shipment = await fulfillment.ship(request);
    expect(shipmentSchema.safeParse(shipment).success).toBe(true);
    expect(shipment).toMatchObject({ trackingNumber: "AB 123 456 789 GB", carrier: "Royal Mail" });
    expect(sent[1]?.url.pathname).toBe(`/orders/v0/orders/${id}/shipmentConfirmation`);
    expect(bodies()).toEqual([
      {
        marketplaceId: "A1F83G8C2ARO7P",
        packageDetail: {
          packageReferenceId: packageReference("dispatch-1"),
          carrierCode: "Royal Mail",
          trackingNumber: "AB 123 456 789 GB",
          shipDate: "2026-03-10T08:00:00.000Z",
          orderItems: [{ orderItemId: "1", quantity: 2 }],
        },
      },
    ]);
  });

  test("a part, with a carrier that Amazon has no code for", async () => {
    const { fulfillment, bodies } = connect([open]);
    const part = { ...request, carrier: "Evri", lines: [{ lineExternalId: "1", quantity: 1 }] };
    expect(await fulfillment.ship(part)).toMatchObject({ carrier: "Evri", lines: [{ quantity: 1 }] });
    expect(bodies()[0].packageDetail).toMatchObject({ carrierCode: "Other", carrierName: "Evri" });
  });

  test("asked again, answers the package that is there, or corrects it to what it is: never a second one", async () => {
    const there = connect([shipped]);
    expect(await there.fulfillment.ship(request)).toMatchObject({ externalId: packageReference("dispatch-1") });
    expect(there.bodies()).toHaveLength(0);
    // Amazon shows a package some minutes late: until then it is sent again under the same name.
    const late = connect([open]);
    await late.fulfillment.ship(request);
    await late.fulfillment.ship(request);
    const [first, second] = late.bodies();
    expect(second).toEqual(first);
  });

  test("with the answer lost is settled by reading, and not sent a second time", async () => {
    const lost = () => {
      throw new TypeError("socket hang up");
    };
    const found = connect([open, shipped], lost);
    expect(await found.fulfillment.ship(request)).toMatchObject({ externalId: packageReference("dispatch-1") });
    expect(found.bodies()).toHaveLength(1);
    const unseen = connect([open], lost);
    await expect(unseen.fulfillment.ship(request)).rejects.toMatchObject({ code: "outcome_unknown", retryable: false });
    expect(unseen.bodies()).toHaveLength(1);
  });

  test("an order confirmed elsewhere meanwhile is done if it is this parcel, and refused if it is another", async () => {
    const elsewhere = refusal("Failed to create package ... order already fulfilled PackageToUpdateNotFound");
    const byHand = { ...shipped, packages: [packed({ packageReferenceId: "1" })] };
    expect(await connect([open, byHand], () => elsewhere).fulfillment.ship(request)).toMatchObject({ externalId: "1" });
    const other = { ...shipped, packages: [packed({ packageReferenceId: "1", trackingNumber: "ZZ9" })] };
    const refused = connect([open, other], () => elsewhere).fulfillment.ship(request);
    await expect(refused).rejects.toMatchObject({
      code: "rejected",
      message: expect.stringContaining("already fulfilled"),
    });
  });

  test.each([
    ["nothing is left", shipped, { idempotencyKey: "other", trackingNumber: "ZZ9" }, "conflict"],
    ["too many are sent", open, { lines: [{ lineExternalId: "1", quantity: 3 }] }, "conflict"],
    ["a line is not of the order", open, { lines: [{ lineExternalId: "9", quantity: 1 }] }, "conflict"],
    ["a line has no units", open, { lines: [{ lineExternalId: "1", quantity: 0 }] }, "invalid_request"],
    ["the carrier is missing", open, { carrier: " " }, "invalid_request"],
    ["the tracking number is missing", open, { trackingNumber: null }, "invalid_request"],
    ["the date is none", open, { shippedAt: "21/02/2026" }, "invalid_request"],
    [
      "the order is of no shop of Amazon's",
      { ...open, salesChannel: { channelName: "NON_AMAZON" } },
      {},
      "invalid_request",
    ],
    [
      "Amazon ships it",
      { ...open, fulfillment: { fulfillmentStatus: "UNSHIPPED", fulfilledBy: "AMAZON" } },
      {},
      "rejected",
    ],
    ["it is of Ship+", { ...open, programs: ["FBM_SHIP_PLUS"] }, {}, "rejected"],
  ])("is refused before it is sent where %s", async (_, order, overrides, code) => {
    const { fulfillment, bodies } = connect([order]);
    await expect(fulfillment.ship({ ...request, ...overrides })).rejects.toMatchObject({ code });
    expect(bodies()).toHaveLength(0);
  });

  test("of an unknown order is not found", async () => {
    const unknown = connect([open]).fulfillment.ship({ ...request, orderExternalId: "203-0000000-0000009" });
    await expect(unknown).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("reconcile", () => {
  test("finds the package by its name, or by the same number for the same lines", async () => {
    expect(await connect([shipped]).fulfillment.reconcile(request)).toMatchObject({ trackingNumber: "AB123456789GB" });
    const byHand = { ...shipped, packages: [packed({ packageReferenceId: "1" })] };
    const lines = [{ lineExternalId: "1", quantity: 2 }];
    expect(await connect([byHand]).fulfillment.reconcile({ ...request, lines })).toMatchObject({ externalId: "1" });
    const others = [{ lineExternalId: "1", quantity: 1 }];
    expect(await connect([byHand]).fulfillment.reconcile({ ...request, lines: others })).toBeNull();
    expect(await connect([open]).fulfillment.reconcile(request)).toBeNull();
  });
});

test("a package's name is the same for the same key, and digits always", () => {
  fc.assert(
    fc.property(fc.string(), (key) => {
      expect(packageReference(key)).toMatch(/^[1-9]\d{8}$/);
      expect(packageReference(key)).toBe(packageReference(key));
    }),
  );
  expect(packageReference("a")).not.toBe(packageReference("b"));
});

test("carriers are found however they are written", () => {
  expect(carrierOf("FEDEX")).toEqual({ carrierCode: "FedEx" });
  expect(carrierOf("deutsche-post")).toEqual({ carrierCode: "Deutsche Post" });
  expect(carrierOf(" Packeta ")).toEqual({ carrierCode: "Other", carrierName: "Packeta" });
  for (const { code } of amazonCarriers) expect(carrierOf(code).carrierName).toBeUndefined();
});

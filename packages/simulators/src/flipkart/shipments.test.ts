import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { AWAY, HOME, type Loose, type StartedFlipkart, startFlipkart } from "./testing/started-flipkart.ts";

let desk: StartedFlipkart;
beforeEach(async () => {
  desk = await startFlipkart();
});
afterEach(() => desk.stop());

const preDispatch = {
  type: "preDispatch",
  states: ["APPROVED", "PACKING_IN_PROGRESS", "PACKED", "FORM_FAILED", "READY_TO_DISPATCH"],
};
const search = async (filter: object, more: object = {}) =>
  (await desk.call("POST", "/v3/shipments/filter", { filter, ...more })).body;
const orderIds = (page: Loose) => page.shipments.map((each: Loose) => each.orderItems[0].orderId);
const place = (input: Partial<Parameters<StartedFlipkart["flipkart"]["acts"]["placeOrder"]>[0]> = {}) =>
  desk.flipkart.acts.placeOrder({ lines: [{ sku: "75192-N" }], ...input });
const stateOf = (shipmentId: string) => desk.flipkart.world.shipments.get(shipmentId)?.state;
const pack = (...ids: string[]) =>
  desk.call("POST", "/v3/shipments/labels", { shipments: ids.map((shipmentId) => ({ shipmentId, locationId: HOME })) });
const ready = (...shipmentIds: string[]) =>
  desk.call("POST", "/v3/shipments/dispatch", { shipmentIds, locationId: HOME });

describe("the search", () => {
  it("finds what waits, without held, foreign and cancelled shipments", async () => {
    const { orderId } = place();
    const page = await search(preDispatch);
    expect(orderIds(page)).toEqual([orderId]);
    expect(page).toMatchObject({ hasMore: false, nextPageUrl: null });
    expect(JSON.stringify(page)).not.toContain("Street");
    expect(orderIds(await search({ ...preDispatch, hold: true }))).toEqual(["OD2"]);
    expect(orderIds(await search({ ...preDispatch, serviceProfiles: ["FBF"] }))).toEqual(["OD4"]);
    expect(orderIds(await search({ type: "postDispatch", states: ["DELIVERED"] }))).toEqual(["OD1"]);
  });

  it("gives cancellations one type at a time, by their own date", async () => {
    const cancelled = { type: "cancelled", states: ["CANCELLED"], cancellationType: "buyerCancellation" };
    const page = await search(cancelled);
    expect(page.shipments[0].orderItems).toMatchObject([
      { orderId: "OD3", status: "CANCELLED", quantity: 1, cancellationReason: "order_cancelled" },
    ]);
    expect((await search({ ...cancelled, cancellationType: "sellerCancellation" })).shipments).toEqual([]);
    expect((await search({ ...cancelled, cancellationDate: { from: "2026-03-09T00:00:00+05:30" } })).shipments).toEqual(
      [],
    );
  });

  it.each([
    ["no states", { type: "preDispatch" }],
    ["states of another type", { type: "preDispatch", states: ["DELIVERED"] }],
    ["cancellations without their type", { type: "cancelled", states: ["CANCELLED"] }],
    ["a date without an offset", { ...preDispatch, modifiedDate: { from: "2026-03-09" } }],
  ])("refuses %s", async (_name, filter) => {
    expect((await desk.call("POST", "/v3/shipments/filter", { filter })).status).toBe(400);
  });

  it("pages by a relative address without /sellers, whose token repeats the query", async () => {
    desk.flipkart.acts.editListing({ sku: "10294-N", inventory: 50 });
    const placed = Array.from({ length: 5 }, () => {
      desk.clock.advance(1000);
      return place({ lines: [{ sku: "10294-N" }] }).orderId;
    });
    const wish = { pagination: { pageSize: 2 }, sort: { field: "modifiedDate", order: "asc" } };
    const pages = [await search(preDispatch, wish)];
    expect(pages[0].nextPageUrl).toMatch(/^\/v3\/shipments\/filter\?next_token=/);
    const token = decodeURIComponent(pages[0].nextPageUrl.split("next_token=")[1]);
    expect(JSON.parse(Buffer.from(token, "base64").toString())).toMatchObject({ query: { filter: preDispatch } });
    while (pages.at(-1).hasMore) pages.push((await desk.call("GET", pages.at(-1).nextPageUrl)).body);
    expect(pages.flatMap(orderIds)).toEqual(placed);
    desk.arm({ kind: "duplicated-page", operation: "searchShipmentsNext" });
    expect((await desk.call("GET", pages[0].nextPageUrl)).body.shipments).toEqual(pages[0].shipments);
    expect((await desk.call("GET", "/v3/shipments/filter?next_token=zzz")).status).toBe(400);
  });

  it("shows production's habits when told to", async () => {
    place({ lines: [{ sku: "75192-N", quantity: 2 }], shippingCharge: 3 });
    desk.flipkart.acts.setBehaviour({ floatQuantities: true, quotedSkus: true, nullHsn: true });
    const { text, body } = await desk.call("POST", "/v3/shipments/filter", { filter: preDispatch });
    expect(text).toContain('"quantity":2.0');
    expect(body.shipments[0].orderItems[0]).toMatchObject({
      sku: "&quot;75192-N&quot;",
      hsn: null,
      priceComponents: { sellingPrice: 139_998, shippingCharge: 3, customerPrice: 140_001, totalPrice: 140_001 },
    });
  });

  it("reads by exactly one kind of id, and gives addresses apart", async () => {
    const { orderId, shipmentIds } = place({ lines: [{ sku: "75192-N" }, { sku: "10294-N" }], splitShipments: true });
    expect(shipmentIds).toHaveLength(2);
    const found = await desk.call("GET", `/v3/shipments?orderIds=${orderId}`);
    expect(found.body.shipments.map((each: Loose) => each.shipmentId).sort()).toEqual([...shipmentIds].sort());
    expect((await desk.call("GET", `/v3/shipments?orderIds=${orderId}&shipmentIds=x`)).status).toBe(400);
    expect((await desk.call("GET", "/v3/shipments?orderIds=OD-none")).body).toEqual({ shipments: [] });
    const { body } = await desk.call("GET", `/v3/shipments/${shipmentIds[0]}`);
    expect(body.shipments[0]).toMatchObject({
      orderId,
      deliveryAddress: { pinCode: expect.any(String), contactNumber: "" },
    });
    expect(body.shipments[0]).not.toHaveProperty("state");
    desk.flipkart.acts.setBehaviour({ pinCodeKey: "pincode" });
    expect(
      (await desk.call("GET", `/v3/shipments/${shipmentIds[0]}`)).body.shipments[0].deliveryAddress.pincode,
    ).toMatch(/^\d{6}$/);
    const many = Array.from({ length: 101 }, (_, index) => `s${index}`).join(",");
    expect((await desk.call("GET", `/v3/shipments/${many}`)).status).toBe(400);
  });
});

describe("standard dispatch", () => {
  it("packs in its own time, prints, is made ready, and goes with Flipkart's courier", async () => {
    const { shipmentIds, orderId } = place();
    const [id = ""] = shipmentIds;
    expect((await desk.call("GET", `/v3/shipments/${id}/labels`)).status).toBe(422);
    expect((await pack(id)).body).toEqual({
      shipments: [{ shipmentId: id, processingStatus: "SUCCESS", errorCode: null, errorMessage: null }],
    });
    expect(stateOf(id)).toBe("PACKING_IN_PROGRESS");
    expect((await ready(id)).body.shipments[0]).toMatchObject({
      processingStatus: "FAILURE",
      errorCode: "OPERATION_NOT_ALLOWED",
    });
    desk.clock.advance(10_000);
    const label = await desk.send("GET", `/v3/shipments/${id}/labels`);
    expect(new TextDecoder().decode((await label.arrayBuffer()).slice(0, 8))).toBe("%PDF-1.4");
    expect((await desk.call("GET", `/v3/shipments/handover/counts?locationId=${HOME}`)).body).toEqual([]);
    expect((await ready(id)).body.shipments[0].processingStatus).toBe("SUCCESS");
    expect((await desk.call("GET", `/v3/shipments/handover/counts?locationId=${HOME}`)).body).toMatchObject([
      { count: 1 },
    ]);
    const manifest = { params: { vendorGroupCode: "EKART-LOGISTICS", locationId: HOME } };
    expect((await desk.send("POST", "/v3/shipments/manifest", manifest)).headers.get("content-type")).toBe(
      "application/pdf",
    );
    const { subShipments } = (await desk.call("GET", `/v3/shipments/${id}`)).body.shipments[0];
    expect(subShipments[0].courierDetails.deliveryDetails.trackingId).toMatch(/^FMPC\d{10}$/);
    desk.flipkart.acts.pickUp({ shipmentId: id });
    desk.flipkart.acts.markShipped({ shipmentId: id });
    desk.flipkart.acts.markDelivered({ shipmentId: id });
    expect(stateOf(id)).toBe("DELIVERED");
    expect(desk.flipkart.ledger.list({ kind: "order-shipped" })).toMatchObject([{ data: { orderId, shipmentId: id } }]);
  });

  it("answers item by item, and refuses more than twenty-five", async () => {
    const { shipmentIds } = place();
    const { body } = await pack("unknown", shipmentIds[0] ?? "");
    expect(body.shipments.map((each: Loose) => [each.processingStatus, each.errorCode])).toEqual([
      ["FAILURE", "INVALID_SHIPMENTS"],
      ["SUCCESS", null],
    ]);
    expect((await pack(...Array.from({ length: 26 }, (_, index) => `s${index}`))).status).toBe(400);
    const away = place({ locationId: AWAY }).shipmentIds[0] ?? "";
    expect((await pack(away)).body.shipments[0].errorCode).toBe("UNPROCESSABLE_ENTITY");
    const later = place({ packableInHours: 3 }).shipmentIds[0] ?? "";
    expect((await pack(later)).body.shipments[0].errorCode).toBe("OPERATION_NOT_ALLOWED");
  });

  it("may fail at a form, which is acknowledged", async () => {
    const [id = ""] = place().shipmentIds;
    desk.flipkart.acts.setBehaviour({ formFailureChance: 1, dispatchStatusKey: "status" });
    expect((await pack(id)).body.shipments[0].status).toBe("SUCCESS");
    desk.clock.advance(10_000);
    expect((await search(preDispatch)).shipments[0].forms).toMatchObject([{ name: "FORM600TG" }]);
    expect(stateOf(id)).toBe("FORM_FAILED");
    const forms = [{ name: "FORM600TG", ackNumber: "1" }];
    await desk.call("POST", "/v3/shipments/forms/updateAck", { shipments: [{ shipmentId: id, forms }] });
    expect(stateOf(id)).toBe("PACKED");
  });

  it("gives invoices as a PDF or as data", async () => {
    const [id = ""] = place().shipmentIds;
    await pack(id);
    desk.clock.advance(10_000);
    const path = `/v3/shipments/${id}/invoices`;
    expect((await desk.send("GET", path)).headers.get("content-type")).toBe("application/pdf");
    desk.flipkart.acts.setBehaviour({ invoiceFormat: "json" });
    expect((await desk.call("GET", path)).body).toMatchObject({
      invoices: [{ shipmentId: id, invoiceNumber: expect.any(String) }],
    });
  });
});

describe("cancellation", () => {
  const cancel = (shipmentId: string, more: object = {}) =>
    desk.call("POST", "/v3/shipments/cancel", {
      shipments: [{ shipmentId, locationId: HOME, reason: "not_enough_inventory", ...more }],
    });
  const stock = (sku: string) => desk.flipkart.world.listings.get(sku)?.locations[0];

  it("for stock sets the listing to nothing; a wrong reason is refused", async () => {
    const [id = ""] = place().shipmentIds;
    expect(stock("75192-N")).toMatchObject({ inventory: 4, pendingInventory: 2 });
    expect((await cancel(id, { reason: "bored" })).body.shipments[0].errorCode).toBe(
      "EMPTY_OR_INVALID_REASON_FOR_CANCELLATION",
    );
    expect((await cancel(id)).body.shipments[0].processingStatus).toBe("SUCCESS");
    expect(stateOf(id)).toBe("CANCELLED");
    expect(stock("75192-N")).toMatchObject({ inventory: 0, pendingInventory: 1 });
    expect((await cancel(id)).body.shipments[0].errorCode).toBe("OPERATION_NOT_ALLOWED");
  });

  it("of a part leaves the rest, and makes a printed label void", async () => {
    const { shipmentIds, orderItemIds } = place({ lines: [{ sku: "75192-N", quantity: 3 }] });
    const [id = ""] = shipmentIds;
    await pack(id);
    desk.clock.advance(10_000);
    await search(preDispatch);
    desk.flipkart.acts.cancelItem({ orderItemId: orderItemIds[0] ?? "", quantity: 1 });
    expect((await search(preDispatch)).shipments[0].orderItems).toMatchObject([{ quantity: 2, status: "PACKED" }]);
    const parts = await search({ type: "cancelled", states: ["CANCELLED"], cancellationType: "buyerCancellation" });
    expect(parts.shipments.flatMap((each: Loose) => each.orderItems)).toContainEqual(
      expect.objectContaining({ orderItemId: orderItemIds[0], quantity: 1, status: "CANCELLED" }),
    );
    expect(stock("75192-N")).toMatchObject({ inventory: 3 });
    expect((await desk.send("POST", `/v3/shipments/${id}/labelOnly/pdf`)).status).toBe(422);
    expect((await desk.send("POST", `/v3/shipments/${id}/labelOnly/pdf?reprint=true`)).status).toBe(200);
    expect((await ready(id)).body.shipments[0].processingStatus).toBe("SUCCESS");
  });
});

describe("self-ship", () => {
  const parcel = (shipmentId: string, more: object = {}) => ({
    shipmentId,
    locationId: HOME,
    dispatchDate: "2026-03-10T11:00:00+05:30",
    tentativeDeliveryDate: "2026-03-13T11:00:00+05:30",
    deliveryPartner: "Delhivery",
    deliveryPartnerCode: "DELHIVERY",
    trackingId: "DL1",
    invoice: { invoiceDate: "2026-03-10" },
    ...more,
  });
  const dispatch = (item: object) => desk.call("POST", "/v3/shipments/selfShip/dispatch", { shipments: [item] });

  it("takes tracking, can correct it, and is delivered", async () => {
    const { shipmentIds, orderId } = place({ shipmentType: "SELF" });
    const [id = ""] = shipmentIds;
    expect((await dispatch(parcel(id))).body.shipments[0].processingStatus).toBe("SUCCESS");
    expect((await dispatch(parcel(id))).body.shipments[0].errorCode).toBe("OPERATION_NOT_ALLOWED");
    await desk.call("POST", `/v3/shipments/${id}/update`, {
      shipment_id: id,
      tracking_id: "DL2",
      delivery_partner: "Blue Dart",
    });
    const { subShipments } = (await desk.call("GET", `/v3/shipments/${id}`)).body.shipments[0];
    expect(subShipments[0].courierDetails.deliveryDetails).toEqual({ vendorName: "Blue Dart", trackingId: "DL2" });
    const delivery = { shipments: [{ shipmentId: id, deliveryDate: "2026-03-10T11:00:00+05:30" }] };
    await desk.call("POST", "/v3/shipments/selfShip/delivery", delivery);
    expect(stateOf(id)).toBe("DELIVERED");
    expect(desk.flipkart.ledger.list({ kind: "order-shipped" })).toMatchObject([
      { data: { orderId, trackingId: "DL1" } },
    ]);
  });

  it.each([
    ["dispatched tomorrow", { dispatchDate: "2026-03-11T00:00:00+05:30" }],
    ["delivered yesterday", { tentativeDeliveryDate: "2026-03-09T23:59:59+05:30" }],
  ])("refuses a parcel %s", async (_name, change) => {
    const [id = ""] = place({ shipmentType: "SELF" }).shipmentIds;
    expect((await dispatch(parcel(id, change))).body.shipments[0].errorCode).toBe("UNPROCESSABLE_ENTITY");
  });

  it("is not for Flipkart's courier, and may want a partner's code", async () => {
    const [normal = ""] = place().shipmentIds;
    expect((await dispatch(parcel(normal))).body.shipments[0].errorCode).toBe("OPERATION_NOT_ALLOWED");
    desk.flipkart.acts.setBehaviour({ needsPartnerCode: true });
    const [own = ""] = place({ shipmentType: "SELF" }).shipmentIds;
    const { deliveryPartnerCode: _, ...without } = parcel(own);
    expect((await dispatch(without)).body.shipments[0].errorCode).toBe("UNPROCESSABLE_ENTITY");
  });
});

it("the helpers of Flipkart's sandbox do what the acts do", async () => {
  const listing = desk.flipkart.world.listings.get("75192-N");
  const order = {
    shipmentType: "NORMAL",
    locationId: HOME,
    orderItems: [{ listingId: listing?.listingId, quantity: 1 }],
  };
  const { response } = (await desk.call("POST", "/orders/sandbox/test_orders", order)).body;
  const { orderItemId } = response.orderItems[0];
  const { shipmentId } = (await desk.call("GET", `/v3/shipments?orderItemIds=${orderItemId}`)).body.shipments[0];
  await desk.call("PUT", "/orders/sandbox/on_hold", { orderItemId });
  expect((await pack(shipmentId)).body.shipments[0].processingStatus).toBe("FAILURE");
  await desk.call("PUT", "/orders/sandbox/un_hold", { orderItemId });
  await pack(shipmentId);
  desk.clock.advance(10_000);
  await ready(shipmentId);
  for (const path of ["pick_up_complete", "shipped", "delivered"]) {
    expect((await desk.call("POST", `/orders/sandbox/${path}`, { orderItemId })).status).toBe(200);
  }
  expect((await desk.call("POST", "/orders/sandbox/delivered", { orderItemId })).status).toBe(400);
  await desk.call("POST", "/returns/sandbox/create_returns", { orderItemId, returnType: "customer" });
  await desk.call("POST", "/returns/sandbox/return_events", { orderItemId, eventType: "return_completed" });
  expect(stateOf(shipmentId)).toBe("RETURNED");
});

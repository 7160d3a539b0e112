import { existsSync, readFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { AWAY, HOME, type Loose, type StartedFlipkart, startFlipkart } from "./testing/started-flipkart.ts";

// A digest of Flipkart's public SDK and its published notifications, kept beside the repository.
const folder = new URL("../../../../../shared/specs/flipkart/", import.meta.url);
const haveSpecs = existsSync(folder);
if (!haveSpecs) console.warn("Flipkart's field lists are not beside the repository: the shapes are not checked.");
const read = (name: string): Loose => (haveSpecs ? JSON.parse(readFileSync(new URL(name, folder), "utf8")) : {});
const { models = {} } = read("sdk-fields.derived.json");
const { examples = {} } = read("notifications.examples.json");

/** Fields that newer pages or recorded answers have and the SDK of 2022 lacks. */
const newer: Readonly<Record<string, readonly string[]>> = {
  ShipmentDetails: ["locationId", "subShipments"],
  Address: ["stateName"],
  SubShipment: ["courierDetails"],
  MarketplaceListingDetail: ["product_title", "product_url", "marketplace", "fulfillment"],
};
const strangers = (model: string, row: object) => {
  const known = new Set([...Object.keys(models[model].fields), ...(newer[model] ?? [])]);
  return Object.keys(row)
    .filter((key) => !known.has(key))
    .map((key) => `${model}.${key}`);
};

let desk: StartedFlipkart;
beforeEach(async () => {
  desk = await startFlipkart();
});
afterEach(() => desk.stop());

describe.skipIf(!haveSpecs)("answers have no field that Flipkart's models do not know", () => {
  it("of shipments, their items and prices, their cancelled parts", async () => {
    const { orderItemIds } = desk.flipkart.acts.placeOrder({ lines: [{ sku: "75192-N", quantity: 2 }] });
    desk.flipkart.acts.cancelItem({ orderItemId: orderItemIds[0] ?? "", quantity: 1 });
    const filters = [
      { type: "preDispatch", states: ["APPROVED"] },
      { type: "cancelled", states: ["CANCELLED"], cancellationType: "buyerCancellation" },
    ];
    for (const filter of filters) {
      const { body } = await desk.call("POST", "/v3/shipments/filter", { filter });
      expect(strangers("SearchShipmentResponse", body)).toEqual([]);
      expect(body.shipments.length).toBeGreaterThan(0);
      const items = body.shipments.flatMap((shipment: Loose) => shipment.orderItems);
      const found = [
        ...body.shipments.flatMap((shipment: Loose) => strangers("Shipment", shipment)),
        ...items.flatMap((item: Loose) => strangers("OrderItem", item)),
        ...items.flatMap((item: Loose) => strangers("PriceComponents", item.priceComponents)),
      ];
      expect(found).toEqual([]);
      for (const item of items) expect(models.OrderItem.enums.StatusEnum).toContain(item.status);
    }
  });

  it("of addresses, listings and returns", async () => {
    const [shipment] = desk.flipkart.world.shipments.where(({ state }) => state === "DELIVERED");
    const detail = (await desk.call("GET", `/v3/shipments/${shipment?.shipmentId}`)).body.shipments[0];
    expect([...strangers("ShipmentDetails", detail), ...strangers("Address", detail.deliveryAddress)]).toEqual([]);
    expect(strangers("SubShipment", detail.subShipments[0])).toEqual([]);
    const listing = (await desk.call("GET", "/listings/v3/75192-N")).body.available["75192-N"];
    expect(strangers("MarketplaceListingDetail", listing)).toEqual([]);
    expect(listing.locations.flatMap((each: Loose) => strangers("Location", each))).toEqual([]);
    expect(listing.locations.map(({ id }: Loose) => id)).toEqual([HOME, AWAY]);
    desk.flipkart.acts.createReturn({ orderItemId: shipment?.items[0]?.orderItemId ?? "" });
    const { body } = await desk.call("GET", "/v2/returns?source=customer_return");
    expect([...strangers("ReturnsSearchResponseV2", body), ...strangers("ReturnItem", body.returnItems[0])]).toEqual(
      [],
    );
  });
});

it.skipIf(!haveSpecs)("notifications have the fields of the published examples", async () => {
  desk.flipkart.acts.subscribe({ url: "http://127.0.0.1:9/nobody" });
  const { shipmentIds, orderItemIds } = desk.flipkart.acts.placeOrder({ lines: [{ sku: "75192-N", quantity: 2 }] });
  const shipmentId = shipmentIds[0] ?? "";
  desk.flipkart.acts.setHold({ shipmentId, hold: true });
  desk.flipkart.acts.setHold({ shipmentId, hold: false });
  const after = "2026-03-10T06:00:00Z";
  desk.flipkart.acts.changeDispatchDates({ shipmentId, after, by: "2026-03-12T06:00:00Z" });
  await desk.call("POST", "/v3/shipments/labels", { shipments: [{ shipmentId, locationId: HOME }] });
  desk.flipkart.acts.endPacking({ shipmentId });
  await desk.call("POST", "/v3/shipments/dispatch", { shipmentIds, locationId: HOME });
  desk.flipkart.acts.pickUp({ shipmentId });
  desk.flipkart.acts.markShipped({ shipmentId });
  desk.flipkart.acts.markDelivered({ shipmentId });
  desk.flipkart.acts.cancelItem({ orderItemId: orderItemIds[0] ?? "", quantity: 1 });
  const sent = new Map(desk.flipkart.world.notifications.all().map(({ eventType, body }) => [eventType, body]));
  expect([...sent.keys()].length).toBeGreaterThan(8);
  for (const [eventType, body] of sent) {
    const example = examples[eventType];
    const own = Object.keys(body["attributes"] as object).filter((key) => key !== "shipmentType");
    expect(Object.keys(example.attributes), eventType).toEqual(expect.arrayContaining(own));
    expect(own, eventType).toEqual(expect.arrayContaining(Object.keys(example.attributes)));
  }
});

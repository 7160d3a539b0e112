import { shipmentSchema } from "@counterfoil/core/model";
import { describe, expect, test } from "vitest";
import { ConnectorError, type ShipRequest } from "../contract/index.ts";
import { type Bench, declared, needed, refusal } from "./bench.ts";

export function describeFulfillment(bench: Bench): void {
  const { driver } = bench;
  const setUp = async () => {
    const { connector } = await bench.connect();
    const order = await needed(driver.shippableOrder, "shippableOrder")();
    const shippedAt = new Date(driver.clock.now()).toISOString();
    const request: ShipRequest = { ...order, shippedAt, idempotencyKey: `conformance-${order.orderExternalId}` };
    return { connector, fulfillment: declared(connector.fulfillment, "fulfillment"), request };
  };
  const truth = async (request: ShipRequest) =>
    needed(driver.trackingNumberOf, "trackingNumberOf")(request.orderExternalId);
  const shipmentsOf = async (request: ShipRequest) =>
    (await driver.effects()).filter(
      (effect) => effect.kind === "order-shipped" && effect.externalId === request.orderExternalId,
    ).length;

  describe("fulfillment", () => {
    test("tells the platform once, whatever it is asked twice", async () => {
      const { fulfillment, request } = await setUp();
      const shipment = await fulfillment.ship(request);
      expect(shipmentSchema.safeParse(shipment).error?.issues ?? []).toEqual([]);
      expect(shipment.trackingNumber).toBe(request.trackingNumber);
      expect(await truth(request)).toBe(request.trackingNumber);
      const again = await fulfillment.ship(request);
      expect(again.trackingNumber).toBe(request.trackingNumber);
      expect(await shipmentsOf(request)).toBe(1);
    });

    test("reconciles a lost answer by reading; the platform ships once", async () => {
      const { fulfillment, request } = await setUp();
      await driver.injectFault({ kind: "answer-lost", on: "ship", times: 1 });
      const first = await fulfillment.ship(request).catch((error: unknown) => error);
      if (first instanceof Error) expect(ConnectorError.is(first) ? first.code : first).toBe("outcome_unknown");
      if (await truth(request)) {
        expect(await fulfillment.reconcile(request)).toMatchObject({ trackingNumber: request.trackingNumber });
      }
      await fulfillment.ship(request);
      expect(await truth(request)).toBe(request.trackingNumber);
      expect(await shipmentsOf(request)).toBe(1);
    });

    test("finds no shipment where none was made, and ships through a passing 503", async () => {
      const { fulfillment, request } = await setUp();
      expect(await fulfillment.reconcile(request)).toBeNull();
      await driver.injectFault({ kind: "server-error", status: 503, on: "ship", times: 1 });
      await fulfillment.ship(request);
      expect(await shipmentsOf(request)).toBe(1);
    });

    test("the shipped order reads as shipped", async () => {
      const { connector, fulfillment, request } = await setUp();
      await fulfillment.ship(request);
      const order = await declared(connector.orders, "orders").get(request.orderExternalId);
      expect(["shipped", "partially_shipped", "delivered", "completed"]).toContain(order.status);
    });

    test("refuses an unknown order", async () => {
      const { fulfillment, request } = await setUp();
      const unknown = { ...request, orderExternalId: bench.unknownOrderId ?? "999999999", lines: null };
      const error = await refusal(fulfillment.ship(unknown));
      expect(["not_found", "rejected", "invalid_request"]).toContain(error.code);
    });

    test("names its carriers, or none where any text is accepted", async () => {
      const { fulfillment } = await setUp();
      for (const carrier of await fulfillment.carriers()) {
        expect(carrier.code).not.toBe("");
        expect(carrier.name).not.toBe("");
      }
    });
  });
}

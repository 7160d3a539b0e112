import { type PageProblem, readRecords } from "@counterfoil/connector-kit";
import type { Order } from "@counterfoil/core/model";
import { z } from "zod";
import type { FlipkartCall, FlipkartClient } from "../flipkart-client.ts";
import { shipmentDetailsSchema, shipmentSchema } from "../flipkart-schemas.ts";
import { mapOrder, type ShipmentRecord } from "./map-order.ts";

export interface OrdersRead {
  items: Order[];
  problems: PageProblem[];
}

const idSchema = z.object({ shipmentId: z.string() });
type Found = Pick<ShipmentRecord, "shipment" | "raw">;

/**
 * Reads orders whole: all shipments of each, since one order may become several, then their people and couriers. What
 * a search has shown is joined in, because a cancelled part may be shown there alone.
 */
export async function readOrders(
  client: FlipkartClient,
  orderIds: readonly string[],
  { call, seen = [] }: { call: FlipkartCall; seen?: readonly unknown[] },
): Promise<OrdersRead> {
  if (orderIds.length === 0) return { items: [], problems: [] };
  const read = readShipments(await client.shipmentsBy("orderIds", orderIds, call));
  const records = joined(read.items, readShipments(seen).items);
  const details = await readDetails(client, records, call);
  const items: Order[] = [];
  const problems = [...read.problems];
  for (const orderId of new Set(orderIds)) {
    const own = records.filter(({ shipment }) => shipment.orderItems[0]?.orderId === orderId);
    if (own.length === 0) continue;
    try {
      items.push(
        mapOrder(
          orderId,
          own.map((record) => ({ ...record, ...details(record.shipment.shipmentId) })),
        ),
      );
    } catch (error) {
      const message = error instanceof Error ? error.message : "the order could not be read";
      problems.push({ externalId: orderId, message, raw: own.map(({ raw }) => raw) });
    }
  }
  return { items, problems };
}

/** Checks shipments one by one. */
export function readShipments(records: readonly unknown[]): { items: Found[]; problems: PageProblem[] } {
  return readRecords(records, {
    schema: shipmentSchema,
    idOf: (raw) => idSchema.safeParse(raw).data?.shipmentId ?? null,
    map: (shipment, raw) => ({ shipment, raw }),
  });
}

/** People and couriers of shipments by their id; one that cannot be read has none. */
export async function readDetails(client: FlipkartClient, records: readonly Found[], call: FlipkartCall) {
  const ids = records.map(({ shipment }) => shipment.shipmentId);
  const found = ids.length === 0 ? [] : await client.details(ids, call);
  const byId = new Map(
    found.flatMap((rawDetails) => {
      const details = shipmentDetailsSchema.safeParse(rawDetails).data;
      return details ? [[details.shipmentId, { details, rawDetails }] as const] : [];
    }),
  );
  return (id: string): Pick<ShipmentRecord, "details" | "rawDetails"> =>
    byId.get(id) ?? { details: undefined, rawDetails: undefined };
}

// The reading by order is the newer one. Of the search, only cancelled items that it does not show are added.
function joined(read: readonly Found[], seen: readonly Found[]): Found[] {
  const shown = new Set(
    read.flatMap(({ shipment }) => shipment.orderItems.map((item) => keyOf(shipment.shipmentId, item))),
  );
  const extra = seen.flatMap(({ shipment, raw }): Found[] => {
    const orderItems = shipment.orderItems.filter(
      (item) => item.status.toUpperCase() === "CANCELLED" && !shown.has(keyOf(shipment.shipmentId, item)),
    );
    return orderItems.length === 0 ? [] : [{ shipment: { ...shipment, orderItems }, raw }];
  });
  return [...read, ...extra];
}

function keyOf(shipmentId: string, item: { orderItemId: string; status: string }): string {
  return `${shipmentId} ${item.orderItemId} ${item.status.toUpperCase() === "CANCELLED"}`;
}

import { ConnectorError, type PageProblem, readRecords } from "@counterfoil/connector-kit";
import type { Order } from "@counterfoil/core/model";
import { z } from "zod";
import type { FlipkartCall, FlipkartClient } from "../flipkart-client.ts";
import { shipmentDetailsSchema, shipmentSchema } from "../flipkart-schemas.ts";
import { mapOrder, type ShipmentRecord } from "./map-order.ts";

export interface OrdersRead {
  items: Order[];
  problems: PageProblem[];
  /** Flipkart keeps names and addresses from this application. */
  withheld: boolean;
}

const idSchema = z.object({ shipmentId: z.string() });
const shipmentIdOf = (raw: unknown): string | null => idSchema.safeParse(raw).data?.shipmentId ?? null;
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
  if (orderIds.length === 0) return { items: [], problems: [], withheld: false };
  const answer = await client.shipmentsBy("orderIds", orderIds, call);
  const read = readShipments(answer);
  const records = joined(read.items, readShipments(seen).items, new Set(answer.map(shipmentIdOf)));
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
          own.map((record) => ({ ...record, ...details.of(record.shipment.shipmentId) })),
        ),
      );
    } catch (error) {
      const message = error instanceof Error ? error.message : "the order could not be read";
      problems.push({ externalId: orderId, message, raw: own.map(({ raw }) => raw) });
    }
  }
  return { items, problems, withheld: details.withheld };
}

/** Checks shipments one by one. */
export function readShipments(records: readonly unknown[]): { items: Found[]; problems: PageProblem[] } {
  return readRecords(records, {
    schema: shipmentSchema,
    idOf: shipmentIdOf,
    map: (shipment, raw) => ({ shipment, raw }),
  });
}

/**
 * People and couriers of shipments by their id; one that cannot be read has none, and nobody has where Flipkart withholds
 * them from the application: the goods are to be known all the same.
 */
export async function readDetails(client: FlipkartClient, records: readonly Found[], call: FlipkartCall) {
  const ids = records.map(({ shipment }) => shipment.shipmentId);
  const told = ids.length === 0 ? [] : await client.details(ids, call).catch(nullIfWithheld);
  const byId = new Map(
    (told ?? []).flatMap((rawDetails) => {
      const details = shipmentDetailsSchema.safeParse(rawDetails).data;
      return details ? [[details.shipmentId, { details, rawDetails }] as const] : [];
    }),
  );
  return {
    withheld: told === null,
    of: (id: string): Pick<ShipmentRecord, "details" | "rawDetails"> =>
      byId.get(id) ?? { details: undefined, rawDetails: undefined },
  };
}

function nullIfWithheld(error: unknown): null {
  if (ConnectorError.is(error) && error.code === "permission_denied") return null;
  throw error;
}

// The reading by order is the newer one. Of the search, cancelled items that it does not show are added, and shipments
// that it leaves out.
function joined(read: readonly Found[], seen: readonly Found[], answered: ReadonlySet<string | null>): Found[] {
  const shown = new Set(
    read.flatMap(({ shipment }) => shipment.orderItems.map((item) => keyOf(shipment.shipmentId, item))),
  );
  const extra = seen.flatMap(({ shipment, raw }): Found[] => {
    if (!answered.has(shipment.shipmentId)) return [{ shipment, raw }];
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

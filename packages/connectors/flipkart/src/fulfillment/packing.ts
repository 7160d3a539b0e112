import { ConnectorError } from "@counterfoil/connector-kit";
import type { FlipkartCall, FlipkartClient } from "../flipkart-client.ts";
import { itemError, succeeded } from "../flipkart-errors.ts";
import type { WireShipment } from "../flipkart-schemas.ts";
import type { FlipkartContext } from "../flipkart-settings.ts";
import { readShipments } from "../orders/order-reader.ts";
import { shipmentState } from "../orders/order-status.ts";

export const packOperation = "POST /v3/shipments/labels";
const pollMs = 2_000;

/** Length, breadth and height in centimetres, weight in kilograms. */
export interface ParcelSize {
  length: number;
  breadth: number;
  height: number;
  weight: number;
}

/** Reads the form's `30x20x10, 0.5`; null where none is set. */
export function parcelSize(text: string | undefined): ParcelSize | null {
  const [length, breadth, height, weight] = (text ?? "").split(/[x,;]/i).map((part) => Number(part));
  if (!length || !breadth || !height || !weight) return null;
  return { length, breadth, height, weight };
}

/** Asks Flipkart to make label and invoice. Its work begins now and ends later. Throws for one that it refuses. */
export async function startPacking(
  client: FlipkartClient,
  shipments: readonly WireShipment[],
  { size, call }: { size: ParcelSize | null; call: FlipkartCall },
): Promise<void> {
  const errors = await askForPacking(client, shipments, { size, call });
  for (const error of errors) if (error !== null) throw error;
}

/** The same, with an error or null for each shipment, in order. At most 25. */
export async function askForPacking(
  client: FlipkartClient,
  shipments: readonly WireShipment[],
  { size, call }: { size: ParcelSize | null; call: FlipkartCall },
): Promise<(ConnectorError | null)[]> {
  if (shipments.length === 0) return [];
  const json = { shipments: shipments.map((shipment) => packBody(shipment, size)) };
  const results = await client.change(packOperation, json, call);
  return shipments.map(({ shipmentId }) => {
    const result = results.find((each) => each.shipmentId === shipmentId);
    if (result !== undefined && succeeded(result)) return null;
    return itemError(packOperation, result, `packing shipment ${shipmentId}`);
  });
}

function packBody(shipment: WireShipment, size: ParcelSize | null) {
  const { shipmentId, locationId, subShipments } = shipment;
  const parcels = (subShipments ?? []).flatMap(({ subShipmentId }) =>
    size && subShipmentId ? [{ subShipmentId, dimensions: size }] : [],
  );
  return { shipmentId, ...(locationId && { locationId }), ...(parcels.length > 0 && { subShipments: parcels }) };
}

/**
 * Waits until shipments are packed; usually seconds, at worst half an hour. Throws `unavailable` when the wait is over
 * (asking again later goes on from there), `rejected` where a form is in the way.
 */
export async function waitUntilPacked(
  client: FlipkartClient,
  shipmentIds: readonly string[],
  { context, call }: { context: Pick<FlipkartContext, "now" | "sleep" | "packingWaitMs">; call: FlipkartCall },
): Promise<WireShipment[]> {
  const until = Math.min(context.now() + context.packingWaitMs, call.deadlineAt ?? Number.POSITIVE_INFINITY);
  for (;;) {
    const { items } = readShipments(await client.shipmentsBy("shipmentIds", shipmentIds, call));
    const shipments = items.map(({ shipment }) => shipment);
    const states = shipments.map(shipmentState);
    if (states.includes("FORM_FAILED")) throw formFailed();
    if (!states.some((state) => state === "APPROVED" || state === "PACKING_IN_PROGRESS")) return shipments;
    if (context.now() + pollMs > until) throw stillPacking();
    await context.sleep(pollMs, call.signal);
  }
}

function formFailed(): ConnectorError {
  return new ConnectorError({
    code: "rejected",
    message:
      "Flipkart needs a form acknowledged before it packs this parcel. Do so in the seller panel, then try again.",
    operation: packOperation,
    platformCode: "FORM_FAILED",
  });
}

function stillPacking(): ConnectorError {
  return new ConnectorError({
    code: "unavailable",
    message: "Flipkart is still making label and invoice, which may take up to half an hour. Try again then.",
    operation: packOperation,
    platformCode: "PACKING_IN_PROGRESS",
  });
}

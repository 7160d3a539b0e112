import { ConnectorError } from "@counterfoil/connector-kit";
import type { FlipkartCall, FlipkartClient } from "../flipkart-client.ts";
import { itemError, succeeded } from "../flipkart-errors.ts";
import type { WireShipment } from "../flipkart-schemas.ts";
import type { FlipkartContext } from "../flipkart-settings.ts";
import { shipmentState } from "../orders/order-status.ts";
import { parcelSize, startPacking, waitUntilPacked } from "./packing.ts";

export const readyOperation = "POST /v3/shipments/dispatch";

interface StandardWork {
  context: FlipkartContext;
  call: FlipkartCall;
}

/** Packs what is not packed yet, then marks all as ready for Flipkart's courier, location by location. */
export async function dispatchStandard(
  client: FlipkartClient,
  shipments: readonly WireShipment[],
  { context, call }: StandardWork,
): Promise<void> {
  const early = shipments.find((shipment) => Date.parse(shipment.dispatchAfterDate ?? "") > context.now());
  if (early) throw tooEarly(early.dispatchAfterDate ?? "");
  const unpacked = shipments.filter((shipment) => shipmentState(shipment) === "APPROVED");
  await startPacking(client, unpacked, { size: parcelSize(context.credentials.defaultParcel), call });
  const ids = shipments.map(({ shipmentId }) => shipmentId);
  const packed = await waitUntilPacked(client, ids, { context, call });
  const left = packed.filter((shipment) => shipmentState(shipment) === "PACKED");
  for (const locationId of new Set(left.map((shipment) => shipment.locationId ?? ""))) {
    const shipmentIds = left.filter((each) => (each.locationId ?? "") === locationId).map((each) => each.shipmentId);
    const results = await client.change(readyOperation, { shipmentIds, locationId }, call);
    for (const shipmentId of shipmentIds) {
      const result = results.find((each) => each.shipmentId === shipmentId);
      if (result === undefined || !succeeded(result)) {
        throw itemError(readyOperation, result, `shipment ${shipmentId} as ready to dispatch`);
      }
    }
  }
}

function tooEarly(after: string): ConnectorError {
  return new ConnectorError({
    code: "conflict",
    message: `Flipkart does not let this parcel be packed before ${after}: the buyer may still cancel until then.`,
    operation: readyOperation,
  });
}

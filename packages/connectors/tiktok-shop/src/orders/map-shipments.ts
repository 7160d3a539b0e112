import type { Shipment } from "@counterfoil/core/model";
import type { WireLineItem, WireOrder } from "../schemas/order.ts";
import { groupBy, instant, textOrNull } from "../tiktok-shop-values.ts";
import { type LineUnits, orderLines } from "./map-order-lines.ts";
import { isShippedUnit } from "./order-status.ts";

/** The parcels that left: TikTok Shop makes some packages before anything is shipped, which are none yet. */
export function mapShipments(order: WireOrder): Shipment[] {
  const lines = orderLines(order);
  const shipped = (order.line_items ?? []).filter(isShippedUnit);
  const parcels = groupBy(
    shipped,
    (unit) => textOrNull(unit.package_id) ?? `tracking ${textOrNull(unit.tracking_number)}`,
  );
  return [...parcels.values()].map((units) => parcel(units, lines));
}

function parcel(units: readonly WireLineItem[], lines: readonly LineUnits[]): Shipment {
  const [first] = units;
  const inParcel = new Set(units.map(({ id }) => id));
  return {
    externalId: textOrNull(first?.package_id),
    carrier: textOrNull(first?.shipping_provider_name),
    trackingNumber: textOrNull(first?.tracking_number),
    shippedAt: instant(first?.rts_time),
    lines: lines
      .map((line) => ({
        lineExternalId: line.externalId,
        quantity: line.units.filter(({ id }) => inParcel.has(id)).length,
      }))
      .filter(({ quantity }) => quantity > 0),
  };
}

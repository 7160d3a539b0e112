import { ConnectorError, type ShipRequest } from "@counterfoil/connector-kit";
import { orderLines } from "../orders/map-order-lines.ts";
import { isCancelledUnit, isFulfilledByPlatform, isShippedUnit } from "../orders/order-status.ts";
import type { WireLineItem, WireOrder } from "../schemas/order.ts";
import { shipsByLineItems } from "../tiktok-shop-regions.ts";
import { textOrNull } from "../tiktok-shop-values.ts";

/**
 * How TikTok Shop wants a shipment told. `own-parcel`: line items, carrier and number. `own-package`: its package with
 * carrier and number. `tiktok-package`: its package is handed over, and the number is TikTok Shop's.
 */
export type ShipmentPlan = { units: readonly WireLineItem[]; deliveryOptionId: string | null } & (
  | { kind: "own-parcel"; trackingNumber: string; carrier: string }
  | { kind: "own-package"; packageId: string; trackingNumber: string; carrier: string }
  | { kind: "tiktok-package"; packageId: string }
);

/** Decides how to ship what the request names. Throws for what TikTok Shop would refuse, before anything is asked of it. */
export function planShipment(request: ShipRequest, order: WireOrder, region: string | null): ShipmentPlan {
  refuseOthersGoods(order);
  const units = unitsToShip(request, order);
  const deliveryOptionId = textOrNull(order.delivery_option_id);
  if (order.shipping_type?.trim() === "TIKTOK") {
    refuseOwnTracking(request);
    const packageId = wholePackage(units, order, "Buy its label first; TikTok Shop then makes the package.");
    return { kind: "tiktok-package", packageId, units, deliveryOptionId };
  }
  const trackingNumber = request.trackingNumber?.trim();
  const carrier = request.carrier?.trim();
  if (!trackingNumber || !carrier) {
    throw refusal("invalid_request", "TikTok Shop takes a shipment only with its carrier and tracking number.");
  }
  const parcel = { units, deliveryOptionId, trackingNumber, carrier };
  const byLineItems = region === null ? units.every(hasNoPackage) : shipsByLineItems(region);
  if (byLineItems) return { kind: "own-parcel", ...parcel };
  return {
    kind: "own-package",
    packageId: wholePackage(units, order, "Split the order in Seller Center first."),
    ...parcel,
  };
}

function refuseOthersGoods(order: WireOrder): void {
  if (isFulfilledByPlatform(order)) {
    throw refusal("rejected", `TikTok Shop's own warehouse ships this order (${order.fulfillment_type?.trim()}).`);
  }
  const state = order.status.trim();
  if (state === "CANCELLED") throw refusal("rejected", "The order is cancelled.");
  if (state === "UNPAID") throw refusal("rejected", "The order is not paid yet.");
  if (state === "ON_HOLD") {
    throw refusal(
      "rejected",
      "The order is on hold: the buyer may still cancel it. TikTok Shop takes no shipment yet.",
    );
  }
}

function refuseOwnTracking({ trackingNumber }: ShipRequest): void {
  if (trackingNumber === null) return;
  const message = "TikTok Shop ships this order by its own carrier and gives the tracking number: leave it empty.";
  throw refusal("rejected", message);
}

/** The units to ship: those of the named lines that are still here, or all that are left. */
function unitsToShip({ lines, orderExternalId }: ShipRequest, order: WireOrder): WireLineItem[] {
  const left = (unit: WireLineItem) => !isShippedUnit(unit) && !isCancelledUnit(unit);
  const all = orderLines(order);
  if (lines === null) {
    const units = all.flatMap((line) => line.units.filter(left));
    if (units.length === 0) throw refusal("conflict", "Nothing of this order is left to ship.");
    return units;
  }
  if (lines.length === 0) throw refusal("invalid_request", "A shipment has at least one line.");
  return lines.flatMap(({ lineExternalId, quantity }) => {
    const line = all.find(({ externalId }) => externalId === lineExternalId);
    if (!line) throw refusal("not_found", `Order ${orderExternalId} has no line ${lineExternalId}.`);
    const units = line.units.filter(left).slice(0, quantity);
    if (units.length === quantity) return units;
    throw refusal("conflict", `Of line ${lineExternalId}, ${units.length} are left to ship, not ${quantity}.`);
  });
}

function hasNoPackage(unit: WireLineItem): boolean {
  return textOrNull(unit.package_id) === null;
}

/** The one package that holds exactly these units: packages are shipped as they are. */
function wholePackage(units: readonly WireLineItem[], order: WireOrder, remedy: string): string {
  const ids = new Set(units.map((unit) => textOrNull(unit.package_id)));
  const [packageId] = ids;
  if (!packageId) throw refusal("rejected", `TikTok Shop has no package for these goods yet. ${remedy}`);
  if (ids.size > 1)
    throw refusal("rejected", "These goods are in several packages of TikTok Shop's. Ship each by itself.");
  const inside = (order.line_items ?? []).filter((unit) => textOrNull(unit.package_id) === packageId);
  const shippable = inside.filter((unit) => !isCancelledUnit(unit));
  if (shippable.length === units.length) return packageId;
  throw refusal("rejected", `TikTok Shop's package holds ${shippable.length} units, not ${units.length}. ${remedy}`);
}

function refusal(code: "invalid_request" | "rejected" | "conflict" | "not_found", message: string): ConnectorError {
  return new ConnectorError({ code, message, operation: "ship" });
}

import type { CallLimits } from "@counterfoil/connector-kit";
import { madePackageSchema, shippingServicesSchema, type WireShippingService } from "../schemas/fulfillment.ts";
import type { TiktokShopClient } from "../tiktok-shop-client.ts";

/** What goes into a parcel, for the choice of a shipping service. Decimal text, as TikTok Shop has it. */
export interface ParcelSize {
  /** Line item ids of the units inside; TikTok Shop takes all that are left when none are named. */
  unitIds?: readonly string[];
  weight?: { value: string; unit: "GRAM" | "POUND" };
  dimension?: { length: string; width: string; height: string; unit: "CM" | "INCH" };
}

/** Shipping services that TikTok Shop offers for a parcel, with their prices. */
export async function readShippingServices(
  client: TiktokShopClient,
  { orderId, parcel }: { orderId: string; parcel: ParcelSize },
  limits: CallLimits,
): Promise<readonly WireShippingService[]> {
  const data = await client.call(
    {
      operation: "POST /fulfillment/202309/orders/{order_id}/shipping_services/query",
      lane: "send_tracking",
      effect: "read",
      path: `/fulfillment/202309/orders/${encodeURIComponent(orderId)}/shipping_services/query`,
      ...bodyOf(parcelBody(parcel)),
      data: shippingServicesSchema,
    },
    limits,
  );
  return data?.shipping_services ?? [];
}

/** Buys a label, which costs money and makes the package. Never sent twice: after a lost answer, look at the order. */
export async function buyLabel(
  client: TiktokShopClient,
  { orderId, serviceId, parcel }: { orderId: string; serviceId: string; parcel: ParcelSize },
  limits: CallLimits,
): Promise<{ packageId: string | null }> {
  const data = await client.call(
    {
      operation: "POST /fulfillment/202309/packages",
      lane: "send_tracking",
      effect: "write",
      json: { order_id: orderId, shipping_service_id: serviceId, ...parcelBody(parcel) },
      data: madePackageSchema,
    },
    limits,
  );
  return { packageId: data?.package_id ?? null };
}

function parcelBody({ unitIds, weight, dimension }: ParcelSize) {
  return {
    ...(unitIds && { order_line_item_ids: unitIds }),
    ...(weight && { weight }),
    ...(dimension && { dimension }),
  };
}

function bodyOf(json: object): { json?: object } {
  return Object.keys(json).length > 0 ? { json } : {};
}

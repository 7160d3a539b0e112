import type { WirePackage } from "../schemas/fulfillment.ts";
import { instant, textOrNull } from "../tiktok-shop-values.ts";

/** A package of TikTok Shop's. It may hold goods of several orders, and may not have left yet. */
export interface TiktokShopPackage {
  externalId: string;
  /** `TO_FULFILL`, `PROCESSING`, `FULFILLING`, `COMPLETED`, `CANCELLED`, or whatever TikTok Shop says. */
  status: string | null;
  /** `TIKTOK` or `SELLER`; null where a list does not say. */
  shippingType: string | null;
  carrier: string | null;
  carrierId: string | null;
  trackingNumber: string | null;
  orderIds: string[];
  /** The units inside, by their line item ids. */
  unitIds: string[];
  createdAt: string | null;
  updatedAt: string | null;
  raw: unknown;
}

export function mapPackage(wire: WirePackage, raw: unknown): TiktokShopPackage {
  return {
    externalId: wire.id,
    status: textOrNull(wire.status),
    shippingType: textOrNull(wire.shipping_type),
    carrier: textOrNull(wire.shipping_provider_name),
    carrierId: textOrNull(wire.shipping_provider_id),
    trackingNumber: textOrNull(wire.tracking_number),
    orderIds: (wire.orders ?? []).map(({ id }) => id),
    unitIds: [...(wire.order_line_item_ids ?? [])],
    createdAt: instant(wire.create_time),
    updatedAt: instant(wire.update_time),
    raw,
  };
}

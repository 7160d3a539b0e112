import type { ReturnSource } from "../flipkart-client.ts";
import type { WireReturnItem } from "../flipkart-schemas.ts";
import { instantOrNull, textOrNull } from "../flipkart-values.ts";

/** One order item on its way back. Times are ISO 8601; unknown is null. */
export interface FlipkartReturn {
  returnId: string;
  source: ReturnSource;
  orderExternalId: string | null;
  lineExternalId: string | null;
  shipmentId: string | null;
  locationId: string | null;
  quantity: number | null;
  /** Flipkart's own word, in lower case: its two kinds of returns write it differently. */
  status: string;
  reason: string | null;
  subReason: string | null;
  comments: string | null;
  carrier: string | null;
  trackingNumber: string | null;
  createdAt: string | null;
  updatedAt: string | null;
  expectedAt: string | null;
  raw: unknown;
}

export function mapReturn(item: WireReturnItem, source: ReturnSource, raw: unknown): FlipkartReturn {
  return {
    returnId: item.returnId,
    source,
    orderExternalId: textOrNull(item.orderId),
    lineExternalId: textOrNull(item.orderItemId),
    shipmentId: textOrNull(item.shipmentId),
    locationId: textOrNull(item.locationId),
    quantity: item.quantity ?? null,
    status: item.status?.toLowerCase() ?? "unknown",
    reason: textOrNull(item.reason),
    subReason: textOrNull(item.subReason),
    comments: textOrNull(item.comments),
    carrier: textOrNull(item.courierName),
    trackingNumber: textOrNull(item.trackingId),
    createdAt: instantOrNull(item.createdDate),
    updatedAt: instantOrNull(item.updatedDate),
    expectedAt: instantOrNull(item.expectedDate),
    raw,
  };
}

import type { ReturnItem } from "../flipkart-entities.ts";
import { indiaTime } from "../india-time.ts";

/** A return as the list shows it. */
export function returnView(item: ReturnItem) {
  const time = (at: number | null) => (at === null ? null : indiaTime(at));
  return {
    orderItemId: item.orderItemId,
    locationId: item.locationId,
    orderId: item.orderId,
    quantity: item.quantity,
    orderDate: indiaTime(item.orderedAt),
    createdDate: indiaTime(item.createdAt),
    courierName: item.courierName,
    sellerId: "sim-seller",
    returnId: item.returnId,
    status: item.status,
    type: item.source,
    reason: item.reason,
    subReason: item.subReason,
    trackingId: item.trackingId,
    shipmentStatus: item.shipmentStatus,
    shipmentId: item.shipmentId,
    comments: item.comments,
    updatedDate: indiaTime(item.updatedAt),
    approvedOn: time(item.approvedAt),
    expectedDate: time(item.expectedAt),
    serviceProfile: "Seller_Fulfilment",
    services: [],
  };
}

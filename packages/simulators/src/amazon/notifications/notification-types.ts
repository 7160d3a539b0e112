/** These reach an event bus only. */
export const eventBridgeTypes = [
  "BRANDED_ITEM_CONTENT_CHANGE",
  "ITEM_PRODUCT_TYPE_CHANGE",
  "LISTINGS_ITEM_STATUS_CHANGE",
  "LISTINGS_ITEM_ISSUES_CHANGE",
  "LISTINGS_ITEM_MFN_QUANTITY_CHANGE",
  "PRODUCT_TYPE_DEFINITIONS_CHANGE",
] as const;

/** These reach a queue only. */
export const queueTypes = [
  "ORDER_CHANGE",
  "FBA_INVENTORY_AVAILABILITY_CHANGES",
  "FEED_PROCESSING_FINISHED",
  "REPORT_PROCESSING_FINISHED",
  "ANY_OFFER_CHANGED",
] as const;

export const notificationTypes = [...eventBridgeTypes, ...queueTypes] as const;
export type NotificationType = (typeof notificationTypes)[number];

export function isNotificationType(text: string): text is NotificationType {
  return notificationTypes.some((type) => type === text);
}

/** Which kind of destination a type can go to. */
export function destinationKindOf(type: NotificationType): "eventBridge" | "sqs" {
  return eventBridgeTypes.some((known) => known === type) ? "eventBridge" : "sqs";
}

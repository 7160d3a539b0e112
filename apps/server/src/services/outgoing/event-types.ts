/** What may be told to an address, in the order of the page. Bodies of a type only ever gain fields within a version. */
export const outgoingEventTypes = [
  "alert.raised",
  "order.created",
  "order.status_changed",
  "order.cancelled",
  "order.dispatched",
  "line.linked",
  "line.waiting",
  "line.oversold",
  "line.resolved",
  "shipment.confirmed",
  "shipment.failed",
  "stock.changed",
  "connection.health_changed",
  "sync.ended",
] as const;
export type OutgoingEventType = (typeof outgoingEventTypes)[number];

/** A message that a person asks for, to see that it arrives. */
export const testEventType = "webhook.test";

/** When an event of the type happens, in a sentence. */
export const outgoingEventWords: Readonly<Record<OutgoingEventType, string>> = {
  "alert.raised": "An alert was raised.",
  "order.created": "An order was stored for the first time.",
  "order.status_changed": "An order went from one status to another.",
  "order.cancelled": "An order was cancelled.",
  "order.dispatched": "An order was sent, by whichever way it was told.",
  "line.linked": "A sold line was tied to its unit.",
  "line.waiting": "A sold line waits for a person, or for another reason than before.",
  "line.oversold": "A sold line waits because its unit was sold already.",
  "line.resolved": "A line that waited was decided: linked, skipped, or not from stock.",
  "shipment.confirmed": "The platform knows of a parcel.",
  "shipment.failed": "The platform was not told of a parcel, or its answer was lost.",
  "stock.changed": "The numbers or the status of an inventory item changed.",
  "connection.health_changed": "A connection was made, broke, or works again.",
  "sync.ended": "A sync run ended.",
};

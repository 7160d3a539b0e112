import type { WebhookEventType } from "../../lib/api-types.ts";
import { t } from "./texts.ts";

/** The kinds of events, by what they are of, in the order of the page. */
export const eventGroups = () =>
  [
    {
      name: t("webhooks.groupOrders"),
      types: ["order.created", "order.status_changed", "order.cancelled", "order.dispatched"],
    },
    { name: t("webhooks.groupLines"), types: ["line.linked", "line.waiting", "line.oversold", "line.resolved"] },
    { name: t("webhooks.groupParcels"), types: ["shipment.confirmed", "shipment.failed"] },
    { name: t("webhooks.groupStock"), types: ["stock.changed"] },
    { name: t("webhooks.groupDesk"), types: ["alert.raised", "connection.health_changed", "sync.ended"] },
  ] as const satisfies readonly { name: string; types: readonly WebhookEventType[] }[];

const words = {
  "alert.raised": "webhooks.alertRaised",
  "order.created": "webhooks.orderCreated",
  "order.status_changed": "webhooks.orderStatus",
  "order.cancelled": "webhooks.orderCancelled",
  "order.dispatched": "webhooks.orderDispatched",
  "line.linked": "webhooks.lineLinked",
  "line.waiting": "webhooks.lineWaiting",
  "line.oversold": "webhooks.lineOversold",
  "line.resolved": "webhooks.lineResolved",
  "shipment.confirmed": "webhooks.shipmentConfirmed",
  "shipment.failed": "webhooks.shipmentFailed",
  "stock.changed": "webhooks.stockChanged",
  "connection.health_changed": "webhooks.connectionHealth",
  "sync.ended": "webhooks.syncEnded",
} as const satisfies Record<WebhookEventType, string>;

/** A kind of event in words; its own name where it is none of the list. */
export function eventWord(type: string): string {
  return type in words ? t(words[type as WebhookEventType]) : t("webhooks.testMessage");
}

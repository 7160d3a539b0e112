import { createHash } from "node:crypto";
import type { Notification, ReturnItem, Shipment } from "./flipkart-entities.ts";
import type { FlipkartWorld } from "./flipkart-world.ts";
import { indiaSeconds } from "./india-time.ts";

/** Tells of a shipment. Nothing is sent while nobody is subscribed. */
export function notifyShipment(
  world: FlipkartWorld,
  shipment: Shipment,
  eventType: string,
  attributes: Record<string, unknown> = { status: shipment.state },
) {
  const { shipmentId, locationId } = shipment;
  add(world, { group: shipmentId, eventType, isOfReturn: false, body: { locationId, attributes, shipmentId } });
}

/** Tells of a return. */
export function notifyReturn(
  world: FlipkartWorld,
  item: ReturnItem,
  eventType: string,
  attributes: Record<string, unknown>,
) {
  const { returnId, locationId } = item;
  add(world, { group: returnId, eventType, isOfReturn: true, body: { locationId, attributes, returnId } });
}

function add(world: FlipkartWorld, message: Pick<Notification, "group" | "eventType" | "isOfReturn" | "body">) {
  if (world.subscriptions.size === 0) return;
  const timestamp = indiaSeconds(world.clock.milliseconds());
  const body = { eventType: message.eventType, source: "flipkart", version: "v3", timestamp, ...message.body };
  const id = world.store.nextNumber("notification");
  world.notifications.insert({ ...message, body, id, state: "waiting" });
  sendNext(world);
}

/** Sends the first of every group; those behind it wait until it is taken. */
function sendNext(world: FlipkartWorld) {
  const seen = new Set<string>();
  for (const notification of world.notifications.all()) {
    if (seen.has(notification.group)) continue;
    seen.add(notification.group);
    if (notification.state !== "waiting") continue;
    notification.state = "sending";
    const { id, eventType } = notification;
    world.webhooks.send({ kind: eventType, build: () => request(world, id) });
  }
}

/** What became of an attempt: taken ones leave the queue and let the next one go. */
export function toldOfNotification(world: FlipkartWorld, id: number, taken: boolean) {
  const notification = world.notifications.get(String(id));
  if (notification === undefined) return;
  if (!taken) {
    notification.state = "refused";
    return;
  }
  world.notifications.delete(String(id));
  world.ledger.append("notification-taken", { eventType: notification.eventType, group: notification.group });
  sendNext(world);
}

/** Tries again what nobody has taken so far. */
export function retryNotifications(world: FlipkartWorld) {
  for (const notification of world.notifications.all()) {
    notification.state = "waiting";
  }
  sendNext(world);
}

// A message that was taken meanwhile (a duplicate on its way) is built once more from what the sender kept.
function request(world: FlipkartWorld, id: number) {
  const kept = world.notifications.get(String(id)) ?? lastSent.get(world)?.get(id);
  const subscription = world.subscriptions.get("subscription");
  if (kept === undefined || subscription === undefined) throw new Error(`Notification ${id} is gone`);
  remember(world, kept);
  world.sending.id = id;
  const url = kept.isOfReturn ? subscription.returnsUrl : subscription.url;
  const body = JSON.stringify(kept.body);
  return { url, method: "POST", headers: signedHeaders(world, subscription.applicationId, url), body };
}

const lastSent = new WeakMap<FlipkartWorld, Map<number, Notification>>();

function remember(world: FlipkartWorld, notification: Notification) {
  const sent = lastSent.get(world) ?? new Map<number, Notification>();
  sent.set(notification.id, notification);
  lastSent.set(world, sent);
}

function signedHeaders(world: FlipkartWorld, applicationId: string, url: string): Record<string, string> {
  const secret = world.applications.get(applicationId)?.applicationSecret ?? "";
  const now = world.clock.now();
  const epoch = String(Math.floor(now.getTime() / 1000));
  const date = world.behaviour.notificationDate === "epoch" ? epoch : now.toUTCString();
  return {
    "content-type": "application/json",
    X_Date: date,
    X_Authorization: notificationAuthorization(
      { applicationId, applicationSecret: secret },
      { date, url, method: "POST" },
    ),
  };
}

/** `FKLOGIN base64(id:signature)`: a bare SHA-1 over date, address, method and secret. The body is not signed. */
export function notificationAuthorization(
  application: { applicationId: string; applicationSecret: string },
  signed: { date: string; url: string; method: string },
): string {
  const text = `${signed.date}${signed.url}${signed.method}${application.applicationSecret}`;
  const signature = createHash("sha1").update(text).digest("hex");
  return `FKLOGIN ${Buffer.from(`${application.applicationId}:${signature}`).toString("base64")}`;
}

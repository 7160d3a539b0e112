import type { Notification } from "./bricklink-entities.ts";
import type { BricklinkWorld } from "./bricklink-world.ts";

/** Puts a notice into the queue and pushes it to the registered callback, if it does not get lost. */
export function notify(world: BricklinkWorld, eventType: Notification["eventType"], resourceId: number) {
  const notification = world.notifications.put({
    id: world.store.nextNumber("notification-id"),
    eventType,
    resourceId,
    at: world.clock.iso(),
  });
  const { url, body, lostShare } = world.callback;
  if (url === null) return;
  if (world.random.chance(lostShare)) {
    world.ledger.append("notification-lost", { eventType, resourceId });
    return;
  }
  world.webhooks.send({ kind: eventType, build: () => pushRequest(url, body, notification) });
}

/** Unread notices, oldest first; reading them empties the queue. */
export function takeNotifications(world: BricklinkWorld) {
  const unread = world.notifications.all();
  world.notifications.clear();
  return unread.map(view);
}

// Nothing is signed: whoever knows the address can send the same.
function pushRequest(url: string, mode: "list" | "object" | "empty", notification: Notification) {
  const shape = { list: [view(notification)], object: view(notification), empty: null }[mode];
  const body = shape === null ? "" : JSON.stringify(shape);
  return { url, method: "POST", headers: { "content-type": "application/json" }, body };
}

function view({ eventType, resourceId, at }: Notification) {
  return { event_type: eventType, resource_id: resourceId, timestamp: at };
}

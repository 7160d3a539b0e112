import type { Order } from "./brickowl-entities.ts";
import type { BrickowlWorld } from "./brickowl-world.ts";

/** Knocks at the notify address for a new order: plain HTTP, no content, no signature. */
export function notifyOfOrder(world: BrickowlWorld, { orderId }: Order) {
  const address = world.accounts.get("account")?.notifyAddress ?? null;
  if (address === null) return;
  const { port, method, lostShare } = world.notify;
  if (world.random.chance(lostShare)) {
    world.ledger.append("notification-lost", { orderId });
    return;
  }
  const query = new URLSearchParams({ order_id: orderId, store_id: world.shop.storeId });
  const url = `http://${address}:${port}/brick_owl_order_notify?${query}`;
  world.webhooks.send({ kind: "order", build: () => ({ url, method, headers: {}, body: "" }) });
}

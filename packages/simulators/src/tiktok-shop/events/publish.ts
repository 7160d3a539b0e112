import { webhookSignature } from "../signature.ts";
import type { App, Shop } from "../tiktok-shop-entities.ts";
import { nextId, type TiktokShopWorld } from "../tiktok-shop-world.ts";
import { type EventType, eventTypes } from "./event-types.ts";

/** Sends an event to every app that the shop's seller has let in: to its own address and to the shop's registration. */
export function publish(world: TiktokShopWorld, shopId: string, type: EventType, data: Record<string, unknown>) {
  const shop = world.shops.get(shopId);
  if (shop === undefined) return;
  const appKeys = new Set(
    world.grants.where(({ openId, revoked }) => openId === shop.openId && !revoked).map(({ appKey }) => appKey),
  );
  for (const appKey of appKeys) {
    const app = world.apps.get(appKey);
    if (app !== undefined) publishTo(world, { app, shop, type, data });
  }
}

/** Sends an event to one app. */
export function publishTo(
  world: TiktokShopWorld,
  { app, shop, type, data }: { app: App; shop: Shop; type: EventType; data: Record<string, unknown> },
) {
  const body = bodyOf({
    type: eventTypes[type],
    tts_notification_id: nextId(world, "notification"),
    shop_id: shop.id,
    timestamp: world.seconds(),
    data,
  });
  const headers = { "content-type": "application/json", authorization: webhookSignature(app, body) };
  for (const url of addressesOf(world, app, shop, type)) {
    world.webhooks.send({ kind: type, build: () => ({ url, method: "POST", headers, body }) });
  }
}

// The product id of a status change travels as a number, beyond what a JSON number can hold.
function bodyOf(event: { type: number; [name: string]: unknown }): string {
  const text = JSON.stringify(event);
  return event.type === eventTypes.PRODUCT_STATUS_CHANGE ? text.replace(/("product_id":)"(\d+)"/, "$1$2") : text;
}

function addressesOf(world: TiktokShopWorld, app: App, shop: Shop, type: EventType): string[] {
  const registered = world.webhookRegistrations.where(
    (row) => row.appKey === app.appKey && row.shopId === shop.id && row.eventType === type,
  );
  return [...(app.webhookUrl === null ? [] : [app.webhookUrl]), ...registered.map(({ address }) => address)];
}

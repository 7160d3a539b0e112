import { isIP } from "node:net";
import { z } from "zod";
import { ok } from "../envelope.ts";
import type { TiktokShopOperation } from "../operation.ts";
import { readBody } from "../read-body.ts";
import { badParameter } from "../tiktok-shop-errors.ts";
import { type TiktokShopWorld, webhookKey } from "../tiktok-shop-world.ts";
import { eventTypes, furtherEventTypes } from "./event-types.ts";

const SCOPE = "seller.authorization.info";
const PATHS = ["/event/202309/webhooks"];
const MAX_ADDRESS = 255;
const eventType = z.enum([...Object.keys(eventTypes), ...furtherEventTypes]);
const putSchema = z.object({ event_type: eventType, address: z.string() });
const deleteSchema = z.object({ event_type: eventType });

/** The webhooks registered for one shop by the calling app. */
export function webhookOperations(world: TiktokShopWorld): TiktokShopOperation[] {
  return [
    {
      operation: "GetShopWebhooks",
      method: "GET",
      paths: PATHS,
      scope: SCOPE,
      about: "shop",
      handle(c, shop, { app }) {
        const rows = world.webhookRegistrations.where((row) => row.shopId === shop.id && row.appKey === app.appKey);
        const webhooks = rows.map((row) => ({
          event_type: row.eventType,
          address: row.address,
          create_time: row.createTime,
          update_time: row.updateTime,
        }));
        return ok(world, c, { webhooks, total_count: webhooks.length });
      },
    },
    {
      operation: "UpdateShopWebhook",
      method: "PUT",
      paths: PATHS,
      scope: SCOPE,
      about: "shop",
      async handle(c, shop, { app }) {
        const { event_type, address } = await readBody(c, putSchema);
        if (!world.settings.anyWebhookAddress) requireAddress(address);
        const key = { appKey: app.appKey, shopId: shop.id, eventType: event_type };
        const now = world.seconds();
        const createTime = world.webhookRegistrations.get(webhookKey(key))?.createTime ?? now;
        world.webhookRegistrations.put({ ...key, address, createTime, updateTime: now });
        world.ledger.append("webhook-registered", { shopId: shop.id, eventType: event_type, address });
        return ok(world, c);
      },
    },
    {
      operation: "DeleteShopWebhook",
      method: "DELETE",
      paths: PATHS,
      scope: SCOPE,
      about: "shop",
      async handle(c, shop, { app }) {
        const { event_type } = await readBody(c, deleteSchema);
        const key = { appKey: app.appKey, shopId: shop.id, eventType: event_type };
        if (world.webhookRegistrations.delete(webhookKey(key))) {
          world.ledger.append("webhook-removed", { shopId: shop.id, eventType: event_type });
        }
        return ok(world, c);
      },
    },
  ];
}

// https, a domain name, no port, not too long.
function requireAddress(address: string) {
  const url = URL.canParse(address) ? new URL(address) : null;
  const host = url?.hostname ?? "";
  const bare = host.replace(/^\[|\]$/g, "");
  if (
    url?.protocol === "https:" &&
    url.port === "" &&
    isIP(bare) === 0 &&
    host.includes(".") &&
    address.length <= MAX_ADDRESS
  ) {
    return;
  }
  throw badParameter("Invalid request. The param body.address is invalid.");
}

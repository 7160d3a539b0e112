import { publishTo } from "../events/publish.ts";
import type { LineStatus, Order, Package } from "../tiktok-shop-entities.ts";
import type { TiktokShopWorld } from "../tiktok-shop-world.ts";
import { cancelLines, changeOrder, unshippedLines } from "./order-state.ts";

const DAY = 86_400;
const WARNED_DAYS = 30;

/** Lets everything happen that time alone brings about, up to the clock's now. Runs before every call. */
export function settle(world: TiktokShopWorld) {
  const now = world.seconds();
  for (const order of world.orders.all()) settleOrder(world, order, now);
  for (const pack of world.packages.all()) settlePackage(world, pack, now);
  warnOfEndingGrants(world);
}

function settleOrder(world: TiktokShopWorld, order: Order, now: number) {
  const { holdUntil, shipBy } = order;
  if (holdUntil !== null && holdUntil <= now) {
    changeOrder(world, order, holdUntil, () => {
      order.holdUntil = null;
    });
  }
  if (!world.settings.cancelsLateOrders || shipBy === null || shipBy > now) return;
  const late = unshippedLines(order).filter(({ status }) => status === "AWAITING_SHIPMENT");
  if (late.length === 0 || order.fulfillmentType !== "FULFILLMENT_BY_SELLER") return;
  cancelLines(world, order, { lines: late, at: shipBy, by: "SYSTEM", reason: "Order was not shipped in time" });
}

function settlePackage(world: TiktokShopWorld, pack: Package, now: number) {
  const { collectAfterSeconds, deliverAfterSeconds, completeAfterSeconds } = world.settings;
  const due = (from: number | null, after: number | null) =>
    from !== null && after !== null && from + after <= now ? from + after : null;
  if (pack.collectedTime === null) {
    const at = due(pack.shippedTime, collectAfterSeconds);
    if (at !== null) movePackage(world, pack, "IN_TRANSIT", at);
  }
  if (pack.deliveredTime === null) {
    const at = due(pack.collectedTime, deliverAfterSeconds);
    if (at !== null) movePackage(world, pack, "DELIVERED", at);
  }
  if (pack.completedTime === null) {
    const at = due(pack.deliveredTime, completeAfterSeconds);
    if (at !== null) movePackage(world, pack, "COMPLETED", at);
  }
}

/** Takes a shipped package one step on: collected, delivered, or past the time for returns. */
export function movePackage(
  world: TiktokShopWorld,
  pack: Package,
  to: Extract<LineStatus, "IN_TRANSIT" | "DELIVERED" | "COMPLETED">,
  at: number,
) {
  pack.collectedTime ??= at;
  if (to !== "IN_TRANSIT") pack.deliveredTime ??= at;
  if (to === "COMPLETED") pack.completedTime = at;
  pack.status = to === "IN_TRANSIT" ? "FULFILLING" : "COMPLETED";
  pack.updateTime = Math.max(pack.updateTime, at);
  const order = world.orders.get(pack.orderId);
  if (order === undefined) return;
  changeOrder(world, order, at, () => {
    for (const line of order.lines) if (line.packageId === pack.id && line.status !== "CANCELLED") line.status = to;
    if (to === "DELIVERED") order.deliveredTime ??= at;
  });
}

// Once a day from 30 days before the seller's authorization ends.
function warnOfEndingGrants(world: TiktokShopWorld) {
  const now = world.clock.milliseconds();
  const today = Math.floor(now / 1000 / DAY);
  for (const grant of world.grants.where(({ revoked }) => !revoked)) {
    const daysLeft = Math.floor((grant.refreshExpiresAt - now) / 1000 / DAY);
    const app = world.apps.get(grant.appKey);
    if (daysLeft < 0 || daysLeft >= WARNED_DAYS || grant.warnedOnDay === today || app === undefined) continue;
    grant.warnedOnDay = today;
    for (const shop of world.shops.where(({ openId }) => openId === grant.openId)) {
      const data = {
        message: `Authorization of shop_id ${shop.id} is expirating in ${daysLeft} days. Please direct the merchant to re-authorize.`,
        expiration_time: String(Math.floor(grant.refreshExpiresAt / 1000)),
      };
      publishTo(world, { app, shop, type: "UPCOMING_AUTHORIZATION_EXPIRATION", data });
    }
  }
}

import {
  type CallLimits,
  type CallOptions,
  ConnectorError,
  callLimits,
  type ProbeResult,
} from "@counterfoil/connector-kit";
import type { WireShop } from "./schemas/authorization.ts";
import { orderPageSchema } from "./schemas/order.ts";
import { listShops, type TiktokShopClient } from "./tiktok-shop-client.ts";
import type { TiktokShopContext } from "./tiktok-shop-settings.ts";
import { textOrNull } from "./tiktok-shop-values.ts";

const expiryWarningMs = 30 * 86_400_000;
const skewWarningMs = 30_000;
/** Permissions that everything here together needs, as far as their names are known. */
const neededScopes = [
  "seller.authorization.info",
  "seller.order.info",
  "seller.fulfillment.basic",
  "seller.product.basic",
  "seller.product.write",
];

/** The test call: which shop is connected, and whether its orders may be read. Changes nothing. */
export async function probeTiktokShop(
  client: TiktokShopClient,
  context: TiktokShopContext,
  options?: CallOptions,
): Promise<ProbeResult> {
  const limits = callLimits(options, context.now);
  const startedAt = context.now();
  const { data, headers } = await client.answer(listShops, limits);
  const latencyMs = context.now() - startedAt;
  const known = await knownShop(data.shops ?? [], client, limits);
  await readOneOrder(client, limits);
  const tokens = await context.tokens.read();
  const scopes = tokens && tokens.scopes.length > 0 ? tokens.scopes : null;
  return {
    account: textOrNull(known.shop.name),
    accountId: known.shop.id,
    scopes,
    marketplace: known.shop.region ?? null,
    called: listShops.operation,
    latencyMs,
    warnings: [
      ...known.warnings,
      ...scopeWarnings(scopes),
      ...expiryWarnings(tokens?.refreshTokenExpiresAt ?? null, context.now()),
      ...clockWarnings(headers.get("date"), context.now()),
    ],
  };
}

async function knownShop(shops: readonly WireShop[], client: TiktokShopClient, limits: CallLimits) {
  const stored = await client.shop(limits);
  const shop = shops.find(({ id, cipher }) => (stored.id === null ? cipher === stored.cipher : id === stored.id));
  if (!shop) {
    const message = "This sign-in does not cover the connected shop any more. Connect the shop again.";
    throw new ConnectorError({ code: "auth_revoked", message, operation: listShops.operation });
  }
  if (shop.cipher === stored.cipher) return { shop, warnings: [] };
  client.adopt(shop);
  return { shop, warnings: ["TikTok Shop has changed this shop's cipher. Connect the shop again."] };
}

async function readOneOrder(client: TiktokShopClient, limits: CallLimits): Promise<void> {
  const operation = "POST /order/202309/orders/search";
  await client.call(
    { operation, lane: "read_orders", effect: "read", query: { page_size: 1 }, data: orderPageSchema },
    limits,
  );
}

function scopeWarnings(scopes: readonly string[] | null): string[] {
  const missing = scopes === null ? [] : neededScopes.filter((scope) => !scopes.includes(scope));
  if (missing.length === 0) return [];
  return [`The sign-in lacks permissions: ${missing.join(", ")}. Enable them in Partner Center and connect again.`];
}

function expiryWarnings(expiresAt: number | null, now: number): string[] {
  if (expiresAt === null || expiresAt - now > expiryWarningMs) return [];
  const date = new Date(expiresAt).toISOString().slice(0, 10);
  return [`The connection to TikTok Shop ends on ${date}. Connect again before that day.`];
}

/** TikTok Shop takes no call from more than half a minute ahead, or five minutes behind. */
function clockWarnings(date: string | null, now: number): string[] {
  const theirs = date === null ? Number.NaN : Date.parse(date);
  const skew = now - theirs;
  if (Number.isNaN(skew) || Math.abs(skew) <= skewWarningMs) return [];
  const direction = skew > 0 ? "ahead" : "behind";
  return [`The clock of this server is ${Math.round(Math.abs(skew) / 1000)} seconds ${direction}. Set the clock.`];
}

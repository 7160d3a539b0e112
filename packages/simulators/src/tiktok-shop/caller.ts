import type { TiktokShopContext } from "./envelope.ts";
import { requestSignature, sameSignature } from "./signature.ts";
import type { App, Grant, Shop } from "./tiktok-shop-entities.ts";
import {
  badParameter,
  cipherNotWanted,
  expiredToken,
  foreignCipher,
  missingParameter,
  noCipher,
  noToken,
  scopeMissing,
  tooNew,
  tooOld,
  unknownApp,
  unknownToken,
  unsigned,
  wrongKindOfToken,
  wrongSignature,
} from "./tiktok-shop-errors.ts";
import type { TiktokShopWorld } from "./tiktok-shop-world.ts";

/** Who calls: an app, by a seller's grant. */
export interface Caller {
  app: App;
  grant: Grant;
}

const EARLIEST_SECONDS = 300;
const LATEST_SECONDS = 30;

/** Checks app key, clock and signature over the raw request. */
export async function requireSignedRequest(world: TiktokShopWorld, c: TiktokShopContext): Promise<App> {
  const query = [...new URL(c.req.url).searchParams];
  const app = world.apps.get(c.req.query("app_key") ?? "");
  if (app === undefined) throw unknownApp();
  requireFreshTimestamp(world, c.req.query("timestamp"));
  const sign = c.req.query("sign");
  if (sign === undefined || sign === "") throw unsigned();
  const multipart = c.req.header("content-type")?.startsWith("multipart/form-data") ?? false;
  const body = multipart ? "" : await c.req.text();
  const path = c.req.path.slice(world.prefix.length);
  const expected = requestSignature({ appSecret: app.appSecret, path, query, body });
  if (!sameSignature(sign, expected)) throw wrongSignature();
  return app;
}

/** The grant behind the token in the header; refuses unknown, expired and withdrawn ones. */
export function requireGrant(world: TiktokShopWorld, c: TiktokShopContext, app: App): Grant {
  const header = c.req.header("x-tts-access-token");
  if (header === undefined || header === "") throw noToken();
  const token = world.accessTokens.get(header);
  const grant = token && world.grants.get(token.grantId);
  if (token === undefined || grant === undefined || grant.revoked || grant.appKey !== app.appKey) throw unknownToken();
  if (token.expiresAt <= world.clock.milliseconds()) throw expiredToken();
  if ((world.sellers.get(grant.openId)?.userType ?? 0) !== 0) throw wrongKindOfToken();
  return grant;
}

export function requireScope(grant: Grant, scope: string) {
  if (!grant.scopes.includes(scope)) throw scopeMissing();
}

/** The shop that `shop_cipher` names, which must be one of the grant's. */
export function requireShop(world: TiktokShopWorld, c: TiktokShopContext, grant: Grant): Shop {
  const cipher = c.req.query("shop_cipher");
  if (cipher === undefined || cipher === "") throw noCipher();
  const shop = world.shops.find((row) => row.cipher === cipher);
  if (shop?.openId !== grant.openId) throw foreignCipher();
  return shop;
}

/** Calls that are not about one shop refuse the cipher. */
export function refuseCipher(c: TiktokShopContext) {
  if (c.req.query("shop_cipher") !== undefined) throw cipherNotWanted();
}

function requireFreshTimestamp(world: TiktokShopWorld, text: string | undefined) {
  if (text === undefined) throw missingParameter("timestamp");
  if (!/^\d{10}$/.test(text)) {
    throw badParameter("Invalid timestamp. The value of the `timestamp` query parameter must have 10 digits.");
  }
  const age = world.seconds() - Number(text);
  if (age > EARLIEST_SECONDS) throw tooOld();
  if (age < -LATEST_SECONDS) throw tooNew();
}

import { publishTo } from "../events/publish.ts";
import type { App, AuthorizationCode, Grant, Seller } from "../tiktok-shop-entities.ts";
import type { TiktokShopWorld } from "../tiktok-shop-world.ts";

/** Seconds that an authorization code lives. */
const CODE_SECONDS = 30 * 60;

/** Keeps a consent and gives the code that stands for it, once. */
export function issueCode(world: TiktokShopWorld, appKey: string, openId: string): AuthorizationCode {
  const code = `${prefixOf(world, openId)}_${world.random.hex(64)}`;
  return world.codes.put({
    code,
    appKey,
    openId,
    expiresAt: world.clock.milliseconds() + CODE_SECONDS * 1000,
    used: false,
  });
}

/** Makes a grant: from a code, or by a test. */
export function issueGrant(world: TiktokShopWorld, app: App, openId: string, scopes: readonly string[]): Grant {
  return world.grants.put({
    id: world.random.uuid(),
    appKey: app.appKey,
    openId,
    scopes: [...scopes],
    refreshToken: `${prefixOf(world, openId)}_${world.random.hex(58)}`,
    refreshExpiresAt: world.clock.milliseconds() + world.settings.refreshTokenSeconds * 1000,
    revoked: false,
    warnedOnDay: -1,
  });
}

/** A new access token; where a refresh rotates, a new refresh token for the rest of the authorization. */
export function renewGrant(world: TiktokShopWorld, grant: Grant) {
  if (world.settings.oldRefreshToken === "dies") {
    grant.refreshToken = `${prefixOf(world, grant.openId)}_${world.random.hex(58)}`;
  }
}

/** The answer of the token endpoints. Both `…_expire_in` are moments, whatever their names say. */
export function tokenAnswer(world: TiktokShopWorld, grant: Grant) {
  const seller = world.sellers.get(grant.openId);
  const expiresAt = world.clock.milliseconds() + world.settings.accessTokenSeconds * 1000;
  const token = `${prefixOf(world, grant.openId)}_${world.random.hex(96)}`;
  world.accessTokens.put({ token, grantId: grant.id, expiresAt });
  return {
    access_token: token,
    access_token_expire_in: Math.floor(expiresAt / 1000),
    refresh_token: grant.refreshToken,
    refresh_token_expire_in: Math.floor(grant.refreshExpiresAt / 1000),
    open_id: grant.openId,
    seller_name: seller?.name ?? "",
    seller_base_region: seller?.baseRegion ?? "",
    user_type: seller?.userType ?? 0,
    granted_scopes: grant.scopes,
  };
}

/** The seller withdraws the authorization: tokens are dead, and the app is told for every shop. */
export function revokeGrant(world: TiktokShopWorld, grant: Grant) {
  if (grant.revoked) return;
  grant.revoked = true;
  world.ledger.append("authorization-revoked", { appKey: grant.appKey, openId: grant.openId });
  const app = world.apps.get(grant.appKey);
  if (app === undefined) return;
  for (const shop of world.shops.where(({ openId }) => openId === grant.openId)) {
    const data = { message: `Shop_id ${shop.id} is deauthorized from your APP by merchant.` };
    publishTo(world, { app, shop, type: "SELLER_DEAUTHORIZATION", data });
  }
}

/** Sellers that the app can be let in by: of its part of the world, and test sellers only before it is published. */
export function sellersFor(world: TiktokShopWorld, app: App): Seller[] {
  return world.sellers.where(
    ({ baseRegion, isTestSeller }) =>
      (baseRegion === "US") === (app.regionGroup === "US") && (!app.inDevelopment || isTestSeller),
  );
}

function prefixOf(world: TiktokShopWorld, openId: string): string {
  return world.sellers.get(openId)?.baseRegion === "US" ? "TTP" : "ROW";
}

import { z } from "zod";
import { ActRefused, defineAct } from "../../kit/index.ts";
import { issueGrant, revokeGrant, tokenAnswer } from "../oauth/tokens.ts";
import { settle } from "../orders/settle.ts";
import type { App } from "../tiktok-shop-entities.ts";
import type { TiktokShopWorld } from "../tiktok-shop-world.ts";

const seconds = z.number().int().min(1);
const settingsSchema = z.strictObject({
  accessTokenSeconds: seconds.optional(),
  refreshTokenSeconds: seconds.optional(),
  oldRefreshToken: z.enum(["dies", "lives"]).optional(),
  holdSeconds: seconds.optional(),
  shipWithinDays: seconds.optional(),
  cancelsLateOrders: z.boolean().optional(),
  collectAfterSeconds: seconds.nullable().optional(),
  deliverAfterSeconds: seconds.nullable().optional(),
  completeAfterSeconds: seconds.nullable().optional(),
  anyWebhookAddress: z.boolean().optional(),
  shipWarning: z.string().nullable().optional(),
});
const appOnly = z.strictObject({ appKey: z.string().optional() });

/** What happens to apps, consent and tokens outside the API, and the simulator's switches. */
export function accountActs(world: TiktokShopWorld) {
  const knownApp = (appKey: string | undefined): App => {
    const app = appKey === undefined ? world.apps.all()[0] : world.apps.get(appKey);
    if (app === undefined) throw new ActRefused(`There is no app ${appKey ?? ""}`);
    return app;
  };
  const grantsOf = (openId: string | undefined) =>
    world.grants.where((grant) => !grant.revoked && (openId === undefined || grant.openId === openId));
  return {
    setSettings: defineAct(settingsSchema, (input) => {
      const given = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
      return { ...Object.assign(world.settings, given) };
    }),
    /** Where consent leads from now on. */
    setRedirectUrl: defineAct(appOnly.extend({ redirectUrl: z.url() }), ({ appKey, redirectUrl }) => {
      const app = knownApp(appKey);
      app.redirectUrl = redirectUrl;
      return { appKey: app.appKey, redirectUrl };
    }),
    /** The app's own webhook address of Partner Center; null takes it away. */
    setWebhookUrl: defineAct(appOnly.extend({ url: z.url().nullable() }), ({ appKey, url }) => {
      const app = knownApp(appKey);
      app.webhookUrl = url;
      return { appKey: app.appKey, url };
    }),
    /** Scopes that the app has in Partner Center; grants given before keep theirs. */
    setScopes: defineAct(appOnly.extend({ scopes: z.array(z.string()) }), ({ appKey, scopes }) => {
      const app = knownApp(appKey);
      app.scopes = scopes;
      return { appKey: app.appKey, scopes };
    }),
    /** Gives tokens without the consent page, in the words of the token endpoint. */
    issueTokens: defineAct(
      appOnly.extend({ openId: z.string().optional(), scopes: z.array(z.string()).optional() }),
      ({ appKey, openId, scopes }) => {
        const app = knownApp(appKey);
        const seller = openId === undefined ? world.sellers.all()[0] : world.sellers.get(openId);
        if (seller === undefined) throw new ActRefused(`There is no seller ${openId ?? ""}`);
        return tokenAnswer(world, issueGrant(world, app, seller.openId, scopes ?? app.scopes));
      },
    ),
    /** Access tokens given out so far stop working; refresh tokens stay. */
    expireAccessTokens: defineAct(z.strictObject({}), () => {
      const tokens = world.accessTokens.all();
      for (const token of tokens) token.expiresAt = world.clock.milliseconds();
      return { expired: tokens.length };
    }),
    /** The seller withdraws the authorization. */
    revokeAuthorization: defineAct(z.strictObject({ openId: z.string().optional() }), ({ openId }) => {
      const grants = grantsOf(openId);
      for (const grant of grants) revokeGrant(world, grant);
      return { revoked: grants.length };
    }),
    /** Partner Center gives the app a new secret; the old one is worth nothing from now on. */
    renewAppSecret: defineAct(appOnly, ({ appKey }) => {
      const app = knownApp(appKey);
      app.appSecret = world.random.hex(40);
      return { appKey: app.appKey, appSecret: app.appSecret };
    }),
    /** A shop gets another cipher, as after a new consent. */
    renewCipher: defineAct(z.strictObject({ shopId: z.string() }), ({ shopId }) => {
      const shop = world.shops.get(shopId);
      if (shop === undefined) throw new ActRefused(`There is no shop ${shopId}`);
      shop.cipher = `GCP_${world.random.hex(28)}`;
      return { shopId, cipher: shop.cipher };
    }),
    /** Lets happen what is due by the clock, without waiting for the next call. */
    settle: defineAct(z.strictObject({}), () => {
      settle(world);
      return { at: world.clock.iso() };
    }),
  };
}

import {
  buildUrl,
  type CallOptions,
  ConnectorError,
  callLimits,
  createHttpClient,
  type OAuthContext,
  type OAuthFlow,
  type TokenSet,
} from "@counterfoil/connector-kit";
import { chooseShop } from "./choose-shop.ts";
import { createSignedHttp, listShops, send } from "./tiktok-shop-client.ts";
import { decodeError } from "./tiktok-shop-errors.ts";
import { tiktokShopHosts } from "./tiktok-shop-hosts.ts";
import { readCredentials, regionGroup, type TiktokShopCredentials } from "./tiktok-shop-settings.ts";
import { exchangeCode } from "./tiktok-shop-tokens.ts";

/**
 * The consent of a seller. The return address is not part of it: TikTok Shop knows it from the app's own settings.
 * See https://partner.tiktokshop.com/docv2/page/authorization-overview-202407
 */
export const tiktokShopOAuth: OAuthFlow = {
  authorizationUrl(context) {
    const credentials = readCredentials(context.application);
    const { consent, olderConsent } = hostsOf(context, credentials);
    const { serviceId, appKey } = credentials;
    // The older page is the only one that does not ask for the service's number.
    return serviceId === undefined
      ? buildUrl(olderConsent, "/oauth/authorize", { app_key: appKey, state: context.state })
      : buildUrl(consent, "/open/authorize", { service_id: serviceId, state: context.state });
  },

  async exchange(context, options) {
    const code = readCode(context.query);
    const credentials = readCredentials(context.application);
    const tokens = await exchangeCode(tokenClient(context, credentials), code, options);
    const shop = await connectedShop(context, { credentials, tokens, options });
    const region = shop.region ?? undefined;
    const stored = { shopId: shop.id, shopCipher: shop.cipher, ...(region !== undefined && { shopRegion: region }) };
    return { tokens, credentials: stored };
  },
};

/** The code of the callback. TikTok Shop writes the word `null` where it gives none. */
function readCode(query: Readonly<Record<string, string>>): string {
  const { error, code } = query as { error?: string; code?: string };
  if (error === "auth_denied" || error === "access_denied") {
    throw refusedConsent(
      "auth_revoked",
      error,
      "The connection was declined on TikTok Shop's page. Nothing was stored.",
    );
  }
  if (error) throw refusedConsent("invalid_request", error, `TikTok Shop refused the sign-in: ${error}.`);
  if (code && code !== "null") return code;
  throw refusedConsent("invalid_request", null, "TikTok Shop sent no sign-in code back. Start connecting again.");
}

function refusedConsent(code: "auth_revoked" | "invalid_request", platformCode: string | null, message: string) {
  return new ConnectorError({ code, message, platformCode, operation: "GET /open/authorize" });
}

async function connectedShop(
  context: OAuthContext,
  granted: { credentials: TiktokShopCredentials; tokens: TokenSet; options: CallOptions | undefined },
) {
  const { credentials, tokens, options } = granted;
  const now = context.now ?? (() => Date.now());
  const http = createSignedHttp(
    { ...httpOptions(context), baseURL: hostsOf(context, credentials).api },
    credentials,
    now,
  );
  const call = { request: listShops, token: tokens.accessToken, cipher: undefined, limits: callLimits(options, now) };
  const { data } = await send(http, call);
  return chooseShop(data.shops ?? [], { shopCode: credentials.shopCode, region: context.marketplace });
}

function tokenClient(context: OAuthContext, credentials: TiktokShopCredentials) {
  const baseURL = hostsOf(context, credentials).auth;
  return { keys: credentials, http: createHttpClient({ ...httpOptions(context), baseURL, decodeError }) };
}

function httpOptions({ fetch, now }: OAuthContext) {
  return {
    platform: "tiktok-shop",
    platformName: "TikTok Shop",
    ...(fetch && { fetch }),
    ...(now && { now }),
  };
}

function hostsOf(context: OAuthContext, credentials: TiktokShopCredentials) {
  return tiktokShopHosts(regionGroup(credentials, context.marketplace), context.baseURL);
}

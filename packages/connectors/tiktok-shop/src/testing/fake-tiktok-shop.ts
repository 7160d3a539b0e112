import { createMemoryTokenStore, type TokenSet } from "@counterfoil/connector-kit";
import type { TiktokShopSettings } from "../tiktok-shop-settings.ts";

/** One request as the connector sent it. */
export interface SentRequest {
  method: string;
  url: URL;
  headers: Headers;
  /** The text itself: the signature covers it. */
  body: string;
  json: Record<string, unknown>;
}

export type FakeAnswer = { status?: number; body?: unknown; headers?: Record<string, string> };

/** A `fetch` that asks `answer` instead of the network and keeps what was sent. Bodies: text as it is, else JSON. */
export function fakeFetch(answer: (request: SentRequest) => FakeAnswer | undefined) {
  const sent: SentRequest[] = [];
  const fetch = async (input: string | URL | Request, init?: RequestInit) => {
    const body = typeof init?.body === "string" ? init.body : "";
    const request: SentRequest = {
      method: init?.method ?? "GET",
      url: new URL(String(input)),
      headers: new Headers(init?.headers),
      body,
      json: body === "" ? {} : (JSON.parse(body) as Record<string, unknown>),
    };
    sent.push(request);
    const { status = 200, body: content = ok({}), headers = {} } = answer(request) ?? { status: 404, body: {} };
    return new Response(typeof content === "string" ? content : JSON.stringify(content), { status, headers });
  };
  return { fetch: fetch as typeof globalThis.fetch, sent };
}

export function ok(data: unknown) {
  return { code: 0, message: "Success", data, request_id: "202203070749000101890810281E8C70B7" };
}

export function refusal(code: number, message: string) {
  return { code, message, request_id: "202203070749000101890810281E8C70B7" };
}

export const testNow = Date.parse("2026-03-10T12:00:00.000Z");
export const application = { appKey: "testappkey01", appSecret: "test_secret_0001" };
export const testShop = {
  id: "7494049642642441621",
  cipher: "GCP_simcipher01",
  code: "GBLCTEST01",
  name: "Brick Desk",
  region: "GB",
};

export const testTokens: TokenSet = {
  accessToken: "ROW_token",
  accessTokenExpiresAt: testNow + 7 * 86_400_000,
  refreshToken: "ROW_refresh",
  refreshTokenExpiresAt: testNow + 300 * 86_400_000,
  scopes: [],
};

/** Settings of a connected shop with a valid token, a still clock and no waiting. */
export function testSettings(
  fetch: typeof globalThis.fetch,
  overrides: Partial<TiktokShopSettings> = {},
): TiktokShopSettings {
  const stored = { shopId: testShop.id, shopCipher: testShop.cipher, shopRegion: testShop.region };
  return {
    credentials: { ...application, ...stored },
    tokens: createMemoryTokenStore(testTokens),
    fetch,
    now: () => testNow,
    sleep: async () => {},
    random: () => 0,
    ...overrides,
  };
}

export const testSeconds = Math.floor(testNow / 1000);

/** A minimal unit of the wire. */
export function wireUnit(id: string, overrides: Record<string, unknown> = {}) {
  return {
    id,
    product_id: "1729000000000000001",
    product_name: "LEGO 75192 Falcon",
    sku_id: "1729000000000000101",
    sku_name: "Default",
    seller_sku: "75192-N",
    sale_price: "649.99",
    currency: "GBP",
    display_status: "AWAITING_SHIPMENT",
    ...overrides,
  };
}

/** A minimal order of the wire. */
export function wireOrder(id: string, overrides: Record<string, unknown> = {}) {
  return {
    id,
    status: "AWAITING_SHIPMENT",
    create_time: testSeconds - 7200,
    update_time: testSeconds - 3600,
    paid_time: testSeconds - 7100,
    fulfillment_type: "FULFILLMENT_BY_SELLER",
    shipping_type: "SELLER",
    delivery_option_id: "7091146663229654785",
    payment: { currency: "GBP", sub_total: "649.99", shipping_fee: "0", tax: "0", total_amount: "649.99" },
    recipient_address: {
      name: "Sample Buyer",
      address_line1: "1 Example Street",
      postal_code: "LS1 1AA",
      region_code: "GB",
    },
    line_items: [wireUnit(`${id}1`)],
    ...overrides,
  };
}

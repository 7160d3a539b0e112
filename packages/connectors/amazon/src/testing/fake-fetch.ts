import { createMemoryTokenStore } from "@counterfoil/connector-kit";
import type { AmazonSettings } from "../amazon-settings.ts";

/** One request as the connector sent it. */
export interface SentRequest {
  method: string;
  url: URL;
  headers: Headers;
  body: string;
}

export type FakeAnswer = { status?: number; body?: unknown; headers?: Record<string, string> };

/** A `fetch` that asks `answer` instead of the network and keeps what was sent. Bodies: text as it is, else JSON. */
export function fakeFetch(answer: (request: SentRequest) => FakeAnswer | undefined) {
  const sent: SentRequest[] = [];
  const fetch = async (input: string | URL | Request, init?: RequestInit) => {
    const body = init?.body;
    const request: SentRequest = {
      method: init?.method ?? "GET",
      url: new URL(String(input)),
      headers: new Headers(init?.headers),
      body: body instanceof Uint8Array ? new TextDecoder().decode(body) : String(body ?? ""),
    };
    sent.push(request);
    const { status = 200, body: answered = {}, headers = {} } = answer(request) ?? { status: 404, body: {} };
    const content =
      typeof answered === "string" || answered instanceof Uint8Array ? answered : JSON.stringify(answered);
    return new Response(status === 204 ? null : (content as NonNullable<RequestInit["body"]>), { status, headers });
  };
  return { fetch: fetch as typeof globalThis.fetch, sent };
}

export const testNow = Date.parse("2026-03-10T12:00:00.000Z");

export const testCredentials = {
  clientId: "amzn1.application-oa2-client.0123456789abcdef0123456789abcdef",
  clientSecret: "amzn1.oa2-cs.v1.0123456789abcdef",
  sellerId: "A3TH9S8BH6GOGM",
};

/** A clock that waiting moves. */
export function testClock(start = testNow) {
  let time = start;
  return {
    now: () => time,
    sleep: async (ms: number) => {
      time += ms;
    },
    pass: (ms: number) => {
      time += ms;
    },
  };
}

/** Settings of a British seller with a valid token, and no real waiting. */
export function testSettings(fetch: typeof globalThis.fetch, overrides: Partial<AmazonSettings> = {}): AmazonSettings {
  const { now, sleep } = testClock();
  return {
    credentials: { ...testCredentials, marketplaceIds: "A1F83G8C2ARO7P" },
    marketplace: "A1F83G8C2ARO7P",
    tokens: createMemoryTokenStore({
      accessToken: "Atza|token",
      accessTokenExpiresAt: testNow + 3_600_000_000,
      refreshToken: "Atzr|refresh",
      refreshTokenExpiresAt: null,
      scopes: [],
    }),
    ...{ fetch, now, sleep, random: () => 0 },
    ...overrides,
  };
}

/** A minimal order of the wire. */
export function wireOrder(id: string, overrides: Record<string, unknown> = {}) {
  return {
    orderId: id,
    createdTime: "2026-03-01T09:00:00Z",
    lastUpdatedTime: "2026-03-01T09:00:00Z",
    salesChannel: { channelName: "AMAZON", marketplaceId: "A1F83G8C2ARO7P" },
    recipient: { deliveryAddress: { name: "Sample Buyer", addressLine1: "1 Example Street", countryCode: "GB" } },
    fulfillment: { fulfillmentStatus: "UNSHIPPED", fulfilledBy: "MERCHANT" },
    orderItems: [wireOrderItem(`${id}-1`)],
    ...overrides,
  };
}

export function wireOrderItem(id: string, overrides: Record<string, unknown> = {}) {
  return {
    orderItemId: id,
    quantityOrdered: 1,
    product: {
      asin: "B0BBSBPSRC",
      title: "LEGO 10497",
      sellerSku: "10497-1-N",
      price: { unitPrice: { amount: "74.99", currencyCode: "GBP" } },
    },
    fulfillment: { quantityFulfilled: 0, quantityUnfulfilled: 1 },
    ...overrides,
  };
}

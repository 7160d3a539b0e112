import { createMemoryTokenStore } from "@counterfoil/connector-kit";
import type { EbaySettings } from "../ebay-settings.ts";

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
    const request: SentRequest = {
      method: init?.method ?? "GET",
      url: new URL(String(input)),
      headers: new Headers(init?.headers),
      body: typeof init?.body === "string" ? init.body : "",
    };
    sent.push(request);
    const { status = 200, body = {}, headers = {} } = answer(request) ?? { status: 404, body: {} };
    const text = typeof body === "string" ? body : JSON.stringify(body);
    return new Response(status === 204 ? null : text, { status, headers });
  };
  return { fetch: fetch as typeof globalThis.fetch, sent };
}

export const testNow = Date.parse("2026-03-10T12:00:00.000Z");

/** Settings with a valid token, a still clock and no waiting. */
export function testSettings(fetch: typeof globalThis.fetch, overrides: Partial<EbaySettings> = {}): EbaySettings {
  return {
    credentials: { clientId: "Counterf-desk-PRD-0123456789-abcdef01", clientSecret: "PRD-0123456789ab-cdef-0123" },
    marketplace: "EBAY_GB",
    tokens: createMemoryTokenStore({
      accessToken: "v^1.1#token",
      accessTokenExpiresAt: testNow + 7_200_000,
      refreshToken: "v^1.1#refresh",
      refreshTokenExpiresAt: testNow + 400 * 86_400_000,
      scopes: [],
    }),
    fetch,
    now: () => testNow,
    sleep: async () => {},
    random: () => 0,
    ...overrides,
  };
}

/** A minimal order of the wire. */
export function wireOrder(id: string, overrides: Record<string, unknown> = {}) {
  return {
    orderId: id,
    creationDate: "2026-03-01T09:00:00.000Z",
    lastModifiedDate: "2026-03-01T09:00:00.000Z",
    orderFulfillmentStatus: "NOT_STARTED",
    orderPaymentStatus: "PAID",
    cancelStatus: { cancelState: "NONE_REQUESTED", cancelRequests: [] },
    pricingSummary: { total: { value: "10.00", currency: "GBP" } },
    fulfillmentHrefs: [],
    lineItems: [
      {
        lineItemId: `${id}-1`,
        legacyItemId: "110035400937",
        title: "Set",
        quantity: 1,
        lineItemFulfillmentStatus: "NOT_STARTED",
      },
    ],
    ...overrides,
  };
}

import { noBody } from "@counterfoil/connector-kit";
import { describe, expect, test } from "vitest";
import { createEbayClient } from "./ebay-client.ts";
import { readSettings } from "./ebay-settings.ts";
import { createEbay } from "./index.ts";
import { fakeFetch, testNow, testSettings } from "./testing/fake-ebay.ts";

const signingKey = {
  signingKeyJwe: "SIMULATED.JWE.VALUE",
  signingKeyPrivate: "MC4CAQAwBQYDK2VwBCIEIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f",
};

describe("digital signatures", () => {
  const call = async (path: string, keys: Record<string, string>) => {
    const { fetch, sent } = fakeFetch(() => ({ body: {} }));
    const settings = testSettings(fetch);
    const context = readSettings({ ...settings, credentials: { ...settings.credentials, ...keys } });
    const request = {
      operation: "test",
      lane: "read_orders",
      method: "POST",
      path,
      json: { a: 1 },
      decode: noBody,
    } as const;
    await createEbayClient(context).rest({ ...request, api: "Fulfillment" }, {});
    return sent[0]!.headers;
  };
  const refund = "/sell/fulfillment/v1/order/01-1/issue_refund";

  test("are on the calls that need them, for sellers who have a key", async () => {
    const headers = await call(refund, signingKey);
    expect(headers.get("signature")).toMatch(/^sig1=:[A-Za-z0-9+/]{86}==:$/);
    expect(headers.get("signature-input")).toContain(`created=${testNow / 1000}`);
    expect(headers.get("content-digest")).toMatch(/^sha-256=:/);
  });

  test("are on no other call, and on none without a key", async () => {
    expect((await call("/sell/fulfillment/v1/order/01-1/shipping_fulfillment", signingKey)).has("signature")).toBe(
      false,
    );
    expect((await call(refund, {})).has("signature")).toBe(false);
  });
});

test("a day's limit that is used up stops calls before they are sent, until midnight Pacific time", async () => {
  const { fetch, sent } = fakeFetch(() => ({ body: "<R><Ack>Success</Ack></R>" }));
  const ebay = createEbay(testSettings(fetch));
  const listing = { externalId: "1", variationId: null, sku: null, platformData: {} };
  const change = { listing, quantity: 1, idempotencyKey: "k" };
  for (let count = 0; count < 5_000; count += 1) await ebay.stock.set([change]);
  const [outcome] = await ebay.stock.set([change]);
  expect(outcome).toMatchObject({
    status: "failed",
    error: { code: "quota_exhausted", resetAt: Date.parse("2026-03-11T07:00:00.000Z") },
  });
  expect(sent).toHaveLength(5_000);
});

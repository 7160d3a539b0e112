import type { WebhookRequest } from "@counterfoil/connector-kit";
import { describe, expect, test } from "vitest";
import { createTiktokShop } from "../index.ts";
import { application, fakeFetch, ok, testSettings, testShop } from "../testing/fake-tiktok-shop.ts";
import { webhookSignature } from "../tiktok-shop-signature.ts";

const { webhooks } = createTiktokShop(testSettings(fakeFetch(() => undefined).fetch));
const endpoint = "https://desk.example.com/api/v1/platforms/webhook/tiktok-shop";
const signed = (message: unknown, change: Partial<WebhookRequest> = {}): WebhookRequest => {
  const body = new TextEncoder().encode(typeof message === "string" ? message : JSON.stringify(message));
  const authorization = webhookSignature(body, application);
  return { method: "POST", url: endpoint, endpoint, headers: { Authorization: authorization }, body, ...change };
};
const message = (type: number, data: unknown, more: object = {}) => ({
  type,
  tts_notification_id: "7380066284010030890",
  shop_id: testShop.id,
  timestamp: 1_718_305_585,
  data,
  ...more,
});
const eventsOf = async (request: WebhookRequest) => {
  const verification = await webhooks.verify(request);
  if (!verification.verified) throw new Error(verification.reason);
  return verification.events;
};

describe("a true message", () => {
  test.each([
    [1, { order_id: "57" }, [{ type: "order-changed", orderExternalId: "57" }]],
    [3, { order_id: "57" }, [{ type: "order-changed", orderExternalId: "57" }]],
    [4, { package_list: [{ order_id_list: ["1", "2"] }] }, [{ orderExternalId: "1" }, { orderExternalId: "2" }]],
    [5, { product_id: "9" }, [{ type: "listing-changed", listingExternalId: "9" }]],
    [6, { message: "deauthorized" }, [{ type: "authorization-revoked" }]],
    [7, { expiration_time: "1" }, [{ type: "other", topic: "UPCOMING_AUTHORIZATION_EXPIRATION" }]],
    [11, { order_id: "57", cancel_status: "CANCELLATION_REQUEST_PENDING" }, [{ type: "order-changed" }]],
    [12, { order_id: "57", return_id: "3" }, [{ type: "order-changed", orderExternalId: "57" }]],
    [14, {}, [{ type: "message-received" }]],
    [67, { anything: 1 }, [{ type: "other", topic: "type 67" }]],
    [1, {}, [{ type: "orders-changed" }]],
  ])("of type %i is a hint", async (type, data, expected) => {
    const events = await eventsOf(signed(message(type, data)));
    expect(events).toMatchObject(expected);
    expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
    expect(events[0]?.occurredAt).toBe("2024-06-13T19:06:25.000Z");
  });

  test("is known again by its ids, also where TikTok Shop gave it none", async () => {
    const old = { type: 1, shop_id: testShop.id, timestamp: 1_644_412_885, data: { order_id: "57" } };
    const [first, again] = [await eventsOf(signed(old)), await eventsOf(signed(old))];
    expect(again).toEqual(first);
    const other = await eventsOf(signed({ ...old, data: { order_id: "58" } }));
    expect(other[0]?.id).not.toBe(first[0]?.id);
  });

  test("keeps ids that arrive as numbers, digit by digit, and texts as they are", async () => {
    const body = `{"type":5,"shop_id":${testShop.id},"timestamp":1644412885,"data":{"product_id": 576486316948490001,"suspended_reason":"\\": 576486316948490009,"}}`;
    expect(await eventsOf(signed(body))).toMatchObject([{ listingExternalId: "576486316948490001" }]);
  });

  test("for another shop of the app is acknowledged and left to it", async () => {
    const verification = await webhooks.verify(signed(message(1, { order_id: "57" }, { shop_id: "1" })));
    expect(verification).toMatchObject({ verified: false, respond: { status: 200 } });
  });
});

test.each([
  ["without its signature", { headers: {} }],
  ["with another one", { headers: { authorization: "0".repeat(64) } }],
  ["with a changed body", { body: new TextEncoder().encode("{}") }],
])("a message %s is refused with 401", async (_name, change) => {
  expect(await webhooks.verify(signed(message(1, { order_id: "57" }), change))).toMatchObject({
    verified: false,
    respond: { status: 401 },
  });
});

test.each(["", "{", "null", "[]", '{"type":1}'])("a signed body that is no message (%j) is refused", async (body) => {
  expect(await webhooks.verify(signed(body))).toMatchObject({ verified: false, respond: { status: 400 } });
});

describe("subscriptions", () => {
  test("name event and address each time; a bad address asks nothing", async () => {
    const { fetch, sent } = fakeFetch(() => ({
      body: ok({ webhooks: [{ event_type: "ORDER_STATUS_CHANGE", address: endpoint }] }),
    }));
    const { subscriptions } = createTiktokShop(testSettings(fetch));
    for (const address of [
      "http://desk.example.com/x",
      "https://203.0.113.7/x",
      "https://desk.example.com:8443/x",
      "desk",
    ]) {
      await expect(subscriptions.subscribe(address)).rejects.toMatchObject({ code: "invalid_request" });
    }
    expect(sent).toHaveLength(0);
    await subscriptions.subscribe(endpoint);
    expect(sent.map(({ method, json }) => [method, json["address"]])).toEqual(
      Array.from({ length: 8 }, () => ["PUT", endpoint]),
    );
    expect(await subscriptions.list()).toEqual([{ eventType: "ORDER_STATUS_CHANGE", address: endpoint }]);
    await subscriptions.unsubscribe("PACKAGE_UPDATE");
    expect(sent.at(-1)).toMatchObject({ method: "DELETE", json: { event_type: "PACKAGE_UPDATE" } });
  });
});

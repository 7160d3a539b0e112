import { expect, test } from "vitest";
import { createAmazon, readNotifications } from "../index.ts";
import { type FakeAnswer, fakeFetch, type SentRequest, testSettings } from "../testing/fake-fetch.ts";

const queue = { kind: "sqs", arn: "arn:aws:sqs:eu-west-1:123456789012:spapi" } as const;
const destination = { destinationId: "d-1", name: "x", resource: { sqs: { arn: queue.arn } } };
const subscription = { payload: { subscriptionId: "s-1", payloadVersion: "1.0", destinationId: "d-1" } };
const conflict: FakeAnswer = { status: 409, body: { errors: [{ code: "Conflict", message: "It is there already." }] } };

function connect(answer: (request: SentRequest) => FakeAnswer | undefined) {
  const { fetch, sent } = fakeFetch((request) => {
    if (request.url.pathname !== "/auth/o2/token") return answer(request);
    const scope = new URLSearchParams(request.body).get("scope");
    return { body: { access_token: `Atza|application ${scope}`, expires_in: 3600 } };
  });
  const { notifications } = createAmazon(testSettings(fetch));
  const calls = () =>
    sent
      .filter(({ url }) => url.pathname !== "/auth/o2/token")
      .map(({ method, url, headers }) => [
        `${method} ${url.pathname.replace("/notifications/v1/", "")}`,
        headers.get("x-amz-access-token")?.startsWith("Atza|application") ? "application" : "seller",
      ]);
  return { notifications, calls, sent };
}

test("a subscription needs a destination of the application and a consent of the seller", async () => {
  const { notifications, calls, sent } = connect(({ method, url }) => {
    if (url.pathname.endsWith("/destinations")) return { body: { payload: method === "GET" ? [] : destination } };
    return { body: subscription };
  });
  expect(await notifications.subscribe({ type: "ORDER_CHANGE", destination: queue })).toEqual({
    type: "ORDER_CHANGE",
    subscriptionId: "s-1",
    destinationId: "d-1",
  });
  expect(calls()).toEqual([
    ["GET destinations", "application"],
    ["POST destinations", "application"],
    ["POST subscriptions/ORDER_CHANGE", "seller"],
  ]);
  expect(JSON.parse(sent.at(-1)?.body ?? "")).toEqual({ payloadVersion: "1.0", destinationId: "d-1" });
  expect(sent[0]?.body).toContain("scope=sellingpartnerapi%3A%3Anotifications");
});

test("what is there already is used again", async () => {
  const { notifications, calls } = connect(({ method, url }) => {
    if (url.pathname.endsWith("/destinations")) return { body: { payload: [destination] } };
    return method === "POST" ? conflict : { body: subscription };
  });
  expect(await notifications.subscribe({ type: "ORDER_CHANGE", destination: queue })).toMatchObject({
    subscriptionId: "s-1",
  });
  expect(calls().map(([call]) => call)).toEqual([
    ...["GET destinations", "POST subscriptions/ORDER_CHANGE", "GET subscriptions/ORDER_CHANGE"],
  ]);
});

test("an event bus is told by account and region; a conflict over it is read again", async () => {
  const bus = { kind: "eventBridge", accountId: "123456789012", region: "eu-west-1" } as const;
  let made = false;
  const { notifications } = connect(({ method, url, body }) => {
    if (!url.pathname.endsWith("/destinations")) return { body: subscription };
    if (method === "POST") {
      expect(JSON.parse(body).resourceSpecification).toEqual({
        eventBridge: { accountId: bus.accountId, region: bus.region },
      });
      made = true;
      return conflict;
    }
    return { body: { payload: made ? [{ destinationId: "d-2", resource: { eventBridge: bus } }] : [] } };
  });
  await notifications.subscribe({ type: "LISTINGS_ITEM_STATUS_CHANGE", destination: bus });
});

test("no subscription is null; ending one that is gone is fine", async () => {
  const { notifications, calls } = connect(() => ({
    status: 404,
    body: { errors: [{ code: "NotFound", message: "None." }] },
  }));
  expect(await notifications.get("ORDER_CHANGE")).toBeNull();
  await notifications.unsubscribe({ type: "ORDER_CHANGE", subscriptionId: "s-1", destinationId: null });
  expect(calls()).toEqual([
    ["GET subscriptions/ORDER_CHANGE", "seller"],
    ["DELETE subscriptions/ORDER_CHANGE/s-1", "application"],
  ]);
});

test("messages pulled from a queue are read without a signature; other sellers' are left out", () => {
  const message = JSON.stringify({
    ...{ NotificationType: "ORDER_CHANGE", EventTime: "2026-03-10T11:59:00Z" },
    Payload: { OrderChangeNotification: { SellerId: "A1", AmazonOrderId: "1-2-3" } },
    NotificationMetadata: { NotificationId: "n" },
  });
  expect(readNotifications(message)).toMatchObject([{ type: "order-changed", orderExternalId: "1-2-3" }]);
  expect(readNotifications(message, { sellerId: "A1" })).toHaveLength(1);
  expect(readNotifications(message, { sellerId: "A2" })).toEqual([]);
  expect(readNotifications("hello")).toEqual([]);
});

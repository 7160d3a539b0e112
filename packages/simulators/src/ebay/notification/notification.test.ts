import { createHash, createVerify } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Heard, startListener, VERIFICATION_TOKEN } from "../testing/listener.ts";
import { errorIds, type Loose, SCOPE, type StartedEbay, startEbay } from "../testing/started-ebay.ts";
import { parseXml, textAt } from "../trading/xml.ts";

type Listener = Awaited<ReturnType<typeof startListener>>;
const BASE = "/commerce/notification/v1";
let desk: StartedEbay;
let listener: Listener;
let appToken: string;

beforeEach(async () => {
  desk = await startEbay();
  listener = await startListener();
  appToken = await applicationToken();
});
afterEach(async () => {
  await Promise.all([desk.stop(), listener.stop()]);
  expect(desk.violations()).toEqual([]);
});

async function applicationToken() {
  const { clientId, clientSecret } = desk.ebay.world.applications.all()[0]!;
  const answer = await fetch(`${desk.base}/identity/v1/oauth2/token`, {
    method: "POST",
    headers: { authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString("base64")}` },
    body: new URLSearchParams({ grant_type: "client_credentials", scope: SCOPE }),
  });
  return ((await answer.json()) as Loose).access_token as string;
}

const asApp = (method: string, path: string, body?: unknown) =>
  desk.call(method, `${BASE}${path}`, { token: appToken, body });
const destination = (change = {}) => ({
  name: "desk",
  status: "ENABLED",
  deliveryConfig: { endpoint: listener.endpoint, verificationToken: VERIFICATION_TOKEN, ...change },
});
const idOf = (headers: Headers) => headers.get("location")?.split("/").at(-1) ?? "";

async function subscribe(topicId: string, token = desk.token) {
  await asApp("PUT", "/config", { alertEmail: "owner@example.com" });
  const created = await asApp("POST", "/destination", destination());
  const destinationId =
    created.status === 201 ? idOf(created.headers) : desk.ebay.world.destinations.all()[0]!.destinationId;
  const payload = { format: "JSON", schemaVersion: "1.0", deliveryProtocol: "HTTPS" };
  const body = { topicId, status: "ENABLED", destinationId, payload };
  const answer = await desk.call("POST", `${BASE}/subscription`, { token, body });
  return { ...answer, subscriptionId: idOf(answer.headers) };
}

const heard = async () => {
  await desk.ebay.webhooks.flush();
  return listener.heard.map(({ body }) => JSON.parse(body) as Loose);
};

// As a subscriber does it: the key by its id, line breaks put back, ECDSA over the raw body.
async function isGenuine({ signature, body }: Pick<Heard, "signature" | "body">) {
  const { kid, signature: value, digest } = JSON.parse(Buffer.from(signature, "base64").toString());
  const { body: key } = await asApp("GET", `/public_key/${kid}`);
  const pem = key.key.replace("-----BEGIN PUBLIC KEY-----", "$&\n").replace("-----END PUBLIC KEY-----", "\n$&");
  expect([key.algorithm, key.digest, digest]).toEqual(["ECDSA", "SHA1", "SHA1"]);
  return createVerify("sha1").update(body).verify(pem, value, "base64");
}

describe("setting up", () => {
  it("wants a configuration first, then a destination that answers the challenge", async () => {
    expect(errorIds((await asApp("POST", "/destination", destination())).body)).toEqual([195003]);
    expect(errorIds((await asApp("GET", "/config")).body)).toEqual([195026]);
    expect((await asApp("PUT", "/config", { alertEmail: "owner@example.com" })).status).toBe(204);
    const { status, headers } = await asApp("POST", "/destination", destination());
    expect(status).toBe(201);
    expect((await asApp("GET", `/destination/${idOf(headers)}`)).body).toMatchObject({
      name: "desk",
      status: "ENABLED",
    });
    expect(errorIds((await asApp("POST", "/destination", destination())).body)).toEqual([195021]);
  });

  it.each([
    [
      "a wrong hash",
      () => {
        listener.answers.challenge = () => "0".repeat(64);
      },
      {},
      [409, 195020],
    ],
    ["an endpoint where nobody answers", () => {}, { endpoint: "http://127.0.0.1:1/none" }, [409, 195020]],
    ["plain http to the world", () => {}, { endpoint: "http://desk.example.com/hook" }, [400, 195017]],
    ["an internal address", () => {}, { endpoint: "https://192.168.1.2/hook" }, [400, 195017]],
    ["a verification token that is too short", () => {}, { verificationToken: "short" }, [400, 195019]],
  ])("refuses %s", async (_, prepare, change, expected) => {
    await asApp("PUT", "/config", { alertEmail: "owner@example.com" });
    prepare();
    const { status, body } = await asApp("POST", "/destination", destination(change));
    expect([status, ...errorIds(body)]).toEqual(expected);
  });

  it("lists topics, and refuses a user topic to an application token", async () => {
    const topics = await asApp("GET", "/topic");
    expect(topics.body.topics.map(({ topicId }: Loose) => topicId)).toContain("ORDER_CONFIRMATION");
    const refused = await subscribe("ORDER_CONFIRMATION", appToken);
    expect([refused.status, errorIds(refused.body)]).toEqual([403, [195011]]);
  });

  it("subscribes once, and shows, disables and deletes the subscription", async () => {
    const { status, subscriptionId } = await subscribe("ORDER_CONFIRMATION");
    expect(status).toBe(201);
    expect(errorIds((await subscribe("ORDER_CONFIRMATION")).body)).toEqual([195012]);
    const one = `${BASE}/subscription/${subscriptionId}`;
    expect((await desk.call("GET", one)).body).toMatchObject({ topicId: "ORDER_CONFIRMATION", status: "ENABLED" });
    expect((await desk.call("POST", `${one}/disable`)).status).toBe(204);
    desk.ebay.acts.placeOrder({ lines: [{ itemId: "110035400937" }] });
    expect(await heard()).toEqual([]);
    expect((await desk.call("DELETE", one)).status).toBe(204);
    expect((await desk.call("GET", `${BASE}/subscription`)).body.total).toBe(0);
  });

  it("keeps the management of destinations to the application", async () => {
    expect((await desk.call("GET", `${BASE}/destination`)).status).toBe(403);
  });
});

describe("deliveries", () => {
  it("confirm an order once per line, signed with the published key", async () => {
    await subscribe("ORDER_CONFIRMATION");
    const { orderId, lineItemIds } = desk.ebay.acts.placeOrder({
      lines: [{ itemId: "110035400937", quantity: 2 }, { itemId: "110035400938" }],
    });
    const messages = await heard();
    expect(messages.map(({ notification }) => notification.data)).toEqual([
      {
        user: { userId: "simUserId01", username: "brick_desk" },
        order: {
          orderId,
          orderLineItems: [{ orderLineItemId: lineItemIds[0], listingId: "110035400937", quantity: 2 }],
        },
      },
      {
        user: { userId: "simUserId01", username: "brick_desk" },
        order: {
          orderId,
          orderLineItems: [{ orderLineItemId: lineItemIds[1], listingId: "110035400938", quantity: 1 }],
        },
      },
    ]);
    expect(messages[0].metadata).toEqual({ topic: "ORDER_CONFIRMATION", schemaVersion: "1.0", deprecated: false });
    const [first] = listener.heard;
    expect(await isGenuine(first!)).toBe(true);
    expect(await isGenuine({ ...first!, body: first!.body.replace("brick_desk", "brick_desj") })).toBe(false);
  });

  it("say nothing about other sellers' orders nor before payment", async () => {
    await subscribe("ORDER_CONFIRMATION");
    desk.ebay.acts.placeOrder({ seller: "other_desk", lines: [{ itemId: "110099999999" }] });
    const { orderId } = desk.ebay.acts.placeOrder({ lines: [{ itemId: "110035400937" }], payment: "PENDING" });
    expect(await heard()).toEqual([]);
    desk.ebay.acts.payOrder({ orderId });
    expect(await heard()).toHaveLength(1);
  });

  it("announce account deletions and revoked consent to the application", async () => {
    await subscribe("MARKETPLACE_ACCOUNT_DELETION", appToken);
    await subscribe("AUTHORIZATION_REVOCATION", appToken);
    desk.ebay.acts.deleteUserAccount({ username: "test_user", userId: "ma8vp1jySJC" });
    desk.ebay.acts.revokeGrants({});
    const messages = await heard();
    expect(messages[0].notification.data).toMatchObject({ username: "test_user", userId: "ma8vp1jySJC" });
    expect(messages.map(({ metadata }) => metadata.topic)).toEqual([
      "MARKETPLACE_ACCOUNT_DELETION",
      "AUTHORIZATION_REVOCATION",
    ]);
  });

  it("can be tested", async () => {
    const { subscriptionId } = await subscribe("ORDER_CONFIRMATION");
    expect((await desk.call("POST", `${BASE}/subscription/${subscriptionId}/test`)).status).toBe(202);
    expect(await heard()).toHaveLength(1);
  });

  it("are tried again with the same id and a higher count while refused", async () => {
    await subscribe("ORDER_CONFIRMATION");
    listener.answers.status = 500;
    desk.ebay.acts.placeOrder({ lines: [{ itemId: "110035400937" }] });
    const attempts = (await heard()).map(({ notification }) => [
      notification.notificationId,
      notification.publishAttemptCount,
    ]);
    const [[id] = []] = attempts;
    expect(attempts).toEqual([
      [id, 1],
      [id, 2],
      [id, 3],
    ]);
  });

  it("come twice, late or never when the dial says so", async () => {
    await subscribe("ORDER_CONFIRMATION");
    const place = () => desk.ebay.acts.placeOrder({ lines: [{ itemId: "110035400942", sku: "FIG-RED" }] }).orderId;
    const orders = async () => (await heard()).map(({ notification }) => notification.data.order.orderId);
    desk.ebay.webhooks.dial({ drop: 1 });
    place();
    expect(await orders()).toEqual([]);
    desk.ebay.webhooks.dial({ duplicate: 1 });
    const twice = place();
    expect(await orders()).toEqual([twice, twice]);
    desk.ebay.webhooks.dial({ reorder: 1 });
    const [late, early] = [place(), place()];
    expect(await orders()).toEqual([twice, twice, early, late]);
  });
});

it("knows one public key only", async () => {
  expect(errorIds((await asApp("GET", "/public_key/sim-key-9999")).body)).toEqual([195001]);
});

describe("platform notifications", () => {
  const enable = (events: string) =>
    desk.trading(
      "SetNotificationPreferences",
      `<ApplicationDeliveryPreferences><ApplicationEnable>Enable</ApplicationEnable><ApplicationURL>${listener.endpoint}</ApplicationURL></ApplicationDeliveryPreferences>
       <UserDeliveryPreferenceArray><NotificationEnable><EventType>${events}</EventType><EventEnable>Enable</EventEnable></NotificationEnable></UserDeliveryPreferenceArray>`,
    );

  it("tell a sale by SOAP, signed with an MD5 over time and keyset", async () => {
    await enable("FixedPriceTransaction");
    desk.ebay.acts.placeOrder({ lines: [{ itemId: "110035400937", quantity: 2 }] });
    await desk.ebay.webhooks.flush();
    const [message] = listener.heard;
    expect(message?.soapaction).toMatch(/FixedPriceTransaction"?$/);
    const envelope = parseXml(message?.body ?? "")?.node;
    const response = ["Body", "GetItemTransactionsResponse"];
    expect(textAt(envelope, ...response, "NotificationEventName")).toBe("FixedPriceTransaction");
    expect(textAt(envelope, ...response, "TransactionArray", "Transaction", "QuantityPurchased")).toBe("2");
    const { devId, clientId, clientSecret } = desk.ebay.world.applications.all()[0]!;
    const text = `${textAt(envelope, ...response, "Timestamp")}${devId}${clientId}${clientSecret}`;
    const expected = createHash("md5").update(text).digest("base64");
    expect(textAt(envelope, "Header", "RequesterCredentials", "NotificationSignature")).toBe(expected);
  });

  it("come only for events that are enabled", async () => {
    await enable("ItemClosed");
    desk.ebay.acts.placeOrder({ lines: [{ itemId: "110035400937" }] });
    desk.ebay.acts.endListing({ itemId: "110035400938" });
    await desk.ebay.webhooks.flush();
    expect(listener.heard.map(({ soapaction }) => soapaction)).toEqual([expect.stringContaining("ItemClosed")]);
  });
});

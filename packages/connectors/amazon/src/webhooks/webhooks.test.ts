import { createHash, generateKeyPairSync, sign } from "node:crypto";
import type { WebhookRequest } from "@counterfoil/connector-kit";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createAmazon } from "../index.ts";
import {
  type FakeAnswer,
  fakeFetch,
  testClock,
  testCredentials,
  testNow,
  testSettings,
} from "../testing/fake-fetch.ts";
import { canonicalText, isSnsAddress, type SnsMessage, snsRoute } from "./sns-message.ts";

const secret = "forwarder-secret-0123456789-0123456789";
const topicArn = "arn:aws:sns:eu-west-1:123456789012:spapi-order-change";
const certificateUrl = "https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-1.pem";
const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const certificate = publicKey.export({ type: "spki", format: "pem" }).toString();

const orderChange = (overrides: Record<string, unknown> = {}, id = "n-1") => ({
  ...{ NotificationVersion: "1.0", NotificationType: "ORDER_CHANGE", PayloadVersion: "1.0" },
  EventTime: "2026-03-10T11:59:00.000Z",
  Payload: {
    OrderChangeNotification: { SellerId: testCredentials.sellerId, AmazonOrderId: "903-8868176-2219830", ...overrides },
  },
  NotificationMetadata: { ApplicationId: "a", SubscriptionId: "s", NotificationId: id },
});
const orderEvent = {
  type: "order-changed",
  id: "n-1",
  orderExternalId: "903-8868176-2219830",
  occurredAt: "2026-03-10T11:59:00.000Z",
};

function delivery(body: unknown, headers: Record<string, string> = {}): WebhookRequest {
  const endpoint = "https://desk.example.com/api/webhooks/amazon";
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return { method: "POST", url: endpoint, endpoint, headers, body: new TextEncoder().encode(text) };
}

function connect(credentials: Record<string, string>, answer: () => FakeAnswer | undefined = () => undefined) {
  const clock = testClock();
  const { fetch, sent } = fakeFetch(answer);
  const all = { ...testCredentials, ...credentials };
  const { webhooks } = createAmazon(testSettings(fetch, { credentials: all, now: clock.now }));
  return { verify: webhooks.verify, sent, clock };
}

describe("a forwarder of the seller's own", () => {
  const forwarded = (body: unknown) => delivery(body, { "X-Auth-Token": secret });
  const { verify } = connect({ forwarderSecret: secret });

  test.each([
    ["bare", orderChange()],
    ["as an EventBridge event", { version: "0", "detail-type": "ORDER_CHANGE", detail: orderChange() }],
    ["as SQS records", { Records: [{ body: JSON.stringify(orderChange()) }] }],
    ["as SNS records", { Records: [{ Sns: { Message: JSON.stringify({ detail: orderChange() }) } }] }],
    [
      "in small letters",
      JSON.parse(JSON.stringify(orderChange()).replace(/"(\w)(\w*)":/g, (_, a, b) => `"${a.toLowerCase()}${b}":`)),
    ],
  ])("brings a notification %s", async (_, body) => {
    expect(await verify(forwarded(body))).toEqual({
      verified: true,
      events: [orderEvent],
      respond: { status: 200, headers: {}, body: "" },
    });
  });

  test("may bring several at once, and kinds that mean nothing here", async () => {
    const listing = {
      ...{ NotificationType: "LISTINGS_ITEM_MFN_QUANTITY_CHANGE", EventTime: "2026-03-10T11:00:00Z" },
      Payload: { SellerId: testCredentials.sellerId, Sku: "A", Quantity: 3, FulfillmentChannelCode: "DEFAULT" },
      NotificationMetadata: { NotificationId: "n-2" },
    };
    const feed = {
      ...{ notificationType: "FEED_PROCESSING_FINISHED", eventTime: "2026-03-10T11:00:00Z" },
      payload: { feedProcessingFinishedNotification: { sellerId: testCredentials.sellerId, feedId: "1" } },
      notificationMetadata: { notificationId: "n-3" },
    };
    const body = { Records: [orderChange(), listing, feed].map((one) => ({ body: JSON.stringify(one) })) };
    const verification = await verify(forwarded(body));
    expect(verification).toMatchObject({
      verified: true,
      events: [
        orderEvent,
        { type: "listing-changed", id: "n-2", listingExternalId: "A" },
        { type: "other", id: "n-3", topic: "FEED_PROCESSING_FINISHED" },
      ],
    });
  });

  test("another seller's notification is taken and dropped", async () => {
    const body = orderChange({ SellerId: "A0OTHERSELLER" });
    expect(await verify(forwarded(body))).toMatchObject({ verified: true, events: [], respond: { status: 200 } });
  });

  test("the same notification again has the same id", async () => {
    expect(await verify(forwarded(orderChange()))).toEqual(await verify(forwarded(orderChange())));
  });

  test.each([
    ["no secret", {}],
    ["a wrong secret", { "x-auth-token": `${secret}x` }],
    ["the secret in another header", { authorization: secret }],
  ])("with %s is refused with 401 and no reason", async (_, headers) => {
    const verification = await verify(delivery(orderChange(), headers as Record<string, string>));
    expect(verification).toMatchObject({ verified: false, respond: { status: 401, body: "" } });
  });

  test("may use a header of its own", async () => {
    const { verify: other } = connect({ forwarderSecret: secret, forwarderHeader: "x-desk-key" });
    expect((await other(delivery(orderChange(), { "X-Desk-Key": secret }))).verified).toBe(true);
    expect((await other(forwarded(orderChange()))).verified).toBe(false);
  });

  test("that is not set up is refused, whatever it sends", async () => {
    expect(await connect({}).verify(delivery(orderChange(), { "x-auth-token": "" }))).toMatchObject({
      verified: false,
      respond: { status: 401 },
    });
  });

  test("is told of a body that is no JSON, and survives any body", async () => {
    expect(await verify(delivery("<xml/>", { "x-auth-token": secret }))).toMatchObject({
      verified: false,
      respond: { status: 400 },
    });
    await fc.assert(
      fc.asyncProperty(fc.json({ maxDepth: 6 }), async (body) => {
        expect((await verify(delivery(body, { "x-auth-token": secret }))).verified).toBe(true);
      }),
    );
  });
});

describe("an SNS topic of the seller's own", () => {
  type Unsigned = Omit<SnsMessage, "Signature">;
  const message = (overrides: Partial<Unsigned> = {}): Unsigned => ({
    ...{ Type: "Notification", MessageId: "11111111-2222-3333-4444-555555555555", TopicArn: topicArn },
    ...{ Message: JSON.stringify(orderChange()), Timestamp: new Date(testNow - 60_000).toISOString() },
    ...{ SignatureVersion: "2", SigningCertURL: certificateUrl },
    ...overrides,
  });
  const signed = (unsigned: Unsigned): SnsMessage => {
    const algorithm = unsigned.SignatureVersion === "1" ? "RSA-SHA1" : "RSA-SHA256";
    const signature = sign(algorithm, Buffer.from(canonicalText(unsigned)), privateKey).toString("base64");
    return { ...unsigned, Signature: signature };
  };
  const headersOf = (sent: Unsigned) => ({
    "x-amz-sns-message-type": sent.Type,
    "x-amz-sns-message-id": sent.MessageId,
    "x-amz-sns-topic-arn": sent.TopicArn,
    "x-amz-sns-subscription-arn": `${sent.TopicArn}:0f0f`,
  });
  const call = (sent: SnsMessage) => delivery(sent, headersOf(sent));
  // Each test has a certificate address of its own, since certificates are kept by address.
  let serial = 0;
  const topic = (certificateAnswer: FakeAnswer = { body: certificate }) => {
    serial += 1;
    const url = `https://sns.eu-west-1.amazonaws.com/cert-${serial}.pem`;
    return { ...connect({ snsTopicArn: topicArn }, () => certificateAnswer), url };
  };

  test.each(["1", "2"])(
    "brings a notification with a signature of version %s; the certificate is fetched once",
    async (version) => {
      const { verify, url, sent } = topic();
      const request = call(signed(message({ SigningCertURL: url, SignatureVersion: version })));
      expect(await verify(request)).toMatchObject({ verified: true, events: [orderEvent] });
      expect(await verify(request)).toMatchObject({ verified: true, events: [orderEvent] });
      expect(sent.map((one) => one.url.href)).toEqual([url]);
    },
  );

  test.each([
    ["a changed message", (one: SnsMessage) => ({ ...one, Message: one.Message.replace("903-", "904-") })],
    ["a subject added", (one: SnsMessage) => ({ ...one, Subject: "x" })],
    ["a signature with one bit changed", (one: SnsMessage) => ({ ...one, Signature: flipped(one.Signature) })],
    ["an unknown kind of signature", (one: SnsMessage) => ({ ...one, SignatureVersion: "3" })],
    ["another topic", (one: SnsMessage) => ({ ...one, TopicArn: `${topicArn}-2` })],
  ])("is refused with %s", async (_, forge) => {
    const { verify, url } = topic();
    const forged = forge(signed(message({ SigningCertURL: url })));
    expect(await verify(call(forged))).toMatchObject({ verified: false, respond: { status: 401, body: "" } });
  });

  test("is refused without the headers that SNS sends, or with others", async () => {
    const { verify, url } = topic();
    const sent = signed(message({ SigningCertURL: url }));
    expect((await verify(delivery(sent))).verified).toBe(false);
    for (const name of Object.keys(headersOf(sent))) {
      expect((await verify(delivery(sent, { ...headersOf(sent), [name]: "other" }))).verified, name).toBe(false);
    }
  });

  test("is refused when it is played again after an hour, or comes from the future", async () => {
    const { verify, url } = topic();
    const at = (ms: number) =>
      call(signed(message({ SigningCertURL: url, Timestamp: new Date(testNow + ms).toISOString() })));
    expect((await verify(at(-3_599_000))).verified).toBe(true);
    expect((await verify(at(-3_601_000))).verified).toBe(false);
    expect((await verify(at(600_000))).verified).toBe(false);
    expect((await verify(call(signed(message({ SigningCertURL: url, Timestamp: "never" }))))).verified).toBe(false);
  });

  test.each([
    "https://sns.evil.example/x.pem",
    "https://sns.eu-west-1.amazonaws.com.evil.example/x.pem",
    "https://sns.eu-west-1.amazonaws.com@evil.example/x.pem",
    "https://user@sns.eu-west-1.amazonaws.com/x.pem",
    "https://sns.eu-west-1.amazonaws.com:8443/x.pem",
    "http://sns.eu-west-1.amazonaws.com/x.pem",
    "https://s3.amazonaws.com/x.pem",
    "https://sns.us-east-1.amazonaws.com/x.pem",
    "https://sns.eu-west-1.amazonaws.com/x.html",
    "file:///etc/passwd.pem",
    "not an address",
  ])("never fetches a certificate from %s", async (url) => {
    const { verify, sent } = connect({ snsTopicArn: topicArn }, () => ({ body: certificate }));
    expect((await verify(call(signed(message({ SigningCertURL: url }))))).verified).toBe(false);
    expect(sent).toHaveLength(0);
  });

  test("is refused while its certificate is gone, and a failing fetch is no verdict", async () => {
    const gone = topic({ status: 404, body: "" });
    expect((await gone.verify(call(signed(message({ SigningCertURL: gone.url }))))).verified).toBe(false);
    const down = topic({ status: 503, body: "" });
    await expect(down.verify(call(signed(message({ SigningCertURL: down.url }))))).rejects.toMatchObject({
      code: "unavailable",
    });
  });

  test("is confirmed by calling SNS back, only once its signature holds and only at SNS", async () => {
    const { verify, url, sent } = topic();
    const SubscribeURL = "https://sns.eu-west-1.amazonaws.com/?Action=ConfirmSubscription&Token=tok-1";
    const ask = message({ Type: "SubscriptionConfirmation", Token: "tok-1", SubscribeURL, SigningCertURL: url });
    expect(await verify(call(signed(ask)))).toMatchObject({ verified: true, events: [] });
    expect(sent.map((one) => one.url.href)).toEqual([url, SubscribeURL]);
    const forged = { ...signed(ask), Token: "tok-2" };
    expect((await verify(call(forged))).verified).toBe(false);
    const elsewhere = signed({ ...ask, SubscribeURL: "https://evil.example/confirm" });
    await expect(verify(call(elsewhere))).rejects.toMatchObject({ code: "invalid_request" });
    expect(sent).toHaveLength(2);
    const ended = signed(message({ Type: "UnsubscribeConfirmation", Token: "t", SubscribeURL, SigningCertURL: url }));
    expect(await verify(call(ended))).toMatchObject({ verified: true, events: [] });
    expect(sent).toHaveLength(2);
  });

  test("that is not set up is not believed", async () => {
    const { verify, sent } = connect({}, () => ({ body: certificate }));
    expect((await verify(call(signed(message())))).verified).toBe(false);
    expect(sent).toHaveLength(0);
  });
});

describe("the text under an SNS signature", () => {
  const common = { TopicArn: topicArn, SignatureVersion: "2", SigningCertURL: certificateUrl };
  const digest = (algorithm: string, text: string) => createHash(algorithm).update(text).digest("hex");

  test("of a notification fits vector A", () => {
    const text = canonicalText({
      ...common,
      ...{ Type: "Notification", MessageId: "11111111-2222-3333-4444-555555555555" },
      ...{ Message: '{"NotificationType":"ORDER_CHANGE"}', Timestamp: "2026-11-21T08:00:00.000Z" },
    });
    expect(Buffer.byteLength(text)).toBe(207);
    expect(digest("sha256", text)).toBe("b48ebf2fa8320c31f4cf8676502cd43e85d2d0312a8ee7b94c023ae0b9469abd");
    expect(digest("sha1", text)).toBe("d5a0f75d685ec45dbef3e7b93fd021461290767a");
  });

  test("of a confirmation fits vector B", () => {
    const text = canonicalText({
      ...common,
      ...{ Type: "SubscriptionConfirmation", MessageId: "66666666-7777-8888-9999-000000000000", Token: "tok-1" },
      ...{ Message: "You have chosen to subscribe to the topic.", Timestamp: "2026-11-21T08:00:01.000Z" },
      SubscribeURL: "https://sns.eu-west-1.amazonaws.com/?Action=ConfirmSubscription&Token=tok-1",
    });
    expect(Buffer.byteLength(text)).toBe(327);
    expect(digest("sha256", text)).toBe("5ff9de48abcccbe6da1ec39ec5e95b22ff94fd96a33dbcc84ffe849e7ac49361");
    expect(digest("sha1", text)).toBe("a8cd158ee7ef52bb0ea328cff37f1bebc5b97018");
  });
});

test("addresses of SNS are its own hosts, China's too; behind a base address they are called there", () => {
  const china = "arn:aws-cn:sns:cn-north-1:123456789012:spapi";
  expect(isSnsAddress("https://sns.cn-north-1.amazonaws.com.cn/x.pem", china)).toBe(true);
  expect(isSnsAddress("https://sns.cn-north-1.amazonaws.com.cn/x.pem", topicArn)).toBe(false);
  expect(isSnsAddress("http://127.0.0.1:4010/amazon/x.pem", topicArn)).toBe(false);
  const url = "https://sns.eu-west-1.amazonaws.com/?Action=ConfirmSubscription&Token=t";
  expect(snsRoute(url, null)).toBe(url);
  expect(snsRoute(url, "http://127.0.0.1:4010/amazon/")).toBe(
    "http://127.0.0.1:4010/amazon/sns?Action=ConfirmSubscription&Token=t",
  );
});

function flipped(signature: string): string {
  const bytes = Buffer.from(signature, "base64");
  bytes[10] = (bytes[10] ?? 0) ^ 1;
  return bytes.toString("base64");
}

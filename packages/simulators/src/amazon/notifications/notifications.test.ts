import { createHash, createVerify, X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { Hono } from "hono";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createSimulatorServer } from "../../kit/index.ts";
import { amazonModels } from "../testing/specs.ts";
import { type Loose, SELLER, type StartedAmazon, startAmazon, UK } from "../testing/started-amazon.ts";
import { canonicalText } from "./sns-message.ts";

const BASE = "/notifications/v1";
const SQS = { sqs: { arn: "arn:aws:sqs:eu-west-1:123456789012:desk" } };
const BUS = { eventBridge: { accountId: "123456789012", region: "eu-west-1" } };
const ORDER = "202-7654321-1098765";

async function startListener() {
  const heard: { headers: Record<string, string>; body: Loose }[] = [];
  const routes = new Hono().post("/webhook/amazon", async (c) => {
    heard.push({ headers: c.req.header(), body: JSON.parse(await c.req.text()) });
    return c.body(null, 200);
  });
  const server = createSimulatorServer({ simulators: [], extraRoutes: routes });
  return { heard, url: `${await server.start()}/webhook/amazon`, stop: () => server.stop() };
}

let desk: StartedAmazon;
let listener: Awaited<ReturnType<typeof startListener>>;
beforeEach(async () => {
  desk = await startAmazon();
  listener = await startListener();
});
afterEach(async () => {
  expect(desk.violations()).toEqual([]);
  await desk.stop();
  await listener.stop();
});

const destination = async (resourceSpecification: Loose, token?: string) =>
  await desk.call("POST", `${BASE}/destinations`, {
    body: { name: "desk", resourceSpecification },
    token: token ?? (await desk.grantless()),
  });
const subscribe = (type: string, destinationId: string, more: Loose = {}) =>
  desk.call("POST", `${BASE}/subscriptions/${type}`, { body: { payloadVersion: "1.0", destinationId, ...more } });
const news = async () => {
  await desk.amazon.webhooks.flush();
  return listener.heard.map(({ body }) => body);
};

describe("destinations and subscriptions", () => {
  it("belong to the application and to the seller, are refused twice and by the wrong token", async () => {
    const token = await desk.grantless();
    const { body } = await destination(SQS, token);
    const { destinationId, resource } = body.payload;
    expect(resource).toEqual(SQS);
    expect((await destination(SQS, token)).status).toBe(409);
    const nonsense = { name: "desk", resourceSpecification: { sqs: { arn: "nonsense" } } };
    expect((await desk.call("POST", `${BASE}/destinations`, { body: nonsense, token, wrong: true })).status).toBe(400);
    expect(
      (await desk.call("POST", `${BASE}/destinations`, { body: { name: "x", resourceSpecification: SQS } })).status,
    ).toBe(403);
    const bus = (await destination(BUS, token)).body.payload;
    expect(bus.resource.eventBridge.name).toMatch(/^aws\.partner\/sellingpartnerapi\.amazon\.com\//);

    const made = await subscribe("ORDER_CHANGE", destinationId);
    const { subscriptionId } = made.body.payload;
    expect((await subscribe("ORDER_CHANGE", destinationId)).status).toBe(409);
    expect((await subscribe("LISTINGS_ITEM_STATUS_CHANGE", destinationId)).status).toBe(400);
    desk.clock.advance(5_000);
    expect((await subscribe("LISTINGS_ITEM_STATUS_CHANGE", bus.destinationId)).status).toBe(200);
    const both = { processingDirective: { eventFilter: { eventFilterType: "ORDER_CHANGE" }, filterExpression: "x" } };
    expect((await subscribe("FEED_PROCESSING_FINISHED", destinationId, both)).status).toBe(400);

    expect((await desk.call("GET", `${BASE}/subscriptions/ORDER_CHANGE`)).body.payload.subscriptionId).toBe(
      subscriptionId,
    );
    const list = await desk.call("GET", `${BASE}/subscriptions?notificationTypes=ORDER_CHANGE`);
    expect(list.body.payload.subscriptions).toHaveLength(1);
    const path = `${BASE}/subscriptions/ORDER_CHANGE/${subscriptionId}`;
    expect((await desk.call("GET", path)).status).toBe(403);
    expect((await desk.call("GET", path, { token })).status).toBe(200);
    expect((await desk.call("DELETE", path, { token })).status).toBe(200);
    expect((await desk.call("GET", `${BASE}/subscriptions/ORDER_CHANGE`)).status).toBe(404);
    expect((await desk.call("GET", `${BASE}/destinations`, { token })).body.payload).toHaveLength(2);
    expect((await desk.call("DELETE", `${BASE}/destinations/${destinationId}`, { token })).status).toBe(200);
    expect((await desk.call("GET", `${BASE}/destinations/${destinationId}`, { token })).status).toBe(404);
  });
});

describe("what is forwarded", () => {
  it("comes bare from a queue with the secret header, in Amazon's published form", async () => {
    const { destinationId } = (await destination(SQS)).body.payload;
    await subscribe("ORDER_CHANGE", destinationId);
    desk.amazon.acts.setForwarder({ url: listener.url, headerValue: "s3cret" });
    const { orderId } = desk.amazon.acts.placeOrder({ lines: [{ sku: "75192-1-N" }] });
    const [order] = await news();
    expect(listener.heard[0]?.headers["x-auth-token"]).toBe("s3cret");
    expect(order.Payload.OrderChangeNotification).toMatchObject({
      SellerId: SELLER,
      AmazonOrderId: orderId,
      Summary: { MarketplaceId: UK, OrderStatus: "Unshipped", FulfillmentType: "MFN" },
    });
    checkAgainst("OrderChangeNotification.json", order);
  });

  it("keeps to the filter of the subscription", async () => {
    const { destinationId } = (await destination(SQS)).body.payload;
    const eventFilter = { eventFilterType: "ORDER_CHANGE", orderChangeTypes: ["BuyerRequestedChange"] };
    await subscribe("ORDER_CHANGE", destinationId, { processingDirective: { eventFilter } });
    desk.amazon.acts.setForwarder({ url: listener.url });
    desk.amazon.acts.touchOrder({ orderId: ORDER });
    desk.amazon.acts.requestCancellation({ orderId: ORDER });
    const types = (await news()).map((body) => body.Payload.OrderChangeNotification.OrderChangeType);
    expect(types).toEqual(["BuyerRequestedChange"]);
  });

  it("comes wrapped from an event bus, or as queue records, doubled and out of order on demand", async () => {
    const { setForwarder, editListing } = desk.amazon.acts;
    setForwarder({
      url: listener.url,
      subscribe: ["LISTINGS_ITEM_MFN_QUANTITY_CHANGE", "LISTINGS_ITEM_STATUS_CHANGE"],
    });
    editListing({ sku: "ZERO", quantity: 2 });
    const [quantity, status] = await news();
    expect(quantity["detail-type"]).toBe("LISTINGS_ITEM_MFN_QUANTITY_CHANGE");
    expect(quantity.detail.Payload).toEqual({
      SellerId: SELLER,
      FulfillmentChannelCode: "DEFAULT",
      Sku: "ZERO",
      Quantity: 2,
    });
    checkAgainst("ListingsItemMfnQuantityChange.json", quantity.detail);
    expect(status.detail.Payload.Status).toEqual(["BUYABLE", "DISCOVERABLE"]);
    setForwarder({ url: listener.url, envelope: "sqs" });
    desk.amazon.webhooks.dial({ duplicate: 1 });
    editListing({ sku: "ZERO", quantity: 3 });
    const doubled = (await news()).slice(2);
    expect(doubled).toHaveLength(2);
    expect(JSON.parse(doubled[1].Records[0].body).Payload.Quantity).toBe(3);
    expect(doubled[0]).toEqual(doubled[1]);
  });

  it("tells of finished reports and feeds in lower case", async () => {
    desk.amazon.acts.setForwarder({ url: listener.url, subscribe: ["REPORT_PROCESSING_FINISHED"] });
    const body = { reportType: "GET_MERCHANT_LISTINGS_ALL_DATA", marketplaceIds: [UK] };
    const { reportId } = (await desk.call("POST", "/reports/2021-06-30/reports", { body })).body;
    desk.clock.advance(60_000);
    desk.amazon.acts.settle({});
    const [finished] = await news();
    expect(finished.payload.reportProcessingFinishedNotification).toMatchObject({ reportId, processingStatus: "DONE" });
    checkAgainst("ReportProcessingFinishedNotification.json", finished);
  });

  it.each(["1", "2"] as const)(
    "comes signed by SNS (version %s), by a certificate that is served",
    async (signatureVersion) => {
      desk.amazon.acts.setForwarder({ mode: "sns", url: listener.url, signatureVersion, subscribe: ["ORDER_CHANGE"] });
      desk.amazon.acts.touchOrder({ orderId: ORDER });
      const [message] = await news();
      expect(listener.heard[0]?.headers["x-amz-sns-message-type"]).toBe("Notification");
      expect(JSON.parse(message.Message).NotificationType).toBe("ORDER_CHANGE");
      expect(message.SigningCertURL).toMatch(/^https:\/\/sns\.eu-west-1\.amazonaws\.com\/.+\.pem$/);
      const pem = await (await fetch(`${desk.base}/sns${new URL(message.SigningCertURL).pathname}`)).text();
      const certificate = new X509Certificate(pem);
      expect(certificate.subject).toBe("CN=sns.amazonaws.com");
      expect(certificate.verify(certificate.publicKey)).toBe(true);
      const isGenuine = (changed: Loose) =>
        createVerify(signatureVersion === "1" ? "RSA-SHA1" : "RSA-SHA256")
          .update(canonicalText(changed))
          .verify(certificate.publicKey, message.Signature, "base64");
      expect(isGenuine(message)).toBe(true);
      expect(isGenuine({ ...message, Message: message.Message.replace("ORDER", "0RDER") })).toBe(false);
    },
  );

  it("waits until an SNS subscription is confirmed", async () => {
    desk.amazon.acts.setForwarder({ mode: "sns", url: listener.url, confirmed: false, subscribe: ["ORDER_CHANGE"] });
    desk.amazon.acts.touchOrder({ orderId: ORDER });
    const [confirmation, ...others] = await news();
    expect([confirmation.Type, others]).toEqual(["SubscriptionConfirmation", []]);
    const wanted = new URL(confirmation.SubscribeURL);
    expect((await fetch(`${desk.base}/sns?Action=ConfirmSubscription&Token=wrong`)).status).toBe(403);
    expect((await fetch(`${desk.base}/sns${wanted.search}`)).status).toBe(200);
    desk.amazon.acts.touchOrder({ orderId: ORDER });
    expect((await news()).at(-1).Type).toBe("Notification");
    expect(desk.amazon.ledger.count("sns-subscription-confirmed")).toBe(1);
  });
});

describe("the text that SNS signs", () => {
  const hash = (text: string, algorithm: string) => createHash(algorithm).update(text).digest("hex");
  it("is right for a notification and for a confirmation", () => {
    const notification = canonicalText({
      Type: "Notification",
      MessageId: "11111111-2222-3333-4444-555555555555",
      TopicArn: "arn:aws:sns:eu-west-1:123456789012:spapi-order-change",
      Message: '{"NotificationType":"ORDER_CHANGE"}',
      Timestamp: "2026-11-21T08:00:00.000Z",
    });
    expect(Buffer.byteLength(notification)).toBe(207);
    expect(hash(notification, "sha256")).toBe("b48ebf2fa8320c31f4cf8676502cd43e85d2d0312a8ee7b94c023ae0b9469abd");
    const confirmation = canonicalText({
      Type: "SubscriptionConfirmation",
      MessageId: "66666666-7777-8888-9999-000000000000",
      Token: "tok-1",
      TopicArn: "arn:aws:sns:eu-west-1:123456789012:spapi-order-change",
      Message: "You have chosen to subscribe to the topic.",
      SubscribeURL: "https://sns.eu-west-1.amazonaws.com/?Action=ConfirmSubscription&Token=tok-1",
      Timestamp: "2026-11-21T08:00:01.000Z",
    });
    expect(Buffer.byteLength(confirmation)).toBe(327);
    expect(hash(confirmation, "sha1")).toBe("a8cd158ee7ef52bb0ea328cff37f1bebc5b97018");
  });
});

function checkAgainst(file: string, value: unknown) {
  const models = amazonModels();
  if (models === null) return;
  const schema = JSON.parse(readFileSync(`${models}notifications/${file}`, "utf8"));
  const options = { strict: false, validateFormats: false, validateSchema: false };
  const validate = new Ajv(options).compile({ ...schema, $schema: undefined, $id: file });
  expect([validate(value), validate.errors]).toEqual([true, null]);
}

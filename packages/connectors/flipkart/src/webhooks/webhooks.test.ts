import { existsSync, readFileSync } from "node:fs";
import type { WebhookRequest } from "@counterfoil/connector-kit";
import { afterAll, describe, expect, test } from "vitest";
import { createFlipkart } from "../index.ts";
import { startStandIn, endpoint as subscribed } from "../testing/flipkart-stand-in.ts";
import { notificationSignature, readAuthorization } from "./notification-signature.ts";

const official = {
  applicationId: "6113ca4a-fe05-11e4-a322-1697f925ec7b",
  applicationSecret: "669a57f4-fe05-11e4-a322-1697f925ec7b",
  url: "http://seller.api.pilotseller.com/notify/fki",
  at: 1_432_026_135_000,
};
const ours = {
  applicationId: "test-app-id-0001",
  applicationSecret: "test-app-secret-0001",
  url: "https://desk.example.test/webhook/flipkart",
  at: Date.parse("2026-11-21T08:00:00Z"),
};
/** The published sample and our own, over the epoch seconds and over the HTTP date. */
const vectors = [
  [
    official,
    "1432026135",
    "83762abd87b41e66ddd58320a4e803251e72b776",
    "NjExM2NhNGEtZmUwNS0xMWU0LWEzMjItMTY5N2Y5MjVlYzdiOjgzNzYyYWJkODdiNDFlNjZkZGQ1ODMyMGE0ZTgwMzI1MWU3MmI3NzY=",
  ],
  [
    official,
    "Tue, 19 May 2015 09:02:15 GMT",
    "fed35373f6814e81d2ca5a82c7f0242457263e7d",
    "NjExM2NhNGEtZmUwNS0xMWU0LWEzMjItMTY5N2Y5MjVlYzdiOmZlZDM1MzczZjY4MTRlODFkMmNhNWE4MmM3ZjAyNDI0NTcyNjNlN2Q=",
  ],
  [
    ours,
    "1795248000",
    "26c1a872144238561eb2b83cd105700edae3e79f",
    "dGVzdC1hcHAtaWQtMDAwMToyNmMxYTg3MjE0NDIzODU2MWViMmI4M2NkMTA1NzAwZWRhZTNlNzlm",
  ],
  [
    ours,
    "Sat, 21 Nov 2026 08:00:00 GMT",
    "2d633f12f645e712b13aced7e6cca5f7fd3dedee",
    "dGVzdC1hcHAtaWQtMDAwMToyZDYzM2YxMmY2NDVlNzEyYjEzYWNlZDdlNmNjYTVmN2ZkM2RlZGVl",
  ],
] as const;

const body = JSON.stringify({
  eventType: "shipment_packed",
  source: "flipkart",
  version: "v3",
  timestamp: "2026-11-21T13:30:00+05:30",
  attributes: { status: "PACKED" },
  shipmentId: "d133588f-b0ac-443b-99b4-7ac8648a0f89",
});

function verifier(account: typeof ours, more: Record<string, string> = {}, now = account.at) {
  const { applicationId, applicationSecret } = account;
  return createFlipkart({ credentials: { applicationId, applicationSecret, ...more }, now: () => now }).webhooks;
}

function request(account: typeof ours, dateText: string, change: Partial<WebhookRequest> = {}): WebhookRequest {
  const signature = notificationSignature({
    date: dateText,
    url: account.url,
    method: "POST",
    secret: account.applicationSecret,
  });
  const authorization = `FKLOGIN ${Buffer.from(`${account.applicationId}:${signature}`).toString("base64")}`;
  return {
    method: "POST",
    url: account.url,
    endpoint: account.url,
    headers: { X_Date: dateText, X_Authorization: authorization },
    body: new TextEncoder().encode(body),
    ...change,
  };
}

const httpDate = "Sat, 21 Nov 2026 08:00:00 GMT";
const refused = { verified: false, respond: { status: 401 } };

describe("signatures", () => {
  test.each(vectors)("of the documents, %#", async (account, date, digest, authorization) => {
    const { url, applicationSecret: secret, applicationId } = account;
    expect(notificationSignature({ date, url, method: "POST", secret })).toBe(digest);
    expect(readAuthorization(`FKLOGIN ${authorization}`)).toEqual({ applicationId, signature: digest });
    const headers = { X_Date: date, X_Authorization: `FKLOGIN ${authorization}` };
    const sent = { ...request(account, date), headers };
    expect(await verifier(account).verify(sent)).toMatchObject({ verified: true, respond: { status: 200 } });
  });

  test("over the seconds of the date that X_Date writes out", async () => {
    const signedBySeconds = request(ours, "1795248000").headers["X_Authorization"] ?? "";
    const headers = { "x-date": httpDate, "x-authorization": signedBySeconds };
    expect(await verifier(ours).verify({ ...request(ours, httpDate), headers })).toMatchObject({ verified: true });
  });

  test("with the address that Flipkart was given, whatever a proxy has made of it", async () => {
    const seen = { ...request(ours, httpDate), url: "http://10.0.0.1/x", endpoint: "http://10.0.0.1/x" };
    expect(await verifier(ours).verify(seen)).toMatchObject(refused);
    expect(await verifier(ours, { webhookUrl: ours.url }).verify(seen)).toMatchObject({ verified: true });
  });

  test.each([
    ["another secret", { ...ours, applicationSecret: "test-app-secret-0002" }, {}],
    ["another application", { ...ours, applicationId: "test-app-id-0002" }, {}],
    ["another address", { ...ours, url: "https://desk.example.test/other" }, { endpoint: ours.url }],
    ["another method", ours, { method: "PUT" }],
    ["no headers", ours, { headers: {} }],
    ["another scheme", ours, { headers: { X_Date: httpDate, X_Authorization: "Bearer abc" } }],
    ["no colon inside", ours, { headers: { X_Date: httpDate, X_Authorization: "FKLOGIN YWJj" } }],
    ["a date that is none", ours, { headers: { ...request(ours, httpDate).headers, X_Date: "yesterday" } }],
    [
      "a date other than the signed one",
      ours,
      { headers: { ...request(ours, httpDate).headers, X_Date: "Sat, 21 Nov 2026 08:00:01 GMT" } },
    ],
  ] as const)("with %s are refused", async (_, signer, change) => {
    expect(await verifier(ours).verify(request(signer, httpDate, change))).toMatchObject(refused);
  });

  test("older than a quarter of an hour, or from the future, are refused; the window is a setting", async () => {
    const sent = request(ours, httpDate);
    const minutes = (count: number) => ours.at + count * 60_000;
    expect(await verifier(ours, {}, minutes(15)).verify(sent)).toMatchObject({ verified: true });
    expect(await verifier(ours, {}, minutes(16)).verify(sent)).toMatchObject(refused);
    expect(await verifier(ours, {}, minutes(-16)).verify(sent)).toMatchObject(refused);
    const patient = verifier(ours, { webhookFreshnessMinutes: "1440" }, minutes(1439));
    expect(await patient.verify(sent)).toMatchObject({ verified: true });
  });
});

describe("what a notification says", () => {
  const eventsOf = async (text: string) => {
    const sent = request(ours, httpDate, { body: new TextEncoder().encode(text) });
    const verification = await verifier(ours).verify(sent);
    if (!verification.verified) throw new Error(verification.reason);
    return verification.events;
  };

  test("again is known by its id; another body is another event", async () => {
    const [first, again] = [await eventsOf(body), await eventsOf(body)];
    expect(first).toMatchObject([{ type: "orders-changed", occurredAt: "2026-11-21T08:00:00.000Z" }]);
    expect(again).toEqual(first);
    const tampered = await eventsOf(body.replace("PACKED", "DELIVERED"));
    expect(tampered[0]?.id).not.toBe(first[0]?.id);
  });

  test("is only a hint: nothing of a body, which nobody signs, is in it but the id to look at", async () => {
    const orderItems = [{ orderItemId: "1", orderId: "OD1", status: "CANCELLED", quantity: 99 }];
    const created = JSON.stringify({ eventType: "shipment_created", attributes: { orderItems }, shipmentId: "s" });
    const [event] = await eventsOf(created);
    expect(event).toEqual({
      type: "order-changed",
      id: expect.stringMatching(/^[0-9a-f]{64}$/),
      orderExternalId: "OD1",
      occurredAt: "2026-11-21T08:00:00.000Z",
    });
  });

  test.each([
    ["return_created", "other"],
    ["shipment_teleported", "orders-changed"],
    ["something_new", "other"],
  ])("%s is %s", async (eventType, type) => {
    expect(await eventsOf(JSON.stringify({ eventType, returnId: "1" }))).toMatchObject([{ type }]);
  });

  test("that is no notification is taken and means nothing", async () => {
    for (const text of ["", "[]", "not json", "{}", '{"eventType":5}']) expect(await eventsOf(text)).toEqual([]);
  });

  const examples = new URL("../../../../../../shared/specs/flipkart/notifications.examples.json", import.meta.url);
  const haveExamples = existsSync(examples);
  if (!haveExamples) console.warn("Flipkart's examples of notifications are not beside the repository: skipped.");
  test.skipIf(!haveExamples)("in all the official examples is understood", async () => {
    const { examples: all } = JSON.parse(readFileSync(examples, "utf8")) as { examples: Record<string, unknown> };
    for (const [name, example] of Object.entries(all)) {
      const type = name === "shipment_created" ? "order-changed" : "orders-changed";
      expect(await eventsOf(JSON.stringify(example)), name).toMatchObject([{ type }]);
    }
    console.info(`${Object.keys(all).length} official examples of Flipkart's notifications read`);
  });
});

describe("the simulated Flipkart's own deliveries", async () => {
  const { flipkart, driver, connect, stop } = await startStandIn();
  afterAll(stop);

  test.each(["http", "epoch"] as const)("signed over the %s date are taken", async (notificationDate) => {
    driver.reset();
    flipkart.acts.setBehaviour({ notificationDate });
    flipkart.acts.subscribe({ url: subscribed });
    const { orderId } = flipkart.acts.placeOrder({ lines: [{ sku: "10294-N" }] });
    await flipkart.webhooks.flush();
    const sent = flipkart.webhooks.attempts().at(-1)?.request;
    if (sent === undefined) throw new Error("nothing was sent");
    const received = { ...sent, body: new TextEncoder().encode(sent.body), endpoint: subscribed };
    expect(await connect().webhooks.verify(received)).toMatchObject({
      verified: true,
      events: [{ type: "order-changed", orderExternalId: orderId }],
    });
  });
});

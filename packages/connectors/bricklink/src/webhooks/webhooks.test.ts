import fc from "fast-check";
import { expect, test } from "vitest";
import { readSettings } from "../bricklink-settings.ts";
import { createWebhooks } from "./webhooks.ts";

const now = Date.parse("2026-11-21T09:00:30.000Z");
const { verify } = createWebhooks(
  readSettings({
    credentials: {
      consumerKey: "A1A1A1A1B2B2B2B2C3C3C3C3D4D4D4D4",
      consumerSecret: "0123456789ABCDEF0123456789ABCDEF",
      tokenValue: "FEDCBA9876543210FEDCBA9876543210",
      tokenSecret: "00112233445566778899AABBCCDDEEFF",
    },
    now: () => now,
  }),
);

function push(body: string, method = "POST") {
  const url = "https://desk.example/webhooks/bricklink/1/secret";
  return verify({ method, url, headers: {}, body: new TextEncoder().encode(body), endpoint: url });
}
const order = { event_type: "Order", resource_id: 3986441, timestamp: "2013-12-17T08:20:02.177Z" };
const orderEvent = {
  type: "order-changed",
  id: "Order:3986441:2013-12-17T08:20:02.177Z",
  orderExternalId: "3986441",
  occurredAt: "2013-12-17T08:20:02.177Z",
};

test.each([
  ["a list, as documented", [order]],
  ["one object, as seen", order],
])("%s names the order to fetch", async (_, body) => {
  expect(await push(JSON.stringify(body))).toEqual({
    verified: true,
    events: [orderEvent],
    respond: { status: 200, headers: {}, body: "" },
  });
});

test.each(["", "  ", "null", "{", "[]", '{"event_type":"Order"}'])("%j says only: look now", async (body) => {
  const verification = await push(body);
  expect(verification.verified && verification.events).toMatchObject([{ type: "orders-changed" }]);
});

test("messages and feedback are told apart from orders", async () => {
  const verification = await push(
    JSON.stringify([
      { ...order, event_type: "Message" },
      { ...order, event_type: "Feedback" },
    ]),
  );
  expect(verification.verified && verification.events).toMatchObject([
    { type: "message-received" },
    { type: "other", topic: "Feedback" },
  ]);
});

test("every push gets the same answer, also one that is refused: no oracle for guesses", async () => {
  const accepted = await push(JSON.stringify(order));
  for (const refused of [await push("", "GET"), await push(" ".repeat(65_537))]) {
    expect(refused.verified).toBe(false);
    expect(refused.respond).toEqual(accepted.respond);
  }
});

test("no body makes it throw", async () => {
  await fc.assert(
    fc.asyncProperty(fc.oneof(fc.string(), fc.json()), async (body) => {
      expect((await push(body)).respond.status).toBe(200);
    }),
  );
});

import { createHmac } from "node:crypto";
import { expect, it } from "vitest";
import { verifyWebhook } from "./verify-webhook.ts";

const secret = `whsec_${Buffer.from("a key of thirty-two bytes, nearly").toString("base64")}`;
const now = Date.parse("2026-04-01T10:00:00Z");
const body = JSON.stringify({
  id: "e1",
  type: "order.created",
  version: 1,
  timestamp: "2026-04-01T09:59:58Z",
  data: {},
});

function headersFor(text: string, { at = now, id = "e1" } = {}): Record<string, string> {
  const timestamp = String(Math.floor(at / 1000));
  const key = Buffer.from(secret.slice("whsec_".length), "base64");
  const signature = createHmac("sha256", key).update(`${id}.${timestamp}.${text}`).digest("base64");
  return { "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": `v1,${signature}` };
}

it("answers the message that was signed, with headers of either kind and beside other signatures", async () => {
  const headers = headersFor(body);
  expect(await verifyWebhook({ secret, headers, body, now })).toMatchObject({ id: "e1", type: "order.created" });
  const rotated = { ...headers, "webhook-signature": `v1,AAAA v2,%% ${headers["webhook-signature"]}` };
  expect(await verifyWebhook({ secret, headers: new Headers(rotated), body, now })).toMatchObject({ id: "e1" });
});

it.each([
  ["another body", { body: body.replace("created", "cancelled") }],
  ["another secret", { secret: `whsec_${Buffer.from("another").toString("base64")}` }],
  ["another id", { headers: { ...headersFor(body), "webhook-id": "e2" } }],
  ["no signature", { headers: { "webhook-id": "e1", "webhook-timestamp": String(now / 1000) } }],
  ["a message of ten minutes ago", { headers: headersFor(body, { at: now - 600_000 }) }],
  ["a time that is none", { headers: { ...headersFor(body), "webhook-timestamp": "NaN" } }],
])("refuses %s", async (_, changed) => {
  await expect(verifyWebhook({ secret, headers: headersFor(body), body, now, ...changed })).rejects.toThrow(Error);
});

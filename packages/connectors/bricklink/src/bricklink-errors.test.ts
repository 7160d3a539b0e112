import type { WireAnswer } from "@counterfoil/connector-kit";
import { expect, test } from "vitest";
import { createErrorDecoder } from "./bricklink-errors.ts";

const now = Date.parse("2026-11-21T09:00:00Z");
const decode = createErrorDecoder({ secrets: ["CONSUMERKEY1234"], now: () => now });
const request = { operation: "GET /orders", effect: "read", attempt: 1 } as const;

function answer(
  body: unknown,
  { status = 200, headers = {} }: { status?: number; headers?: Record<string, string> } = {},
): WireAnswer {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const json = () => {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      return undefined;
    }
  };
  return { status, headers: new Headers(headers), bytes: new TextEncoder().encode(text), text: () => text, json };
}
const meta = (code: unknown, message: string, description: string) =>
  answer({ meta: { code, message, description }, data: {} });

test.each([
  [400, "PARAMETER_MISSING_OR_INVALID", "invalid_request"],
  [403, "PERMISSION_DENIED", "permission_denied"],
  [404, "RESOURCE_NOT_FOUND", "not_found"],
  [405, "METHOD_NOT_ALLOWED", "invalid_request"],
  [415, "UNSUPPORTED_MEDIA_TYPE", "invalid_request"],
  [422, "RESOURCE_UPDATE_NOT_ALLOWED", "conflict"],
  [429, "TOO_MANY_REQUESTS", "rate_limited"],
  [500, "INTERNAL_SERVER_ERROR", "unavailable"],
  [503, "X", "unavailable"],
  [418, "X", "invalid_request"],
])("code %i (%s) inside a 200 is %s, and the body's code is the status", (code, message, expected) => {
  expect(decode(meta(code, message, "words"), request)).toMatchObject({
    code: expected,
    platformCode: message,
    status: code,
  });
});

test("the code decides, as text too; a good one is no error whatever the HTTP status", () => {
  expect(decode(meta("404", "RESOURCE_NOT_FOUND", ""), request)).toMatchObject({ code: "not_found" });
  expect(decode(meta("204", "OK_NO_CONTENT", ""), request)).toBeNull();
  expect(decode(answer("", { status: 204 }), request)).toBeNull();
});

test("the words for the seller are BrickLink's own, decoded", () => {
  const error = decode(meta(422, "RESOURCE_UPDATE_NOT_ALLOWED", "Can&#39;t set PAID"), request);
  expect(error?.message).toBe("BrickLink does not allow this change in the present state: Can't set PAID.");
});

test("an address that the token does not allow is named, the key is not", () => {
  const description = "TOKEN_IP_MISMATCHED: consumer: CONSUMERKEY1234 IP: 203.0.113.7";
  const error = decode(meta(401, "BAD_OAUTH_REQUEST", description), request);
  expect(error).toMatchObject({ code: "permission_denied" });
  expect(error?.message).toContain("203.0.113.7");
  expect(error?.message).not.toContain("CONSUMERKEY1234");
  expect(error?.retryable).toBeUndefined();
});

test.each(["SIGNATURE_INVALID", "NONCE_USED: x", "TIMESTAMP_REFUSED: 5"])("%s deserves one retry", (description) => {
  const refused = meta(401, "BAD_OAUTH_REQUEST", description);
  expect(decode(refused, request)).toMatchObject({ code: "auth_revoked", retryable: true });
  expect(decode(refused, { ...request, attempt: 2 })).toMatchObject({ code: "auth_revoked", retryable: false });
});

test("a clock that is wrong is told, with how much", () => {
  const body = { meta: { code: 401, message: "BAD_OAUTH_REQUEST", description: "TIMESTAMP_REFUSED" } };
  const late = answer(body, { headers: { date: "Sat, 21 Nov 2026 08:50:00 GMT" } });
  expect(decode(late, request)?.message).toContain("600 seconds ahead of BrickLink's");
});

test("an unknown key is refused once and for all, without its value", () => {
  const error = decode(meta(401, "BAD_OAUTH_REQUEST", "CONSUMER_KEY_UNKNOWN: CONSUMERKEY1234"), request);
  expect(error).toMatchObject({ code: "auth_revoked" });
  expect(error?.message).not.toContain("CONSUMERKEY1234");
  expect(error?.retryable).toBeUndefined();
});

test("a page of HTML under 200 is maintenance; a broken body is left to the reader", () => {
  expect(decode(answer("<!doctype html><html></html>"), request)).toMatchObject({ code: "unavailable", status: 503 });
  expect(decode(answer("x", { headers: { "content-type": "text/html" } }), request)?.code).toBe("unavailable");
  expect(decode(answer('{"meta":{"co'), request)).toBeNull();
  expect(decode(answer("<html/>", { status: 429 }), request)).toBeNull();
});

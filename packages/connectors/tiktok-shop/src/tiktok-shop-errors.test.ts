import type { ConnectorErrorCode, WireAnswer } from "@counterfoil/connector-kit";
import { describe, expect, test } from "vitest";
import { refusal } from "./testing/fake-tiktok-shop.ts";
import { decodeError, itemError } from "./tiktok-shop-errors.ts";

const operation = "POST /order/202309/orders/search";
const decode = (body: unknown, status = 200) => {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const json = () => (typeof body === "string" ? undefined : body);
  const answer: WireAnswer = { status, headers: new Headers(), bytes: new Uint8Array(), text: () => text, json };
  return decodeError(answer, { operation });
};

describe("an error number", () => {
  test.each<[number, string, ConnectorErrorCode]>([
    [36009002, "Too many requests.", "rate_limited"],
    [36009003, "Internal error", "unavailable"],
    [36009007, "Timeout", "unavailable"],
    [105002, "Expired credentials.", "auth_expired"],
    [105001, "Invalid credentials.", "auth_expired"],
    [105003, "wrong kind", "auth_expired"],
    [105004, "does not match shop_cipher", "auth_expired"],
    [105005, "Access denied", "permission_denied"],
    [36009033, "IP is not allowed", "permission_denied"],
    [106001, "The sign query parameter is invalid.", "permission_denied"],
    [106013, "shop_cipher is missing", "invalid_request"],
    [36009004, "timestamp is invalid: earlier than 5 minutes", "invalid_request"],
    [36009004, "timestamp is more than 30 seconds ahead", "invalid_request"],
    [36009004, "Invalid app_key", "permission_denied"],
    [36009004, "x-tts-access-token: access_token is invalid", "auth_expired"],
    [36009004, "shop_cipher is not required", "invalid_request"],
    [36009004, "Invalid API version", "unsupported"],
    [36009004, "param body.address is missing", "invalid_request"],
    [36009014, "version retired", "unsupported"],
    [36004004, "auth code is expired", "invalid_request"],
    [12052048, "not this shop's product", "not_found"],
    [12052037, "inventory not allowed", "rejected"],
    [21001001, "order not found", "not_found"],
    [21001002, "package in freeze status", "rejected"],
    [10000001, "you should apply auth pkg for this api", "permission_denied"],
  ])("%i (%s) is %s", (number, words, code) => {
    const decoded = decode(refusal(number, words));
    expect(decoded).toMatchObject({ code, platformCode: String(number), message: expect.stringContaining(words) });
  });

  test("of nothing at all is no error, whatever the status", () => {
    expect(decode({ code: 0, message: "Success", data: {} })).toBeNull();
    expect(decode("<html>Bad gateway</html>", 502)).toBeNull();
    expect(decode({ anything: true }, 500)).toBeNull();
  });

  test("of a timeout leaves open whether a write was done", () => {
    expect(decode(refusal(36009007, "Timeout"), 408)?.status).toBe(504);
  });

  test("of a clock tells what to do", () => {
    expect(decode(refusal(36009004, "timestamp is invalid"))?.message).toMatch(/Set the clock/);
  });
});

test("an element of a batch is described by its deepest reason", () => {
  const error = itemError({
    code: 12052990,
    message: "batch update inventory error",
    detail: {
      sku_id: "1729592969712207013",
      extra_errors: [{ code: 12019024, message: "quantity invalid", warehouse_id: "7068517275539719942" }],
    },
  });
  expect(error).toMatchObject({
    code: "rejected",
    platformCode: "12019024",
    message: expect.stringContaining("quantity"),
  });
  expect(error.issues?.map(({ path, code }) => [path, code])).toEqual([
    ["1729592969712207013", "12052990"],
    ["7068517275539719942", "12019024"],
  ]);
});

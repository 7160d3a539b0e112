import { expect, test } from "vitest";
import { redactText, redactUrl, redactValue } from "./redact.ts";
import { constantTimeEqual, headerValue, hmac } from "./signatures.ts";

test("secrets compare by content, whatever their length", () => {
  expect(constantTimeEqual("abc", new TextEncoder().encode("abc"))).toBe(true);
  expect(constantTimeEqual("abc", "abcd")).toBe(false);
  expect(constantTimeEqual("", "a")).toBe(false);
});

test("an HMAC equals the published one (RFC 4231, case 2)", () => {
  const data = "what do ya want for nothing?";
  expect(hmac({ algorithm: "sha256", key: "Jefe", data, encoding: "hex" })).toBe(
    "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
  );
});

test("headers are found in any case", () => {
  expect(headerValue({ "X-Signature": "s" }, "x-signature")).toBe("s");
  expect(headerValue({}, "x-signature")).toBeNull();
});

test("known secrets vanish from a text, encoded ones too", () => {
  expect(redactText("key K/1 and K%2F1, not L", ["K/1", ""])).toBe("key [redacted] and [redacted], not L");
});

test("values of secret-sounding fields are masked at any depth, and addresses lose their secret parameters", () => {
  const given = {
    headers: { Authorization: "Bearer x", accept: "json" },
    list: [{ accessToken: "x", refresh_token: null, title: "Tokyo" }],
    url: "https://shop.example/a?apiKey=1&page=2",
  };
  expect(redactValue(given)).toEqual({
    headers: { Authorization: "[redacted]", accept: "json" },
    list: [{ accessToken: "[redacted]", refresh_token: null, title: "Tokyo" }],
    url: "https://shop.example/a?apiKey=[redacted]&page=2",
  });
  expect(redactUrl("/x?page=1")).toBe("/x?page=1");
});

test("a value that contains itself can be redacted", () => {
  const loop: Record<string, unknown> = { name: "a" };
  loop["self"] = loop;
  expect(redactValue(loop)).toEqual({ name: "a", self: "[circular]" });
});

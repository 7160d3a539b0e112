import { describe, expect, test } from "vitest";
import { decodeRestError, isManagedByInventory, tradingError } from "./ebay-errors.ts";

const now = () => Date.parse("2026-03-01T20:00:00.000Z");

function answer(status: number, body: unknown, headers: Record<string, string> = {}) {
  const text = JSON.stringify(body);
  return {
    status,
    headers: new Headers(headers),
    bytes: new TextEncoder().encode(text),
    text: () => text,
    json: () => body,
  };
}

function restAnswer(status: number, errorId: number, category = "REQUEST", headers = {}) {
  const error = { errorId, domain: "API", category, message: "Short.", longMessage: "In full.", parameters: [] };
  return answer(status, { errors: [error] }, headers);
}

describe("REST errors", () => {
  test.each([
    [401, 1001, "auth_expired"],
    [403, 1100, "permission_denied"],
    [400, 32100, "not_found"],
    [400, 32300, "rejected"],
    [400, 34100, "rejected"],
    [400, 30850, "invalid_request"],
    [404, 25710, "not_found"],
    [409, 99999, "conflict"],
    [500, 30500, "unavailable"],
    [500, 25001, "unavailable"],
  ])("%i with %i is %s", (status, errorId, code) => {
    expect(decodeRestError(restAnswer(status, errorId))).toMatchObject({ code, platformCode: String(errorId) });
  });

  test("a business rule that eBay never told us of is a rejection with eBay's words", () => {
    const error = decodeRestError(restAnswer(400, 123456, "BUSINESS"));
    expect(error).toMatchObject({ code: "rejected", message: "eBay refused the request: In full." });
  });

  test("too many requests is a throttle until eBay's own count says otherwise", () => {
    expect(decodeRestError(restAnswer(429, 2001))).toMatchObject({ code: "rate_limited", platformCode: "2001" });
  });

  test("an answer that is no error list is left to its status", () => {
    expect(decodeRestError(answer(502, "<html>"))).toBeNull();
    expect(decodeRestError(answer(200, { orders: [] }))).toBeNull();
  });
});

describe("Trading errors", () => {
  const error = (code: string, classification = "RequestError", message = "Words.") => ({
    code,
    message,
    severity: "Error",
    classification,
    parameters: ["110035400937"],
  });

  test.each([
    ["21917053", "auth_expired"],
    ["931", "auth_expired"],
    ["932", "auth_revoked"],
    ["21916750", "not_found"],
    ["17", "not_found"],
    ["21916286", "rejected"],
    ["518", "quota_exhausted"],
    ["555555", "rejected"],
  ])("%s is %s", (code, expected) => {
    expect(tradingError([error(code)], now)).toMatchObject({ code: expected, platformCode: code });
  });

  test("an unknown system error may pass", () => {
    expect(tradingError([error("1", "SystemError")], now)).toMatchObject({ code: "unavailable" });
  });

  test("warnings are not the reason of a failure", () => {
    const warning = { ...error("21920200"), severity: "Warning" };
    expect(tradingError([warning, error("17")], now)).toMatchObject({
      platformCode: "17",
      issues: [{ path: "110035400937", code: "17", message: "Words." }],
    });
  });

  test("a listing of the Inventory API is told by its number or by eBay's words", () => {
    expect(isManagedByInventory({ platformCode: "21919474", message: "Refused." })).toBe(true);
    const words = "Inventory-based listing management is not currently supported by this tool.";
    expect(isManagedByInventory({ platformCode: "1", message: words })).toBe(true);
    expect(isManagedByInventory({ platformCode: "21916735", message: "Variation SKU needed." })).toBe(false);
  });
});

import type { WireAnswer } from "@counterfoil/connector-kit";
import { describe, expect, it } from "vitest";
import { createErrorDecoder } from "./brickset-errors.ts";

const decode = createErrorDecoder({ secrets: ["3-aB3d-Ef6h-iJ9kL"], now: () => Date.parse("2026-06-21T09:00:00Z") });

function answer(status: number, body: string, type = "application/json"): WireAnswer {
  const json = () => {
    try {
      return JSON.parse(body);
    } catch {
      return undefined;
    }
  };
  const headers = new Headers({ "content-type": type });
  return { status, headers, bytes: new TextEncoder().encode(body), text: () => body, json };
}
const read = (status: number, body: string, type?: string) =>
  decode(answer(status, body, type), { operation: "getSets", effect: "read", attempt: 1 });
const error = (message: string) => JSON.stringify({ status: "error", message });

describe("Brickset's answers", () => {
  it.each([
    ["Invalid API key", "auth_revoked"],
    ["invalid API key", "auth_revoked"],
    ["Invalid username or password", "auth_revoked"],
    ["Invalid user hash", "auth_expired"],
    ["no valid parameters", "invalid_request"],
    ["parameter error", "invalid_request"],
    [" API limit exceeded ", "quota_exhausted"],
    ["Something new", "rejected"],
  ])("%s is %s", (message, code) => {
    expect(read(200, error(message))?.code).toBe(code);
  });

  it("say when look-ups begin anew: at midnight in Britain, also in summer", () => {
    const limit = read(200, error("API limit exceeded"));
    expect(limit?.resetAt).toBe(Date.parse("2026-06-21T23:00:00Z"));
    expect(limit?.message).toContain("2026-06-21T23:00:00.000Z");
  });

  it("are no errors when they are a success or cannot be told", () => {
    expect(read(200, '{"status":"success","matches":0,"sets":[]}')).toBeNull();
    expect(read(503, "busy", "text/plain")).toBeNull();
  });

  it("are not repeated when a parameter is missing, and unavailable when they are a page", () => {
    expect(read(500, "Missing parameter: userHash.", "text/plain")?.code).toBe("invalid_request");
    expect(read(200, "<!doctype html><p>Maintenance", "text/html")).toMatchObject({ code: "unavailable", status: 502 });
    expect(read(503, "<html>", "text/html")).toMatchObject({ code: "unavailable", status: 503 });
  });

  it("never show the key", () => {
    expect(read(200, error("no use of 3-aB3d-Ef6h-iJ9kL"))?.message).not.toContain("3-aB3d");
  });
});

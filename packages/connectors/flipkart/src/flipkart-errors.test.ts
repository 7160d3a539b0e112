import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { pathOfNext } from "./flipkart-client.ts";
import { itemError, succeeded } from "./flipkart-errors.ts";
import { answeringFetch } from "./testing/answering-fetch.ts";
import { startStandIn } from "./testing/flipkart-stand-in.ts";

const { driver, connect, stop } = await startStandIn();
afterAll(stop);
beforeEach(() => driver.reset());

const answered = async (status: number, body: unknown) => {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const headers = { "content-type": typeof body === "string" ? "text/html" : "application/json" };
  const { fetch } = answeringFetch(() => new Response(text, { status, headers }));
  return await connect({ fetch })
    .orders.get("OD1")
    .catch((error: unknown) => error);
};

describe("the error of a whole call", () => {
  test.each([
    [400, "invalid_request", false],
    [403, "permission_denied", false],
    [404, "not_found", false],
    [409, "conflict", false],
    [422, "rejected", false],
    [429, "rate_limited", true],
    [499, "unavailable", true],
    [500, "unavailable", true],
    [503, "unavailable", true],
    [504, "unavailable", true],
    [599, "unavailable", true],
    [418, "invalid_request", false],
  ])("%i is %s", async (status, code, retryable) => {
    const said = { errorCode: "SOME_CODE", errorMessage: "Some words." };
    expect(await answered(status, said)).toMatchObject({
      code,
      retryable,
      message: expect.stringContaining("Some words."),
    });
    expect(await answered(status, "<html>Gateway Time-out</html>")).toMatchObject({ code, retryable });
  });

  test("keeps Flipkart's own code, wherever it stands", async () => {
    expect(await answered(422, { errorCode: "X1", errorMessage: "a" })).toMatchObject({ platformCode: "X1" });
    expect(await answered(422, { code: 17, message: "b" })).toMatchObject({ platformCode: "17" });
    expect(await answered(422, { errors: [{ code: "E2", description: "c" }] })).toMatchObject({ platformCode: "E2" });
    expect(await answered(403, { error: "forbidden", error_description: "d" })).toMatchObject({
      platformCode: "forbidden",
    });
  });
});

describe("the outcome of an item", () => {
  test.each([
    [{ status: "SUCCESS" }, true],
    [{ processingStatus: "success" }, true],
    [{ status: "FAILURE" }, false],
    [{ processingStatus: "FAILURE", status: "SUCCESS" }, false],
    [{}, false],
  ])("%j: %s", (item, success) => {
    expect(succeeded(item)).toBe(success);
  });

  test("that is not told is unknown; one that is told is kept in Flipkart's words", () => {
    expect(itemError("POST /x", undefined, "this")).toMatchObject({ code: "outcome_unknown", retryable: false });
    const item = { errorCode: "INVALID_SHIPMENTS", errorMessage: "No such shipment" };
    expect(itemError("POST /x", item, "this")).toMatchObject({
      code: "rejected",
      platformCode: "INVALID_SHIPMENTS",
      message: expect.stringContaining("No such shipment"),
    });
  });
});

describe("the address of a next page", () => {
  const sellers = "https://api.flipkart.net/sellers";
  const path = "/v3/shipments/filter?next_token=eyJhIjoxfQ%3D%3D";

  test.each([
    ["as Flipkart gives it", path],
    ["with the prefix", `/sellers${path}`],
    ["whole", `https://api.flipkart.net/sellers${path}`],
    ["of a foreign host, which is never asked", `https://evil.example.com${path}`],
  ])("%s leads to the same path below the configured host", (_, url) => {
    expect(pathOfNext(url, sellers)).toBe(path);
  });

  test("that is none is a bad response", () => {
    expect(() => pathOfNext("https://", sellers)).toThrow(/address is none/);
  });

  test("keeps below a proxy's own prefix", () => {
    expect(pathOfNext(`/flipkart/sellers${path}`, "http://127.0.0.1:4010/flipkart/sellers")).toBe(path);
    expect(pathOfNext(path, "http://127.0.0.1:4010/flipkart/sellers")).toBe(path);
  });
});

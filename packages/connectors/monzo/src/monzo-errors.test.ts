import { ConnectorError } from "@counterfoil/connector-kit";
import { describe, expect, it } from "vitest";
import { createMonzo } from "./monzo-connector.ts";

const credentials = { clientId: "oauth2client_1", clientSecret: "mnzconf.1", accessToken: "token" };

async function errorOf(status: number, body: unknown, call: "accounts" | "balance" = "balance") {
  const answer = async (input: string | URL | Request) =>
    String(input).endsWith("/accounts") && call === "balance"
      ? Response.json({ accounts: [] })
      : typeof body === "string"
        ? new Response(body, { status, headers: { "content-type": "text/html" } })
        : Response.json(body, { status });
  const bank = createMonzo({ credentials, fetch: answer, sleep: async () => {} }).bankTransactions;
  const error = await (call === "accounts" ? bank.accounts() : bank.balance("acc_1")).catch(
    (thrown: unknown) => thrown,
  );
  if (!ConnectorError.is(error)) throw error;
  return error;
}

describe("Monzo's refusals", () => {
  it.each([
    [400, "bad_request.missing_param", "invalid_request", false],
    [401, "unauthorized.bad_access_token", "auth_revoked", false],
    [401, "unauthorized.bad_access_token.expired", "auth_revoked", false],
    [403, "forbidden.insufficient_permissions", "permission_denied", false],
    [403, "forbidden.verification_required", "permission_denied", false],
    [404, "not_found", "not_found", false],
    [405, "method_not_allowed", "invalid_request", false],
    [406, "not_acceptable", "invalid_request", false],
    [500, "internal_service", "unavailable", true],
    [504, "timeout", "unavailable", true],
    [403, "forbidden.something_new", "permission_denied", false],
    [418, "teapot", "invalid_request", false],
  ])("%i %s become %s", async (status, code, expected, retryable) => {
    expect(await errorOf(status, { code, message: "Words" })).toMatchObject({ code: expected, retryable });
  });

  it("of the list of accounts wait for the owner", async () => {
    const body = { code: "forbidden.insufficient_permissions", message: "Access forbidden" };
    expect(await errorOf(403, body, "accounts")).toMatchObject({ code: "approval_pending", retryable: false });
  });

  it("as a web page blame nobody's credentials", async () => {
    expect(await errorOf(403, "<html>blocked</html>")).toMatchObject({ code: "unavailable" });
    expect(await errorOf(200, "<html>sorry</html>")).toMatchObject({ code: "unavailable" });
  });

  it("that are throttled without a time are tried again and then told", async () => {
    expect(await errorOf(429, { code: "too_many_requests" })).toMatchObject({ code: "rate_limited", retryable: true });
  });
});

describe("settings", () => {
  it("are checked strictly, in sentences", () => {
    const create = (given: Record<string, string>) => () => createMonzo({ credentials: given });
    expect(create({ clientId: "oauth2client_1", clientSecret: "" })).toThrow(/client secret/);
    expect(create({ ...credentials, historyFrom: "last year" })).toThrow(/such as 2024-04-06/);
    expect(create({ ...credentials, surprise: "x" })).toThrow();
    expect(create({ ...credentials, historyFrom: "2024-04-06" })).not.toThrow();
  });
});

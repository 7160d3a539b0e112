import { describe, expect, test } from "vitest";
import { createFlipkart, flipkart } from "./index.ts";

const application = { applicationId: "6113ca4a-fe05-11e4-a322-1697f925ec7b", applicationSecret: "669a57f4-fe05-11e4" };
const create = (credentials: Record<string, string>, more: object = {}) =>
  createFlipkart({ credentials: { ...application, ...credentials }, ...more });
const complaint = (credentials: Record<string, string>, more: object = {}) => {
  try {
    create(credentials, more);
  } catch (error) {
    expect(error).toMatchObject({ name: "ConnectorError", code: "invalid_request", retryable: false });
    return (error as Error).message;
  }
  return null;
};

describe("the form", () => {
  test.each([
    ["applicationId", "seller@example.com", /e-mail address\. This is not your seller\.flipkart\.com login/],
    ["applicationId", "+91 98765 43210", /telephone number\. This is not your seller\.flipkart\.com login/],
    ["applicationId", "", /./],
    ["applicationId", "id:with-colon", /no spaces and no colon/],
    ["applicationId", "two words here", /no spaces and no colon/],
    ["applicationId", "short", /too short/],
    ["applicationId", "x".repeat(129), /too long/],
    ["applicationSecret", "short", /too short/],
    ["applicationSecret", "has a space", /no spaces/],
    ["locationId", "two words", /no spaces/],
    ["deliveryDays", "61", /0 to 60/],
    ["deliveryDays", "1.5", /0 to 60/],
    ["defaultParcel", "big", /centimetres/],
    ["webhookUrl", "http://desk.example.com/hook", /https/],
    ["webhookUrl", "nowhere", /whole address/],
    ["webhookFreshnessMinutes", "0", /1 to 1440/],
  ])("refuses %s %j with what to do", (name, value, message) => {
    expect(complaint({ [name]: value })).toMatch(message);
  });

  test("takes what is right, trimmed; empty optional fields count as not given", () => {
    expect(complaint({ applicationId: ` ${application.applicationId} ` })).toBeNull();
    expect(complaint({ locationId: "", deliveryDays: "", webhookUrl: "" })).toBeNull();
    expect(
      complaint({
        locationId: "LOC0118f32db684bde9",
        deliveryDays: "0",
        defaultParcel: "30x20x10, 0.5",
        webhookFreshnessMinutes: "1440",
      }),
    ).toBeNull();
  });

  test("never asks for a user name or password, takes none, and says why", () => {
    const fields = flipkart.manifest.connectionMethods.flatMap((method) => method.fields);
    expect(fields.map(({ name }) => name).filter((name) => /user|password|login/i.test(name))).toEqual([]);
    expect(fields.find(({ name }) => name === "applicationId")?.help).toMatch(/account password is never asked for/);
    expect(complaint({ password: "a-password-that-must-not-be-kept" })).not.toBeNull();
    expect(complaint({ password: "a-password-that-must-not-be-kept" })).not.toContain("a-password-that");
  });
});

describe("settings", () => {
  test.each([
    [{ marketplace: "US" }, /India only/],
    [{ environment: "moon" }, /./],
    [{ baseURL: "nowhere" }, /./],
    [{ packingWaitMs: -1 }, /./],
    [{ unheardOf: 1 }, /./],
  ])("%j are refused", (more, message) => {
    expect(complaint({}, more)).toMatch(message);
  });

  test("of the sandbox go to the sandbox", async () => {
    const asked: string[] = [];
    const fetch = async (address: Parameters<typeof globalThis.fetch>[0]) => {
      asked.push(new URL(String(address)).origin);
      return Response.json({ access_token: "a-token", expires_in: 60, hasMore: false, shipments: [] });
    };
    const more = { environment: "sandbox", marketplace: "IN", fetch };
    await create({}, more).probe();
    expect(new Set(asked)).toEqual(new Set(["https://sandbox-api.flipkart.net"]));
  });
});
